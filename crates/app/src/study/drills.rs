//! Drills: asked with a seed, executed, kept as practice.

use super::json;
use crate::{AppError, Greenroom};
use greenroom_model::drill::{Drill, DrillAnswer, DrillReport, Exercise, Task};
use greenroom_store::Practice;

/// A drill as it is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct DrillSheet {
    pub drill: Drill,
    pub seed: u64,
    pub exercise: Exercise,
}

/// How it went.
#[derive(Debug, Clone, PartialEq)]
pub struct DrillDone {
    pub sheet: DrillSheet,
    pub answer: DrillAnswer,
    pub report: DrillReport,
}

impl Greenroom {
    /// Asks a drill; without a seed with new numbers. `None`: there is no such drill.
    pub async fn drill(&self, id: &str, seed: Option<u64>) -> Result<Option<DrillSheet>, AppError> {
        let Some(drill) = self.library.drill(id).cloned() else { return Ok(None) };
        let seed = seed.unwrap_or_else(|| self.clock.unix_ms() % 1_000_000);
        let exercise = match drill.task {
            Task::Sql(_) => greenroom_query::present(&drill, seed).await?,
            _ => greenroom_drill::present(&drill, seed)?,
        };
        Ok(Some(DrillSheet { drill, seed, exercise }))
    }

    /// Executes an answer and keeps how it went. Every attempt counts, the newest most.
    pub async fn check_drill(
        &self,
        id: &str,
        seed: u64,
        answer: DrillAnswer,
        took_ms: u64,
    ) -> Result<Option<DrillDone>, AppError> {
        let Some(sheet) = self.drill(id, Some(seed)).await? else { return Ok(None) };
        let report = match sheet.drill.task {
            Task::Sql(_) => greenroom_query::check(&sheet.drill, seed, &answer).await?,
            _ => {
                let (drill, given) = (sheet.drill.clone(), answer.clone());
                // Trying every order of steps takes a moment.
                tokio::task::spawn_blocking(move || greenroom_drill::check(&drill, seed, &given))
                    .await
                    .expect("a drill does not panic")?
            }
        };
        let now = self.clock.unix_ms();
        // A page left open overnight is no practice of eight hours.
        let longest = f64::from(sheet.drill.minutes) * 2.0;
        let practice = Practice {
            id: format!("drill-{now}-{id}"),
            at_unix_ms: now,
            kind: "drill".into(),
            item: format!("drill/{id}"),
            minutes: (took_ms as f64 / 60_000.0).min(longest),
            json: json(&super::progress::Tried {
                topics: sheet.drill.topics.clone(),
                credit: report.score,
                says: format!("{}: {:.0} of 100", sheet.drill.title, 100.0 * report.score),
                path: format!("/drills/{id}"),
            }),
        };
        self.store.put_practice(&practice).await?;
        Ok(Some(DrillDone { sheet, answer, report }))
    }
}
