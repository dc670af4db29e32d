use super::Rules;
use greenroom_model::{Artifact, RoundKind};

pub static RULES: Rules = Rules {
    kind: RoundKind::Design,
    artifacts: &[Artifact::Design, Artifact::Notes],
    words_before_probe: 45,
    silence_before_probe_ms: 15_000,
    is_story: false,
    // What a drawing does is said by its runs.
    not_assessed: &[],
};
