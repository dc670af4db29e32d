//! What differs between kinds of round. A new kind is one module here and one line in [`ALL`].

mod api;
mod behavioral;
mod coding;
mod database;
mod design;
mod reliability;

use greenroom_model::{Artifact, RoundKind};

/// The rules of one kind of round.
pub struct Rules {
    pub kind: RoundKind,
    /// What the candidate makes besides speech, the first one being shown first.
    pub artifacts: &'static [Artifact],
    /// After this many words without an answer the interviewer follows up on what was said.
    pub words_before_probe: usize,
    /// After this much silence the interviewer asks. Editing an artifact is not silence.
    pub silence_before_probe_ms: u64,
    /// Whether the answer is also cut into STAR 2.0 parts.
    pub is_story: bool,
    /// What nothing in this program looks at yet, and why: it is said instead of guessed.
    pub not_assessed: &'static [(&'static str, &'static str)],
}

pub static ALL: [&Rules; 6] = [
    &coding::RULES,
    &api::RULES,
    &database::RULES,
    &design::RULES,
    &reliability::RULES,
    &behavioral::RULES,
];

pub fn rules(kind: RoundKind) -> &'static Rules {
    ALL.into_iter().find(|rules| rules.kind == kind).expect("every kind has its line in ALL")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_round_has_rules() {
        for kind in RoundKind::ALL {
            assert_eq!(rules(kind).kind, kind);
        }
    }
}
