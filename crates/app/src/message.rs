//! What a candidate's screen, or a script, says to a room.

use greenroom_interview::Input;
use greenroom_model::{Artifact, Band, CaseSet, HintRung, OwnCase, Via};
use serde::{Deserialize, Serialize};

/// One message. `id` is the sender's own name for it: it comes back in the acknowledgement, and a
/// message that is sent again under the same id is taken once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Message {
    /// Words being typed or spoken, whole each time; empty when they are taken back.
    Partial {
        text: String,
        #[serde(default)]
        from_ms: Option<u64>,
    },
    /// A finished utterance. `from_ms` is when its first word came, on the session's clock.
    Say {
        #[serde(default)]
        id: String,
        text: String,
        #[serde(default)]
        from_ms: Option<u64>,
        #[serde(default = "typed")]
        via: Via,
    },
    /// An artifact's whole text; `base` is the revision it was edited from.
    Artifact {
        #[serde(default)]
        id: String,
        artifact: Artifact,
        #[serde(default)]
        base: u64,
        text: String,
    },
    /// Runs the code of the open round as it is in the log.
    Run {
        #[serde(default)]
        id: String,
        cases: CaseSet,
        #[serde(default)]
        own: Vec<OwnCase>,
    },
    /// Holds what is drawn in the open round against the problem's targets.
    Check {
        #[serde(default)]
        id: String,
    },
    /// Ends the run or the check under way; nothing if there is none.
    CancelRun {
        #[serde(default)]
        id: String,
    },
    Hint {
        #[serde(default)]
        id: String,
        rung: HintRung,
    },
    /// Leaves the open phase. With `round` and `phase` it only leaves that one, so that a message
    /// that is sent again does not skip the next.
    MoveOn {
        #[serde(default)]
        id: String,
        #[serde(default)]
        round: Option<usize>,
        #[serde(default)]
        phase: Option<usize>,
    },
    Pause {
        #[serde(default)]
        id: String,
    },
    Resume {
        #[serde(default)]
        id: String,
    },
    SelfScore {
        #[serde(default)]
        id: String,
        round: usize,
        band: Band,
    },
    End {
        #[serde(default)]
        id: String,
    },
}

fn typed() -> Via {
    Via::Typed
}

impl Message {
    pub fn id(&self) -> &str {
        match self {
            Message::Partial { .. } => "",
            Message::Say { id, .. }
            | Message::Artifact { id, .. }
            | Message::Run { id, .. }
            | Message::Check { id }
            | Message::CancelRun { id }
            | Message::Hint { id, .. }
            | Message::MoveOn { id, .. }
            | Message::Pause { id }
            | Message::Resume { id }
            | Message::SelfScore { id, .. }
            | Message::End { id } => id,
        }
    }

    /// The interview's input at the clock's reading `at_ms`; `None` for what changes no log.
    pub fn into_input(self, at_ms: u64, unix_ms: u64) -> Option<Input> {
        Some(match self {
            Message::CancelRun { .. } => return None,
            Message::Check { .. } => Input::CheckAsked,
            Message::Run { cases, own, .. } => Input::RunAsked { cases, own },
            Message::Partial { text, .. } => Input::Typing { text },
            Message::Say { id, text, from_ms, via } => {
                Input::Said { id, text, from_ms: from_ms.unwrap_or(at_ms), via }
            }
            Message::Artifact { artifact, text, .. } => Input::Edited { artifact, text },
            Message::Hint { rung, .. } => Input::HintAsked { rung },
            Message::MoveOn { .. } => Input::MoveOn,
            Message::Pause { .. } => Input::Pause { unix_ms },
            Message::Resume { .. } => Input::Resume { unix_ms },
            Message::SelfScore { round, band, .. } => Input::SelfScored { round, band },
            Message::End { .. } => Input::End,
        })
    }
}
