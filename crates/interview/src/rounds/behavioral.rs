use super::Rules;
use greenroom_model::{Artifact, RoundKind};

pub static RULES: Rules = Rules {
    kind: RoundKind::Behavioral,
    artifacts: &[Artifact::Notes],
    // A story of 90 to 120 seconds is 220 to 300 words: nobody interrupts it.
    words_before_probe: 180,
    silence_before_probe_ms: 20_000,
    is_story: true,
    not_assessed: &[(
        "Tone of voice and pace",
        "The words were typed; there was no recording to listen to.",
    )],
};
