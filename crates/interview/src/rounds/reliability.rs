use super::Rules;
use greenroom_model::{Artifact, RoundKind};

pub static RULES: Rules = Rules {
    kind: RoundKind::Reliability,
    artifacts: &[Artifact::Design, Artifact::Notes],
    words_before_probe: 40,
    silence_before_probe_ms: 15_000,
    is_story: false,
    not_assessed: &[(
        "Code under controlled interleavings and faults",
        "This version runs no candidate code, so only what you said was assessed.",
    )],
};
