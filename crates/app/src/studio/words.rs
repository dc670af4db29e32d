//! Numbers of runs as people read them, the same in the terminal and in a debrief.

use greenroom_simulate::{Bound, Metric, Scenario, Shape, TargetResult};

/// `12,345`, `84.2`, `0.31`: three digits are enough for anything that is measured.
pub fn number(value: f64) -> String {
    let size = value.abs();
    match size {
        _ if size >= 1e9 => format!("{:.2} billion", value / 1e9),
        _ if size >= 1e6 => format!("{:.2} million", value / 1e6),
        _ if size >= 99.95 => grouped(value.round() as i64),
        _ if size >= 9.995 => format!("{value:.1}"),
        _ if size == 0.0 => "0".into(),
        _ => format!("{value:.2}"),
    }
}

fn grouped(value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if value < 0 { format!("-{text}") } else { text }
}

/// A count, which has no fraction.
pub fn count(value: f64) -> String {
    if value.abs() < 1e6 { grouped(value.round() as i64) } else { number(value) }
}

/// `0.42 ms`, `12.0 ms`, `1.20 s`.
pub fn time(ms: f64) -> String {
    if ms >= 1_000.0 { format!("{} s", number(ms / 1_000.0)) } else { format!("{} ms", number(ms)) }
}

/// `2.4%`; what is not quite nothing is not shown as nothing, nor what is not quite all as all.
pub fn share(share: f64) -> String {
    let percent = share * 100.0;
    match percent {
        _ if percent == 0.0 => "0%".into(),
        _ if percent < 0.01 => "<0.01%".into(),
        _ if percent < 1.0 => format!("{percent:.2}%"),
        _ if percent > 99.9 && percent < 100.0 => format!("{percent:.3}%"),
        _ => format!("{percent:.1}%"),
    }
}

/// What a target's run came to, or that there is no number.
pub fn measured(result: &TargetResult) -> String {
    result.value.map_or_else(|| "no number".to_owned(), |value| of(result.metric, value))
}

/// `at most 200 ms`.
pub fn limit(result: &TargetResult) -> String {
    let bound = match result.bound {
        Bound::AtMost => "at most",
        Bound::AtLeast => "at least",
    };
    format!("{bound} {}", of(result.metric, result.limit))
}

fn of(metric: Metric, value: f64) -> String {
    match metric {
        Metric::P50Ms | Metric::P95Ms | Metric::P99Ms | Metric::P999Ms => time(value),
        Metric::MessageP50Ms | Metric::MessageP95Ms | Metric::MessageP99Ms => {
            format!("{} until a message arrives", time(value))
        }
        Metric::Availability | Metric::ErrorShare => format!("{} of requests", share(value)),
        Metric::AnsweredPerS => format!("{} answered a second", number(value)),
        Metric::LostWrites => format!("{} lost writes", count(value)),
        Metric::StaleShare => format!("{} of reads", share(value)),
        Metric::LostMessages => format!("{} lost messages", count(value)),
        Metric::DeadLettered => format!("{} dead letters", count(value)),
        Metric::Backlog => format!("{} messages left", count(value)),
        Metric::RecoveryS => format!("{} s until it recovers", number(value)),
        Metric::AmplificationMax => format!("{} calls for each wanted", number(value)),
        Metric::CostPerMonth => format!("{} a month", count(value)),
        Metric::BusyMax => format!("{} busy", share(value)),
    }
}

/// What a run is under, so that it can be run again: `load x10, kill orders-db@30s, 60 s, seed 7`.
pub fn under(scenario: &Scenario) -> String {
    let Scenario { load, shape, faults, duration_s, warm_up_s, seed, events_max: _ } = scenario;
    let mut told = vec![format!("load x{load}")];
    if *shape != Shape::Steady {
        told.push(shape.to_string());
    }
    told.extend(faults.iter().map(ToString::to_string));
    told.push(format!("{duration_s} s"));
    if *warm_up_s > 0.0 {
        told.push(format!("the first {warm_up_s} s not counted"));
    }
    told.push(format!("seed {seed}"));
    told.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_as_long_as_they_are_sure() {
        let shown =
            [0.0, 0.314, 9.99, 10.04, 99.94, 99.96, 1_234.5, 999_999.4, 2.5e6, 3.2e9, -4_200.0];
        assert_eq!(
            shown.map(number).join(" "),
            "0 0.31 9.99 10.0 99.9 100 1,235 999,999 2.50 million 3.20 billion -4,200"
        );
        assert_eq!([0.4, 12.0, 1_250.0].map(time).join(" "), "0.40 ms 12.0 ms 1.25 s");
        assert_eq!([3.0, 12_345.0].map(count).join(" "), "3 12,345");
        assert_eq!(
            [0.0, 0.00001, 0.004, 0.024, 0.99995, 1.0].map(share).join(" "),
            "0% <0.01% 0.40% 2.4% 99.995% 100.0%"
        );
    }

    #[test]
    fn what_a_run_is_under_leaves_out_what_is_as_usual() {
        let shape = "spike x5@20s for 10s".parse().unwrap();
        let faults = vec!["kill db@30s".parse().unwrap()];
        let scenario =
            Scenario { load: 100.0, shape, faults, warm_up_s: 5.0, ..Scenario::default() };
        assert_eq!(
            under(&scenario),
            "load x100, spike x5@20s for 10s, kill db@30s, 60 s, the first 5 s not counted, seed 1"
        );
        assert_eq!(under(&Scenario::default()), "load x1, 60 s, seed 1");
    }
}
