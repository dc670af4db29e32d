//! A drawing that was held against a problem, as practice.

use super::json;
use super::progress::Tried;
use crate::{AppError, Greenroom};
use greenroom_simulate::TargetResult;
use greenroom_store::Practice;

/// How long somebody drew is not known: what a drawing is expected to take.
const DRAWING_MINUTES: f64 = 25.0;

impl Greenroom {
    /// Keeps how a check outside a session went: the best of a day. What could not be seen does not count.
    pub(crate) async fn note_design(
        &self,
        problem: &str,
        results: &[TargetResult],
    ) -> Result<(), AppError> {
        let Some(problem) = self.library.problem(problem) else { return Ok(()) };
        let seen: Vec<bool> = results.iter().filter_map(|result| result.met).collect();
        if seen.is_empty() {
            return Ok(());
        }
        let met = seen.iter().filter(|met| **met).count();
        let tried = Tried {
            topics: problem.topics.clone(),
            credit: met as f64 / seen.len() as f64,
            says: format!("{}: {met} of {} targets met", problem.title, seen.len()),
            path: format!("/studio/new?problem={}", problem.id),
        };
        let id = format!("design-{}-{}", problem.id, self.today());
        if let Some(before) = self.store.practice(&id).await?
            && let Ok(before) = serde_json::from_value::<Tried>(before.json)
            && before.credit >= tried.credit
        {
            return Ok(());
        }
        let practice = Practice {
            id,
            at_unix_ms: self.clock.unix_ms(),
            kind: "design".into(),
            item: format!("design/{}", problem.id),
            minutes: DRAWING_MINUTES,
            json: json(&tried),
        };
        Ok(self.store.put_practice(&practice).await?)
    }
}
