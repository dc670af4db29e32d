//! Times, dates and names as pages show them, and texts to take along.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use jiff::{Timestamp, Zoned};

pub use greenroom_app::debrief::named;

/// `12:40`, or `1:02:40` from an hour on.
pub fn clock(at_ms: u64) -> String {
    let seconds = at_ms / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{minutes:02}:{seconds:02}")
    }
}

/// `21 November 2026, 18:05` in this machine's time zone.
pub fn moment(unix_ms: u64) -> String {
    zoned(unix_ms).strftime("%-d %B %Y, %H:%M").to_string()
}

/// Days from the moment to an ISO date, in this machine's time zone; `None` for what is no date.
pub fn days_until(date: &str, unix_ms: u64) -> Option<i64> {
    let day: Date = date.parse().ok()?;
    let today = zoned(unix_ms).date();
    Some(i64::from(today.until(day).ok()?.get_days()))
}

/// A text that the browser saves under a name.
pub fn download(name: &str, media_type: &str, text: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, media_type.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    (headers, text).into_response()
}

fn zoned(unix_ms: u64) -> Zoned {
    let ms = i64::try_from(unix_ms).unwrap_or(i64::MAX);
    let moment = Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH);
    moment.to_zoned(jiff::tz::TimeZone::system())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_read_as_on_a_wall() {
        assert_eq!(clock(842_000), "14:02");
        assert_eq!(clock(3_760_999), "1:02:40");
    }

    #[test]
    fn names_between_backticks_are_code_and_nothing_else_is() {
        let html = named("There is no `<b>`: look again.").into_string();
        assert_eq!(html, "There is no <code>&lt;b&gt;</code>: look again.");
    }
}
