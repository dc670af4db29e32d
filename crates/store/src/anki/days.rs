//! Anki's calendar: days are counted from a collection's creation and begin at 04:00 local time.

const DAY_S: i64 = 86_400;
/// "Next day starts at", as every collection begins.
pub(super) const ROLLOVER_H: i64 = 4;

/// When a collection's days are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Days {
    /// The start of the day with number 0.
    first_unix_s: i64,
}

impl Days {
    /// Of a collection that is made in the day in which `unix_ms` is.
    pub fn from(unix_ms: u64, utc_offset_minutes: i32) -> Days {
        let shift_s = i64::from(utc_offset_minutes) * 60 - ROLLOVER_H * 3_600;
        let unix_s = i64::try_from(unix_ms / 1_000).unwrap_or(i64::MAX / 2);
        let day = (unix_s + shift_s).div_euclid(DAY_S);
        Days { first_unix_s: day * DAY_S - shift_s }
    }

    /// Of a collection as it says of itself. Before there were time zones in it (`None`), its creation
    /// was itself the start of a day; since then a day may start at another hour than on that day.
    pub fn of_collection(
        created_unix_s: i64,
        minutes_west: Option<i64>,
        rollover_h: Option<i64>,
    ) -> Days {
        let Some(minutes_west) = minutes_west else { return Days { first_unix_s: created_unix_s } };
        let east_s = -minutes_west.clamp(-24 * 60, 24 * 60) * 60;
        let midnight =
            created_unix_s.saturating_add(east_s).div_euclid(DAY_S).saturating_mul(DAY_S);
        let rollover_s = rollover_h.unwrap_or(ROLLOVER_H).clamp(-23, 23) * 3_600;
        Days { first_unix_s: midnight.saturating_add(rollover_s).saturating_sub(east_s) }
    }

    pub fn first_unix_s(self) -> i64 {
        self.first_unix_s
    }

    /// The number of the day in which that time is.
    pub fn number(self, unix_ms: u64) -> i64 {
        let unix_s = i64::try_from(unix_ms / 1_000).unwrap_or(i64::MAX / 2);
        (unix_s - self.first_unix_s).div_euclid(DAY_S)
    }

    /// Nothing is before 1970, not even in collections that were made by a broken clock.
    pub fn start_unix_ms(self, number: i64) -> u64 {
        let unix_s = number.saturating_mul(DAY_S).saturating_add(self.first_unix_s);
        unix_s.max(0).unsigned_abs().saturating_mul(1_000)
    }
}
