//! Grading what was not said in a room: transcripts, stories.

use greenroom_listen::Listener;
use greenroom_model::{Level, Rubric, Speaker, Utterance, Verdict};
use serde::Serialize;

/// A transcript held against a rubric.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Assessment {
    pub points: Vec<PointAssessment>,
    pub misconceptions: Vec<MisconceptionAssessment>,
    /// 0 to 100 over the points expected at the level; `null` when nothing was said.
    pub score: Option<f64>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PointAssessment {
    pub id: String,
    pub verdict: Verdict,
    pub source: greenroom_model::Source,
    /// 0 to 1.
    pub confidence: f64,
    /// The candidate's words, letter for letter; `null` where nothing was heard.
    pub quote: Option<String>,
    pub at_ms: Option<u64>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MisconceptionAssessment {
    pub id: String,
    pub quote: String,
    pub at_ms: u64,
}

/// Grades a transcript. Without a single word of the candidate nothing is assessed.
pub fn assess(
    listener: &Listener,
    rubric: &Rubric,
    transcript: &[Utterance],
    level: Level,
) -> Assessment {
    let mut hearing = listener.prepare(rubric).begin();
    for utterance in transcript {
        hearing.hear(utterance);
    }
    let spoke = transcript
        .iter()
        .any(|one| one.speaker == Speaker::Candidate && !one.text.trim().is_empty());
    let points: Vec<PointAssessment> = hearing
        .points()
        .into_iter()
        .map(|heard| {
            let quote = heard.quotes.first();
            PointAssessment {
                id: heard.id,
                verdict: if spoke { heard.verdict } else { Verdict::NotAssessed },
                source: greenroom_model::Source::Rule,
                confidence: heard.confidence,
                quote: quote.map(|quote| quote.text.clone()),
                at_ms: quote.map(|quote| quote.at_ms),
            }
        })
        .collect();
    let verdicts = rubric.points.iter().filter_map(|point| {
        let found = points.iter().find(|one| one.id == point.id)?;
        Some((point, found.verdict))
    });
    let score = greenroom_debrief::score(verdicts, level, 0);
    let misconceptions = hearing
        .misconceptions()
        .into_iter()
        .map(|heard| MisconceptionAssessment {
            id: heard.id,
            quote: heard.quote.text,
            at_ms: heard.quote.at_ms,
        })
        .collect();
    Assessment { points, misconceptions, score }
}
