//! What may be said about each round once it is over.

use crate::Interview;
use crate::state::{Position, RoundState, proven};
use greenroom_content::Problem;
use greenroom_listen::star::Teller;
use greenroom_listen::{Hearing, PointHeard};
use greenroom_model::{
    Evidence, Finding, MisconceptionFinding, NotAssessed, Point, RoundFindings, Source, Speaker,
    StoryCheck, StoryFinding, StorySentence, Utterance, Verdict,
};

/// Fewer words than this in a round are no answer that could be assessed.
const WORDS_MIN: usize = 15;

impl Interview {
    /// One entry for each round with a problem, in the protocol's order.
    pub fn findings(&self, teller: &Teller) -> Vec<RoundFindings> {
        (0..self.rounds.len()).filter_map(|at| self.round_findings(at, teller)).collect()
    }

    fn round_findings(&self, at: usize, teller: &Teller) -> Option<RoundFindings> {
        let (round, problem) = (&self.rounds[at], self.problem(at)?);
        let hearing = round.ears.as_ref().map(|ears| &ears.hearing);
        let said = self.said_in(at);
        let heard = hearing.map(Hearing::points).unwrap_or_default();
        let silence = self.why_silent(at, &said);
        let findings = problem
            .rubric
            .points
            .iter()
            .map(|point| {
                let heard = heard.iter().find(|heard| heard.id == point.id);
                self.finding(round, point, heard, silence.as_deref())
            })
            .collect();
        let misconceptions = hearing
            .map(Hearing::misconceptions)
            .unwrap_or_default()
            .into_iter()
            .filter_map(|heard| {
                let known = problem.rubric.misconception(&heard.id)?;
                Some(MisconceptionFinding {
                    id: heard.id,
                    says: known.says.clone(),
                    counter: known.counter.clone(),
                    quote: heard.quote,
                    confidence: heard.confidence,
                })
            })
            .collect();
        let rules = round.rules?;
        let not_assessed = rules
            .not_assessed
            .iter()
            .map(|(what, why)| NotAssessed { what: (*what).into(), why: (*why).into() })
            .collect();
        let tells_a_story = rules.is_story && silence.is_none();
        Some(RoundFindings {
            round: at,
            problem: problem.id.clone(),
            findings,
            misconceptions,
            not_assessed,
            code: None,
            drawn: None,
            asked_first: round.asked_first.iter().cloned().collect(),
            story: tells_a_story.then(|| story(teller, problem, &said)),
        })
    }

    /// The candidate's own utterances of a round.
    fn said_in(&self, round: usize) -> Vec<&Utterance> {
        self.transcript
            .iter()
            .filter(|line| line.position.round == round)
            .map(|line| &line.utterance)
            .filter(|utterance| utterance.speaker == Speaker::Candidate)
            .collect()
    }

    /// Why nothing can be said about a round, or `None` when there is something to go by.
    fn why_silent(&self, round: usize, said: &[&Utterance]) -> Option<String> {
        let was_reached = self
            .phases
            .iter()
            .any(|span| matches!(span.position, Position { round: r, .. } if r == round));
        if !was_reached {
            return Some("The session ended before this round.".into());
        }
        let words: usize = said.iter().map(|one| one.text.split_whitespace().count()).sum();
        (words < WORDS_MIN).then(|| match words {
            0 => "You said nothing in this round.".into(),
            _ => format!("You said {words} words in this round, too few to judge by."),
        })
    }

    fn finding(
        &self,
        round: &RoundState,
        point: &Point,
        heard: Option<&PointHeard>,
        silence: Option<&str>,
    ) -> Finding {
        let not_assessed = |because: String| Finding {
            point: point.id.clone(),
            verdict: Verdict::NotAssessed,
            source: Source::Rule,
            confidence: 1.0,
            evidence: Vec::new(),
            because,
        };
        if let Some(why) = silence {
            return not_assessed(why.into());
        }
        let Some(heard) = heard else {
            return not_assessed("Nothing listened for this point.".into());
        };
        let verdict = proven(heard);
        // Outside the short form's question silence means nothing, but what was said still counts.
        if verdict == Verdict::Missed && !round.scope.contains(&point.id) {
            return not_assessed("The short form of this problem does not ask for it.".into());
        }
        Finding {
            point: point.id.clone(),
            verdict,
            source: Source::Rule,
            confidence: heard.confidence,
            evidence: heard.quotes.iter().cloned().map(Evidence::Quote).collect(),
            because: if verdict == heard.verdict {
                heard.why.clone()
            } else {
                "Nothing that was said could be quoted for it.".into()
            },
        }
    }
}

fn story(teller: &Teller, problem: &Problem, said: &[&Utterance]) -> StoryFinding {
    let mut sentences = Vec::new();
    let mut times = Vec::new();
    for utterance in said {
        for sentence in greenroom_listen::star::cut(&utterance.text) {
            sentences.push(sentence);
            times.push(utterance.at_ms);
        }
    }
    let words = sentences.iter().map(|sentence| sentence.split_whitespace().count()).sum();
    let question = problem.question.as_deref().unwrap_or(&problem.rubric.statement);
    let told = teller.assess(&sentences, Some(question));
    StoryFinding {
        sentences: told
            .sentences
            .into_iter()
            .zip(times)
            .map(|(sentence, at_ms)| StorySentence {
                text: sentence.text,
                at_ms,
                part: sentence.part,
            })
            .collect(),
        checklist: told
            .checklist
            .into_iter()
            .map(|(key, sentence)| StoryCheck { key: key.to_owned(), sentence })
            .collect(),
        words,
    }
}
