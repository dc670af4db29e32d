use super::Rules;
use greenroom_model::{Artifact, RoundKind};

pub static RULES: Rules = Rules {
    kind: RoundKind::Coding,
    artifacts: &[Artifact::Code, Artifact::Notes],
    words_before_probe: 60,
    // Thinking over code takes longer than finding words.
    silence_before_probe_ms: 40_000,
    is_story: false,
    not_assessed: &[],
};
