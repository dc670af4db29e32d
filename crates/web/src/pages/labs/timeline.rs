//! A history as a picture: clients as lanes, operations as bars, the one that cannot be marked. Beside it the same as a
//! list, for whoever cannot see it.

use greenroom_app::labs::{History, Operation};
use maud::{Markup, html};

const WIDTH: f64 = 720.0;
const LANE: f64 = 30.0;
const LEFT: f64 = 84.0;
const RIGHT: f64 = 12.0;
const TOP: f64 = 8.0;
const BAR: f64 = 20.0;
/// Narrower bars would not be seen.
const BAR_MIN: f64 = 5.0;
/// Of a monospaced letter of the labels.
const LETTER: f64 = 6.4;

pub fn timeline(history: &History) -> Markup {
    let lanes = lanes(&history.operations);
    let height = TOP * 2.0 + LANE * lanes.len() as f64 + 18.0;
    let scale = Scale::of(&history.operations);
    html! {
        figure.timeline {
            div."scroll-x" tabindex="0" role="region" aria-label="What the clients did, drawn over time" {
                svg viewBox={ "0 0 " (WIDTH) " " (height) } width=(WIDTH) height=(height) role="img" aria-label=(history.why) {
                    @for (at, client) in lanes.iter().enumerate() {
                        @let middle = TOP + LANE * (at as f64 + 0.5);
                        text x="0" y=(middle + 4.0) { "client " (client) }
                        line x1=(LEFT) x2=(WIDTH - RIGHT) y1=(middle) y2=(middle) {}
                    }
                    @for (at, operation) in history.operations.iter().enumerate() {
                        @let lane = lanes.iter().position(|one| *one == operation.client).unwrap_or(0);
                        (bar(operation, lane, &scale, history.impossible == Some(at)))
                    }
                    text x=(LEFT) y=(height - 4.0) { (time(scale.from_us, &scale)) }
                    text."is-end" x=(WIDTH - RIGHT) y=(height - 4.0) text-anchor="end" { (time(scale.to_us, &scale)) }
                }
            }
            figcaption { (history.why) }
            details {
                summary { "As a list" }
                ol { @for (at, operation) in history.operations.iter().enumerate() {
                    li."is-impossible"[history.impossible == Some(at)] { (told(operation, &scale, history.impossible == Some(at))) }
                } }
            }
        }
    }
}

fn bar(operation: &Operation, lane: usize, scale: &Scale, is_impossible: bool) -> Markup {
    let x = scale.x(operation.start_us);
    let end = operation.end_us.map_or(WIDTH - RIGHT, |end| scale.x(end));
    let width = (end - x).max(BAR_MIN);
    let y = TOP + LANE * lane as f64 + (LANE - BAR) / 2.0;
    let look = match (is_impossible, operation.end_us) {
        (true, _) => "bar is-impossible",
        (false, None) => "bar is-open",
        (false, Some(_)) => "bar",
    };
    let label =
        format!("{}{} {}", if is_impossible { "✕ " } else { "" }, operation.what, operation.result);
    let fits = ((width - 8.0) / LETTER) as usize;
    html! {
        g class=(look) {
            title { (told(operation, scale, is_impossible)) }
            rect x=(x) y=(y) width=(width) height=(BAR) rx="3" {}
            @if fits >= 3 {
                text x=(x + 4.0) y=(y + BAR - 6.0) { (cut(label.trim(), fits)) }
            }
        }
    }
}

/// The clients in the order in which they appear.
fn lanes(operations: &[Operation]) -> Vec<usize> {
    let mut lanes = Vec::new();
    for operation in operations {
        if !lanes.contains(&operation.client) {
            lanes.push(operation.client);
        }
    }
    lanes
}

fn told(operation: &Operation, scale: &Scale, is_impossible: bool) -> String {
    let when = match operation.end_us {
        Some(end) => format!("{} to {}", time(operation.start_us, scale), time(end, scale)),
        None => format!("from {}, without an answer", time(operation.start_us, scale)),
    };
    let what = if operation.result.is_empty() {
        operation.what.clone()
    } else {
        format!("{}: {}", operation.what, operation.result)
    };
    let mark = if is_impossible { " This one cannot be." } else { "" };
    format!("client {}, {when}: {what}.{mark}", operation.client)
}

fn cut(text: &str, letters: usize) -> String {
    if text.chars().count() <= letters {
        return text.to_owned();
    }
    let kept: String = text.chars().take(letters.saturating_sub(1)).collect();
    format!("{kept}…")
}

/// Since the first operation began.
fn time(at_us: u64, scale: &Scale) -> String {
    format!("{:.2} ms", at_us.saturating_sub(scale.from_us) as f64 / 1_000.0)
}

struct Scale {
    from_us: u64,
    to_us: u64,
}

impl Scale {
    fn of(operations: &[Operation]) -> Scale {
        let from_us = operations.iter().map(|one| one.start_us).min().unwrap_or(0);
        let last = operations.iter().map(|one| one.end_us.unwrap_or(one.start_us)).max();
        Scale { from_us, to_us: last.unwrap_or(0).max(from_us + 1) }
    }

    fn x(&self, at_us: u64) -> f64 {
        let share =
            (at_us.saturating_sub(self.from_us)) as f64 / (self.to_us - self.from_us) as f64;
        LEFT + share.min(1.0) * (WIDTH - LEFT - RIGHT)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn operation(client: usize, start_us: u64, end_us: Option<u64>) -> Operation {
        let (what, result) = (format!("GET /{client}"), "302".to_owned());
        Operation { client, what, start_us, end_us, result }
    }

    #[test]
    fn a_history_is_drawn_in_lanes_and_told_as_a_list() {
        let history = History {
            operations: vec![
                operation(4, 1_000, Some(2_000)),
                operation(2, 1_500, None),
                operation(4, 2_500, Some(3_000)),
            ],
            impossible: Some(2),
            why: "Client 5 read what <nobody> wrote.".into(),
        };
        let drawn = timeline(&history).into_string();
        assert_eq!(drawn.matches("<line ").count(), 2, "two clients");
        assert_eq!(drawn.matches("<rect ").count(), 3);
        assert!(
            drawn.contains("client 4, 1.50 ms to 2.00 ms: GET /4: 302. This one cannot be."),
            "{drawn}"
        );
        assert!(
            drawn.contains("client 2, from 0.50 ms, without an answer: GET /2: 302."),
            "{drawn}"
        );
        assert!(drawn.contains("&lt;nobody&gt;") && !drawn.contains("<nobody>"));
    }

    #[test]
    fn an_empty_history_and_one_without_length_are_drawn_all_the_same() {
        assert!(timeline(&History::default()).into_string().contains("<svg"));
        let moment = History { operations: vec![operation(0, 7, Some(7))], ..History::default() };
        assert!(!timeline(&moment).into_string().contains("NaN"));
    }

    #[test]
    fn labels_are_cut_by_letters() {
        assert_eq!([cut("short", 5), cut("ümlauts", 4)], ["short", "üml…"]);
    }
}
