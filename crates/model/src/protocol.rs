//! Rounds and phases with their minutes. Protocols are content; this is their shape.

use crate::RoundKind;
use serde::{Deserialize, Serialize};

/// A whole sitting: the 60-minute mock, one full-length round, a loop.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Protocol {
    pub id: String,
    pub title: String,
    pub summary: String,
    #[serde(rename = "round")]
    pub rounds: Vec<Round>,
}

/// One interview within a protocol.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Round {
    pub kind: RoundSlot,
    pub form: RoundForm,
    pub title: String,
    /// What the interviewer says where no problem speaks: the warm-up, the self-score.
    #[serde(default)]
    pub says: String,
    #[serde(rename = "phase")]
    pub phases: Vec<Phase>,
}

/// What a round is about: a problem of a kind, or one of the two parts without a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RoundSlot {
    WarmUp,
    Coding,
    Api,
    Database,
    Design,
    Reliability,
    Behavioral,
    SelfScore,
}

impl RoundSlot {
    pub fn kind(self) -> Option<RoundKind> {
        match self {
            RoundSlot::WarmUp | RoundSlot::SelfScore => None,
            RoundSlot::Coding => Some(RoundKind::Coding),
            RoundSlot::Api => Some(RoundKind::Api),
            RoundSlot::Database => Some(RoundKind::Database),
            RoundSlot::Design => Some(RoundKind::Design),
            RoundSlot::Reliability => Some(RoundKind::Reliability),
            RoundSlot::Behavioral => Some(RoundKind::Behavioral),
        }
    }
}

/// Which form of a problem is asked: whole, or the narrow question of the 60-minute mock.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RoundForm {
    #[default]
    Full,
    Short,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phase {
    pub id: String,
    pub title: String,
    pub minutes: u32,
}

impl Phase {
    pub fn planned_ms(&self) -> u64 {
        u64::from(self.minutes) * 60_000
    }
}

impl Round {
    pub fn planned_ms(&self) -> u64 {
        self.phases.iter().map(Phase::planned_ms).sum()
    }
}

impl Protocol {
    pub fn planned_ms(&self) -> u64 {
        self.rounds.iter().map(Round::planned_ms).sum()
    }

    pub fn minutes(&self) -> u32 {
        self.rounds.iter().flat_map(|round| &round.phases).map(|phase| phase.minutes).sum()
    }
}
