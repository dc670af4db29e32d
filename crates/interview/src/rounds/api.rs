use super::Rules;
use greenroom_model::{Artifact, RoundKind};

pub static RULES: Rules = Rules {
    kind: RoundKind::Api,
    artifacts: &[Artifact::Contract, Artifact::Notes],
    words_before_probe: 40,
    silence_before_probe_ms: 15_000,
    is_story: false,
    not_assessed: &[(
        "The contract you wrote",
        "This version has no contract checker, so the text was kept but not read. What you said about it counted.",
    )],
};
