//! Does the program itself hear in the worked rounds what an honest listener hears?

use super::labels::score;
use greenroom_content::{Problem, Transcript};
use greenroom_listen::{Listener, PointHeard, Quality};
use greenroom_model::{Band, Verdict};

pub struct Listening {
    listener: Listener,
    labels_equal: usize,
    labels: usize,
}

impl Listening {
    pub fn new() -> Listening {
        Listening { listener: Listener::embedded(), labels_equal: 0, labels: 0 }
    }

    /// The reference earns a yes, and no mutant gets the point that it kills.
    pub fn check(&mut self, problem: &Problem) -> Vec<String> {
        if let Quality::Coarse { why } = self.listener.quality() {
            return vec![format!("listening is coarse: {why}")];
        }
        let prepared = self.listener.prepare(&problem.rubric);
        let mut wrong = Vec::new();
        for transcript in &problem.transcripts {
            let mut hearing = prepared.begin();
            for utterance in &transcript.utterances {
                hearing.hear(utterance);
            }
            let heard = hearing.points();
            self.count(transcript, &heard);
            wrong.extend(judge(problem, transcript, &heard));
        }
        wrong
    }

    /// How often the program agrees with the labels. It was trained on some of them, so this says
    /// nothing of problems it does not know: `cargo xtask bench listen` does.
    pub fn told(&self) -> String {
        let share = 100.0 * self.labels_equal as f64 / self.labels.max(1) as f64;
        format!(
            "listening: {share:.0}% of {} labels are heard as written (known problems)",
            self.labels
        )
    }

    fn count(&mut self, transcript: &Transcript, heard: &[PointHeard]) {
        let Some(labels) = &transcript.labels else { return };
        for point in heard {
            if let Some(label) = labels.points.get(&point.id) {
                self.labels += 1;
                self.labels_equal += usize::from(label.verdict == point.verdict);
            }
        }
    }
}

fn judge(problem: &Problem, transcript: &Transcript, heard: &[PointHeard]) -> Option<String> {
    let of = |id: &str| heard.iter().find(|point| point.id == id);
    match &transcript.mutant {
        Some(mutant) => {
            let point = of(&mutant.kills).filter(|point| point.verdict == Verdict::Met)?;
            let quote = point.quotes.first().map_or("", |quote| quote.text.as_str());
            Some(format!(
                "{}: `{}` is heard as met in \"{quote}\": add that to its `not`, or make the flaw plainer",
                transcript.file, mutant.kills
            ))
        }
        None => {
            let verdict = |id: &str| of(id).map_or(Verdict::Missed, |point| point.verdict);
            let score = score(&problem.rubric, verdict);
            let unheard: Vec<&str> = heard
                .iter()
                .filter(|point| point.verdict != Verdict::Met)
                .map(|point| point.id.as_str())
                .collect();
            (Band::of(score) < Band::Yes).then(|| {
                format!(
                    "{}: the program hears {score:.0} of 100 in it, less than a yes: give more \
                     phrasings to {}",
                    transcript.file,
                    unheard.join(", ")
                )
            })
        }
    }
}
