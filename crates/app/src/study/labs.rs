//! What a lab's checks showed of a service, kept with its day.

use super::json;
use super::progress::{POINT_WEIGHT, PointSeen};
use crate::labs::{CheckResult, Report, Target, Trouble, Verdict};
use crate::{AppError, Greenroom};
use greenroom_model::Lab;
use greenroom_store::Practice;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const KIND: &str = "lab";
/// A lab has about twice as many checks as a rubric has points.
const CHECK_WEIGHT: f64 = 0.5 * POINT_WEIGHT;

/// How a service stood when it was last checked.
#[derive(Debug, Clone, PartialEq)]
pub struct LabStanding {
    pub at_unix_ms: u64,
    pub of: LabPlace,
    pub seed: u64,
    /// In the lab's order. Those that were not asked for that day are missing.
    pub checks: Vec<CheckResult>,
    /// What was wrong with the service as a whole, in words.
    pub trouble: Option<String>,
}

/// Where the service is that was checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LabPlace {
    Folder(PathBuf),
    Url(String),
}

/// Kept as JSON beside its practice.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct LabKept {
    pub points: Vec<PointSeen>,
    of: LabPlace,
    seed: u64,
    checks: Vec<CheckResult>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    trouble: Option<String>,
}

impl Greenroom {
    /// Keeps what a run showed: of each check the day's last judgement. A run that was cancelled, or failed through us,
    /// keeps what it had shown by then.
    ///
    /// # Errors
    /// Of the store.
    pub async fn note_lab(&self, target: &Target, report: &Report) -> Result<(), AppError> {
        let Some(lab) = self.library.lab(&report.lab).map(|content| &content.lab) else {
            return Ok(());
        };
        let says_nothing = matches!(
            report.trouble,
            Some(
                Trouble::Cancelled
                    | Trouble::Ours(_)
                    | Trouble::NotThere { .. }
                    | Trouble::File { .. }
                    | Trouble::MissingProgram { .. }
            )
        );
        if report.checks.is_empty() && (says_nothing || report.trouble.is_none()) {
            return Ok(());
        }
        let of = match target {
            // Wherever the program is started the next time, it is the same folder.
            Target::Folder(folder) => {
                LabPlace::Folder(folder.canonicalize().unwrap_or_else(|_| folder.clone()))
            }
            Target::Url(url) => LabPlace::Url(url.clone()),
        };
        let id = format!("{KIND}-{}-{}", lab.id, self.today());
        let before = match self.store.practice(&id).await? {
            Some(practice) => Some(read(&practice)?),
            None => None,
        };
        let mut known: BTreeMap<String, CheckResult> = BTreeMap::new();
        if let Some(before) = before.filter(|before| before.of == of) {
            known.extend(before.checks.into_iter().map(|check| (check.id.clone(), check)));
        }
        for check in &report.checks {
            // What could not be judged now takes nothing from what was.
            let is_judged = !matches!(check.verdict, Verdict::NotJudged { .. });
            if is_judged || !known.contains_key(&check.id) {
                known.insert(check.id.clone(), check.clone());
            }
        }
        let checks: Vec<CheckResult> =
            lab.checks().filter_map(|(_, check)| known.remove(&check.id)).collect();
        let kept = LabKept {
            points: points(lab, &checks),
            of,
            seed: report.seed,
            checks,
            trouble: report.trouble.as_ref().filter(|_| !says_nothing).map(ToString::to_string),
        };
        let took_ms: u64 = report.checks.iter().map(|check| check.took_ms).sum();
        let practice = Practice {
            id,
            at_unix_ms: self.clock.unix_ms(),
            kind: KIND.into(),
            item: format!("{KIND}/{}", lab.id),
            minutes: took_ms as f64 / 60_000.0,
            json: json(&kept),
        };
        Ok(self.store.put_practice(&practice).await?)
    }

    /// How each lab stood when it was last checked, by the lab's id.
    ///
    /// # Errors
    /// Of the store, or when what it keeps cannot be read.
    pub async fn lab_standings(&self) -> Result<BTreeMap<String, LabStanding>, AppError> {
        let mut standings = BTreeMap::new();
        // The oldest first, so that the last one stays.
        for practice in self.store.practice_since(0).await? {
            if practice.kind != KIND {
                continue;
            }
            let LabKept { points: _, of, seed, checks, trouble } = read(&practice)?;
            let id = practice.item.strip_prefix("lab/").unwrap_or_default().to_owned();
            let at_unix_ms = practice.at_unix_ms;
            standings.insert(id, LabStanding { at_unix_ms, of, seed, checks, trouble });
        }
        Ok(standings)
    }
}

impl LabPlace {
    pub fn target(&self) -> Target {
        match self {
            LabPlace::Folder(folder) => Target::Folder(folder.clone()),
            LabPlace::Url(url) => Target::Url(url.clone()),
        }
    }

    /// A folder that is no longer there cannot be checked again.
    pub fn is_there(&self) -> bool {
        match self {
            LabPlace::Folder(folder) => Path::new(folder).is_dir(),
            LabPlace::Url(_) => true,
        }
    }
}

pub(super) fn read(practice: &Practice) -> Result<LabKept, AppError> {
    serde_json::from_value(practice.json.clone()).map_err(|error| AppError::Kept {
        what: format!("the lab's results `{}`", practice.id),
        why: error.to_string(),
    })
}

/// What checks say about topics.
fn points(lab: &Lab, checks: &[CheckResult]) -> Vec<PointSeen> {
    let asked = |id: &str| lab.checks().map(|(_, check)| check).find(|check| check.id == id);
    checks
        .iter()
        .filter_map(|result| {
            let check = asked(&result.id)?;
            let credit = match result.verdict {
                Verdict::Passed => 1.0,
                Verdict::Failed(_) => 0.0,
                Verdict::NotJudged { .. } => return None,
            };
            let word = result.verdict.word();
            Some(PointSeen {
                topics: check.topics.clone(),
                credit,
                weight: CHECK_WEIGHT,
                says: format!("{}, {word}: “{}”", lab.title, check.says.trim_end_matches('.')),
            })
        })
        .filter(|point| !point.topics.is_empty())
        .collect()
}
