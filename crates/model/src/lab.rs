//! Labs: services that a candidate builds in their own editor and language. What is asked, in stages of checks.

use crate::Level;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::str::FromStr;

/// What a lab asks, as its `lab.toml` says it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lab {
    /// The folder's name; files leave it out.
    #[serde(default)]
    pub id: String,
    pub title: String,
    /// One line.
    pub summary: String,
    pub protocol: LabProtocol,
    pub minutes: u32,
    pub level: Level,
    #[serde(rename = "stage")]
    pub stages: Vec<LabStage>,
}

/// What a service of the lab speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LabProtocol {
    Http,
    Resp,
    Websocket,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LabStage {
    pub id: StageId,
    pub title: String,
    #[serde(rename = "check")]
    pub checks: Vec<LabCheck>,
}

/// In the order in which they run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StageId {
    Contract,
    Semantics,
    Concurrency,
    Faults,
    Load,
}

impl StageId {
    pub const ALL: [StageId; 5] = [
        StageId::Contract,
        StageId::Semantics,
        StageId::Concurrency,
        StageId::Faults,
        StageId::Load,
    ];

    pub fn id(self) -> &'static str {
        match self {
            StageId::Contract => "contract",
            StageId::Semantics => "semantics",
            StageId::Concurrency => "concurrency",
            StageId::Faults => "faults",
            StageId::Load => "load",
        }
    }
}

impl FromStr for StageId {
    type Err = String;

    fn from_str(text: &str) -> Result<StageId, String> {
        StageId::ALL.into_iter().find(|stage| stage.id() == text).ok_or_else(|| {
            let all = StageId::ALL.map(StageId::id).join(", ");
            format!("`{text}` is no stage: name one of {all}")
        })
    }
}

/// One thing that a right service does. How it is looked at is code of the engine, under the same id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LabCheck {
    pub id: String,
    /// What a right service does, in one sentence.
    pub says: String,
    pub topics: Vec<String>,
}

impl Lab {
    /// Every check with its stage, in order.
    pub fn checks(&self) -> impl Iterator<Item = (&LabStage, &LabCheck)> {
        self.stages.iter().flat_map(|stage| stage.checks.iter().map(move |check| (stage, check)))
    }
}

/// A candidate's `lab.toml`: how their service is built and started.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceFile {
    /// The id of the lab that it answers.
    pub lab: String,
    /// Program and arguments, started in the file's folder.
    pub command: Vec<String>,
    /// Runs once before; empty where there is nothing to build.
    #[serde(default)]
    pub build: Vec<String>,
    /// How long it may take until it listens.
    #[serde(default = "start_s")]
    pub start_s: u32,
    /// Added to its environment.
    #[serde(default)]
    pub env: BTreeMap<String, String>,
}

fn start_s() -> u32 {
    20
}
