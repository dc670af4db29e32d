//! Does the program itself hear in the worked rounds what an honest listener hears?

use super::labels::score;
use greenroom_content::{Problem, Transcript};
use greenroom_listen::{Listener, PointHeard, Quality};
use greenroom_model::{Band, Verdict};

/// The listener is a small model, measured by `cargo xtask bench listen`, and does not hear every
/// flaw. At most this share of the mutants may get the point that they kill; each that does is
/// printed. Lower it as listening gets better, never raise it.
const LIVING_SHARE_MAX: f64 = 0.35;

pub struct Listening {
    listener: Listener,
    mutants: usize,
    living: Vec<String>,
    labels_equal: usize,
    labels: usize,
}

impl Listening {
    pub fn new() -> Listening {
        Listening {
            listener: Listener::embedded(),
            mutants: 0,
            living: Vec::new(),
            labels_equal: 0,
            labels: 0,
        }
    }

    /// The reference earns a yes and more than each mutant.
    pub fn check(&mut self, problem: &Problem) -> Vec<String> {
        if let Quality::Coarse { why } = self.listener.quality() {
            return vec![format!("listening is coarse: {why}")];
        }
        let prepared = self.listener.prepare(&problem.rubric);
        let mut wrong = Vec::new();
        let mut reference: Option<f64> = None;
        for transcript in &problem.transcripts {
            let mut hearing = prepared.begin();
            for utterance in &transcript.utterances {
                hearing.hear(utterance);
            }
            let heard = hearing.points();
            self.count(transcript, &heard);
            let of = |id: &str| heard.iter().find(|point| point.id == id);
            let verdict = |id: &str| of(id).map_or(Verdict::Missed, |point| point.verdict);
            let score = score(&problem.rubric, verdict);
            match &transcript.mutant {
                None => {
                    reference = Some(reference.map_or(score, |least: f64| least.min(score)));
                    wrong.extend(too_low(transcript, &heard, score));
                }
                Some(mutant) => {
                    self.mutants += 1;
                    if let Some(point) = of(&mutant.kills).filter(|it| it.verdict == Verdict::Met) {
                        self.living.push(lives(problem, transcript, &mutant.kills, point));
                    }
                    wrong.extend(reference.filter(|least| score >= *least).map(|least| {
                        format!(
                            "{}: the program hears {score:.0} of 100 in it, no less than the {least:.0} \
                             of the reference: make its flaws plainer",
                            transcript.file
                        )
                    }));
                }
            }
        }
        wrong
    }

    /// Too many mutants with the point that they kill.
    pub fn verdict(&self) -> Option<String> {
        let share = self.living.len() as f64 / self.mutants.max(1) as f64;
        (share > LIVING_SHARE_MAX).then(|| {
            format!(
                "{} of {} mutants live: train the listener, or make the flaws plainer",
                self.living.len(),
                self.mutants
            )
        })
    }

    /// How often the program agrees with the labels. It was trained on some of them, so this says
    /// nothing of problems it does not know: `cargo xtask bench listen` does.
    pub fn told(&self) -> String {
        let share = 100.0 * self.labels_equal as f64 / self.labels.max(1) as f64;
        format!(
            "listening: {share:.0}% of {} labels are heard as written (known problems); {} of {} mutants \
             get the point that they kill{}",
            self.labels,
            self.living.len(),
            self.mutants,
            self.living.iter().map(|one| format!("\n  {one}")).collect::<String>()
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

fn lives(problem: &Problem, transcript: &Transcript, kills: &str, point: &PointHeard) -> String {
    let quote = point.quotes.first().map_or("", |quote| quote.text.as_str());
    format!(
        "{}/{}/{}: `{kills}` is heard as met in \"{quote}\"",
        problem.kind, problem.id, transcript.file
    )
}

fn too_low(transcript: &Transcript, heard: &[PointHeard], score: f64) -> Option<String> {
    let unheard: Vec<&str> = heard
        .iter()
        .filter(|point| point.verdict != Verdict::Met)
        .map(|point| point.id.as_str())
        .collect();
    (Band::of(score) < Band::Yes).then(|| {
        format!(
            "{}: the program hears {score:.0} of 100 in it, less than a yes: give more phrasings to {}",
            transcript.file,
            unheard.join(", ")
        )
    })
}
