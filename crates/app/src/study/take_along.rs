//! The plan as a file. `base` is where this program is found, so that links in the file lead back to it.

use crate::{AppError, Greenroom};
use greenroom_plan::{calendar, markdown};
use jiff::Timestamp;

impl Greenroom {
    /// iCalendar.
    pub async fn plan_calendar(&self, base: &str) -> Result<String, AppError> {
        let ms = i64::try_from(self.clock.unix_ms()).unwrap_or(i64::MAX);
        let made = Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH);
        let made = made.strftime("%Y%m%dT%H%M%SZ").to_string();
        Ok(calendar(&self.plan().await?, base, &made))
    }

    pub async fn plan_markdown(&self, base: &str) -> Result<String, AppError> {
        let weeks = self.library.outline().map(|outline| outline.weeks.iter());
        let weeks: Vec<&str> =
            weeks.into_iter().flatten().map(|week| week.title.as_str()).collect();
        Ok(markdown(&self.plan().await?, &weeks, base))
    }
}
