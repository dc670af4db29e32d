//! How running time grows with the input: measured, and silent where the measurements are.
//!
//! Each class predicts times up to a factor. The factor that fits best is taken in logarithms, where
//! noise of a tenth is the same at 1 ms and at 1 s, and what is left over tells the classes apart.

use serde::{Deserialize, Serialize};
use std::fmt;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Class {
    #[serde(rename = "1")]
    Constant,
    #[serde(rename = "log n")]
    Logarithmic,
    #[serde(rename = "n")]
    Linear,
    #[serde(rename = "n log n")]
    Linearithmic,
    #[serde(rename = "n^2")]
    Quadratic,
    #[serde(rename = "n^3")]
    Cubic,
    #[serde(rename = "2^n")]
    Exponential,
}

use Class::{Constant, Cubic, Exponential, Linear, Linearithmic, Logarithmic, Quadratic};

impl Class {
    pub const ALL: [Class; 7] =
        [Constant, Logarithmic, Linear, Linearithmic, Quadratic, Cubic, Exponential];

    /// As `signature.toml` writes it; `None`: another one, such as `n log k`.
    pub fn parse(text: &str) -> Option<Class> {
        Class::ALL.into_iter().find(|class| class.to_string() == text)
    }

    /// The logarithm of the time that it predicts, up to a constant.
    fn ln(self, n: f64) -> f64 {
        let ln_n = n.ln();
        match self {
            Constant => 0.0,
            Logarithmic => ln_n.ln(),
            Linear => ln_n,
            Linearithmic => ln_n + ln_n.ln(),
            Quadratic => 2.0 * ln_n,
            Cubic => 3.0 * ln_n,
            Exponential => n * std::f64::consts::LN_2,
        }
    }
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Constant => "1",
            Logarithmic => "log n",
            Linear => "n",
            Linearithmic => "n log n",
            Quadratic => "n^2",
            Cubic => "n^3",
            Exponential => "2^n",
        })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Point {
    pub n: u64,
    pub cpu_ms: f64,
    /// It was ended at the time limit, and would have taken longer than that.
    #[serde(default)]
    pub cut: bool,
}

/// What the times say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Growth {
    Like {
        class: Class,
    },
    /// Both fit, and what lies between them.
    Between {
        low: Class,
        high: Class,
    },
    Unknown {
        why: String,
    },
}

impl fmt::Display for Growth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Growth::Like { class } => write!(f, "like {class}"),
            Growth::Between { low, high: Exponential } => write!(f, "like {low} or more"),
            Growth::Between { low, high } => write!(f, "between {low} and {high}"),
            Growth::Unknown { why } => write!(f, "unknown: {why}"),
        }
    }
}

/// Above the start-up time by at least so much, or the clock's and the machine's noise is measured.
const CLEAR_MS: f64 = 5.0;
const CLEAR_OF_START: f64 = 0.25;
const CLEAR_OF_SPREAD: f64 = 4.0;
/// Two points fit every class; over less than this factor of n all classes look alike.
const POINTS_MIN: usize = 3;
const SPAN_MIN: f64 = 3.5;
/// Where a further point was cut off, two are enough at this factor: they tell n from n^2.
const SPAN_MIN_CUT: f64 = 1.9;
/// Root mean square of what is left over, in logarithms: beyond the first nothing fits, and a class
/// is as good as the best when it is within the second (the third, of two points). Noise of a tenth
/// leaves about a tenth.
const FIT_MAX: f64 = 0.35;
const AS_GOOD: f64 = 0.12;
const AS_GOOD_OF_TWO: f64 = 0.08;

/// `smallest_ms` are times of inputs so small that only starting up takes time.
pub fn measure(smallest_ms: &[f64], series: &[Point]) -> Growth {
    let unknown = |why: &str| Growth::Unknown { why: why.to_owned() };
    let start_ms = median(smallest_ms);
    let off: Vec<f64> = smallest_ms.iter().map(|time| (time - start_ms).abs()).collect();
    let clear_ms = CLEAR_MS.max(CLEAR_OF_START * start_ms).max(CLEAR_OF_SPREAD * median(&off));
    let clear = |cut: bool| -> Vec<(f64, f64)> {
        series
            .iter()
            .filter(|point| point.cut == cut)
            .map(|point| (point.n as f64, point.cpu_ms - start_ms))
            .filter(|(n, time)| *n >= 2.0 && *time >= clear_ms)
            .collect()
    };
    let (exact, cut) = (clear(false), clear(true));
    let span = {
        let sizes = exact.iter().map(|(n, _)| *n);
        sizes.clone().fold(0.0, f64::max) / sizes.fold(f64::INFINITY, f64::min)
    };
    match (exact.len(), cut.is_empty()) {
        (POINTS_MIN.., _) if span < SPAN_MIN => {
            return unknown("only inputs of nearly the same size took long enough to be measured");
        }
        (POINTS_MIN.., _) | (1, false) => {}
        (2, false) if span >= SPAN_MIN_CUT => {}
        (0, false) => return unknown("already the smallest took longer than the time limit"),
        _ if series.len() < POINTS_MIN => {
            return unknown("there are too few inputs of different size");
        }
        _ => return unknown("too fast to tell"),
    }
    let left: Vec<(Class, f64)> =
        Class::ALL.into_iter().map(|class| (class, left_over(class, &exact, &cut))).collect();
    let best = left.iter().map(|(_, left)| *left).fold(f64::INFINITY, f64::min);
    if best > FIT_MAX {
        return unknown("the times grow by no simple rule");
    }
    let as_good = if exact.len() == 2 { AS_GOOD_OF_TWO } else { AS_GOOD };
    let good: Vec<Class> = left
        .iter()
        .filter(|(_, left)| *left <= (best + as_good).min(FIT_MAX))
        .map(|(class, _)| *class)
        .collect();
    match good.as_slice() {
        // One time and one that was cut off say at most that it is steep.
        [low, ..] if exact.len() == 1 && *low <= Linearithmic => {
            unknown("all but the smallest took longer than the time limit")
        }
        [class] => Growth::Like { class: *class },
        [low, .., high] => Growth::Between { low: *low, high: *high },
        // A best that is not a number fits nothing.
        [] => unknown("the times grow by no simple rule"),
    }
}

/// Of a point that was cut off only what the class predicts too little counts.
fn left_over(class: Class, exact: &[(f64, f64)], cut: &[(f64, f64)]) -> f64 {
    let off = |(n, time): &(f64, f64)| time.ln() - class.ln(*n);
    let factor = exact.iter().map(off).sum::<f64>() / exact.len() as f64;
    let of_exact = exact.iter().map(|point| off(point) - factor);
    let of_cut = cut.iter().map(|point| off(point) - factor).filter(|short| *short > 0.0);
    let all: Vec<f64> = of_exact.chain(of_cut).collect();
    (all.iter().map(|one| one.powi(2)).sum::<f64>() / all.len() as f64).sqrt()
}

fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(0.0)
}

/// Whether a claim stands against what was measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Agreement {
    Agrees,
    Contradicts,
    CannotTell,
}

/// A logarithm more or less is never held against anybody: over one series of inputs its factor
/// changes by less than caches do. A claim of more than was measured cannot be refuted by times
/// either, because other inputs may be worse; it contradicts only where the measurement shows more
/// than was claimed.
pub fn compare(claimed: Class, measured: &Growth) -> Agreement {
    let (low, high) = match measured {
        Growth::Unknown { .. } => return Agreement::CannotTell,
        Growth::Like { class } => (*class, *class),
        Growth::Between { low, high } => (*low, *high),
    };
    if (low..=high).contains(&claimed) {
        return Agreement::Agrees;
    }
    if claimed > high {
        return Agreement::CannotTell;
    }
    match (claimed, low) {
        (Linear, Linearithmic) | (Constant, Logarithmic) => Agreement::CannotTell,
        _ => Agreement::Contradicts,
    }
}

/// The growth series of a package, and what only starts up: names say which are which.
pub fn of_report(report: &crate::Report) -> (Vec<f64>, Vec<Point>) {
    use crate::Verdict;
    let in_series =
        |name: &str| name.rsplit('/').next().is_some_and(|last| last.starts_with("growth-"));
    let mut series: Vec<Point> = Vec::new();
    let mut small: Vec<(u64, f64)> = Vec::new();
    for case in &report.cases {
        let cut = match case.verdict() {
            // What did not come to its end has no time.
            None
            | Some(Verdict::MemoryLimit | Verdict::OutputLimit | Verdict::RunTimeError { .. })
            | Some(Verdict::TimeLimit { waited: true, .. }) => continue,
            Some(Verdict::TimeLimit { .. }) => true,
            Some(_) => false,
        };
        if in_series(&case.name) {
            series.push(Point { n: case.n, cpu_ms: case.cpu_ms(), cut });
        } else if !cut {
            small.push((case.n, case.cpu_ms()));
        }
    }
    series.sort_by_key(|point| point.n);
    // That larger ones are cut off, too, says nothing more.
    let whole = series.iter().take_while(|point| !point.cut).count();
    series.truncate(whole + 1);
    small.sort_by_key(|(n, _)| *n);
    small.truncate(7);
    (small.into_iter().map(|(_, time)| time).collect(), series)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const START_MS: f64 = 20.0;

    fn series(class: Class, largest_n: u64, largest_ms: f64, noise: &[f64]) -> Growth {
        cut_series(class, largest_n, largest_ms, noise, f64::INFINITY)
    }

    /// `noise`: a factor for each point. As reports do, only the first that is cut off is told.
    fn cut_series(
        class: Class,
        largest_n: u64,
        largest_ms: f64,
        noise: &[f64],
        limit_ms: f64,
    ) -> Growth {
        let top = class.ln(largest_n as f64);
        let mut points: Vec<Point> = noise
            .iter()
            .enumerate()
            .map(|(step, noise)| {
                let n = largest_n >> step;
                let own = largest_ms * (class.ln(n as f64) - top).exp();
                let cpu_ms = START_MS + own * noise;
                let cut = cpu_ms > limit_ms;
                Point { n, cpu_ms: cpu_ms.min(limit_ms), cut }
            })
            .collect();
        points.reverse();
        let whole = points.iter().take_while(|point| !point.cut).count();
        points.truncate(whole + 1);
        measure(&[START_MS - 1.0, START_MS, START_MS + 0.8], &points)
    }

    #[test]
    fn exact_times_are_told_exactly_or_as_neighbours() {
        let check = |class, n, ms, expected: &str| {
            assert_eq!(series(class, n, ms, &[1.0; 5]).to_string(), expected);
        };
        check(Linear, 100_000, 600.0, "between n and n log n");
        check(Quadratic, 100_000, 60_000.0, "like n^2");
        check(Cubic, 1_000, 600_000.0, "like n^3");
        check(Constant, 100_000, 100.0, "between 1 and log n");
        check(Logarithmic, 100_000, 100.0, "between 1 and log n");
        let doubling: Vec<Point> = (18..24)
            .map(|n| Point { n, cpu_ms: f64::powi(2.0, n as i32) / 1e4, cut: false })
            .collect();
        assert_eq!(
            measure(&[], &doubling).to_string(),
            "unknown: only inputs of nearly the same size took long enough to be measured"
        );
        let doubling: Vec<Point> = [4, 8, 12, 16, 20]
            .map(|n| Point { n, cpu_ms: f64::powi(2.0, n as i32), cut: false })
            .into();
        assert_eq!(measure(&[], &doubling).to_string(), "like 2^n");
    }

    #[test]
    fn what_cannot_be_measured_is_not_guessed() {
        let told = |growth: Growth| growth.to_string();
        assert_eq!(told(series(Linear, 100_000, 4.0, &[1.0; 5])), "unknown: too fast to tell");
        assert_eq!(
            told(series(Linear, 100_000, 500.0, &[1.0; 2])),
            "unknown: there are too few inputs of different size"
        );
        let jumps = [100.0, 9_000.0, 30.0, 4_000.0, 50.0];
        let points: Vec<Point> = (0..5)
            .map(|step| Point { n: 1 << (10 + step), cpu_ms: jumps[step], cut: false })
            .collect();
        assert_eq!(told(measure(&[], &points)), "unknown: the times grow by no simple rule");
    }

    #[test]
    fn a_claim_is_contradicted_only_by_what_was_seen() {
        use Agreement::{Agrees, CannotTell, Contradicts};
        let like = |class| Growth::Like { class };
        let pair = Growth::Between { low: Linear, high: Linearithmic };
        for (claimed, measured, expected) in [
            (Linear, &like(Linear), Agrees),
            (Linear, &like(Linearithmic), CannotTell),
            (Linearithmic, &like(Linear), CannotTell),
            (Linear, &pair, Agrees),
            (Linearithmic, &pair, Agrees),
            (Linear, &like(Quadratic), Contradicts),
            (Linearithmic, &like(Quadratic), Contradicts),
            (Quadratic, &like(Linear), CannotTell),
            (Constant, &pair, Contradicts),
            (Constant, &like(Logarithmic), CannotTell),
            (Linear, &Growth::Unknown { why: String::new() }, CannotTell),
        ] {
            assert_eq!(compare(claimed, measured), expected, "{claimed} against {measured}");
        }
    }

    #[test]
    fn a_report_gives_its_series_and_its_smallest_cases() {
        use crate::{CaseReport, CaseResult, Excerpt, Overall, Report, Verdict};
        let case = |name: &str, n: u64, cpu_us: u64, verdict: Verdict| CaseReport {
            name: name.into(),
            result: CaseResult::Judged { verdict },
            cpu_us,
            memory_bytes: 0,
            n,
            input: Excerpt::default(),
            expected: None,
            got: Excerpt::default(),
            stderr: Excerpt::default(),
            team_message: None,
            judge_message: None,
        };
        let slow = Verdict::TimeLimit { cpu_ms: 2_000, waited: false };
        let mut cases = vec![
            case("secret/large-one", 9_000, 80_000, Verdict::Accepted),
            case("secret/growth-1", 1_000, 100_000, Verdict::Accepted),
            case("secret/growth-2", 2_000, 340_000, Verdict::Accepted),
            case("secret/growth-3", 4_000, 1_300_000, Verdict::Accepted),
            case("secret/growth-4", 8_000, 2_000_000, slow),
        ];
        for small in 0..9 {
            cases.push(case(&format!("secret/{small}"), small, 20_000 + small, Verdict::Accepted));
        }
        let report = Report {
            language: "python".into(),
            time_limit_ms: 2_000,
            memory_limit_bytes: 0,
            overall: Overall::Accepted,
            cases,
        };
        let (small, series) = of_report(&report);
        assert_eq!(small.len(), 7);
        let cut: Vec<bool> = series.iter().map(|point| point.cut).collect();
        assert_eq!(cut, [false, false, false, true]);
        assert_eq!(measure(&small, &series).to_string(), "like n^2");
    }

    #[test]
    fn a_series_that_is_cut_off_says_what_its_beginning_says() {
        let check = |class, limit_ms, expected: &str| {
            let found = cut_series(class, 16_000, 25_600.0, &[1.0; 5], limit_ms);
            assert_eq!(found.to_string(), expected);
        };
        // 100, 400, 1,600, 6,400 ms ...
        check(Quadratic, 2_000.0, "like n^2");
        check(Quadratic, 1_000.0, "like n^2");
        check(Quadratic, 390.0, "like n^2 or more");
        check(Quadratic, 150.0, "unknown: all but the smallest took longer than the time limit");
        check(Quadratic, 90.0, "unknown: already the smallest took longer than the time limit");
        // 1,600, 3,200, 6,400 ms ...
        check(Linear, 7_000.0, "between n and n log n");
        check(Linear, 4_000.0, "between n and n log n");
        check(Linear, 2_000.0, "unknown: all but the smallest took longer than the time limit");
    }

    proptest! {
        #[test]
        fn a_cut_series_never_contradicts_the_truth(
            noise in proptest::collection::vec(0.9f64..1.1, 5),
            largest_n in 2_000u64..200_000,
            largest_ms in 3_000.0f64..30_000.0,
            limit_ms in 100.0f64..10_000.0,
        ) {
            for class in [Linear, Linearithmic, Quadratic] {
                let found = cut_series(class, largest_n, largest_ms, &noise, limit_ms);
                prop_assert_ne!(compare(class, &found), Agreement::Contradicts, "{}", found);
                if class == Quadratic {
                    prop_assert_ne!(compare(Linear, &found), Agreement::Agrees, "{}", found);
                }
            }
        }

        #[test]
        fn noise_of_a_tenth_never_confuses_n_with_n_squared(
            noise in proptest::collection::vec(0.9f64..1.1, 5),
            largest_n in 2_000u64..200_000,
            largest_ms in 300.0f64..3_000.0,
        ) {
            for class in [Linear, Linearithmic, Quadratic] {
                // Enough that even the smallest of a quadratic series stands out.
                let largest_ms = if class == Quadratic { largest_ms * 10.0 } else { largest_ms };
                let found = series(class, largest_n, largest_ms, &noise);
                let allowed: &[Class] =
                    if class == Quadratic { &[Quadratic] } else { &[Linear, Linearithmic] };
                match &found {
                    Growth::Like { class } => prop_assert!(allowed.contains(class), "{found}"),
                    Growth::Between { low, high } => {
                        prop_assert!(allowed.contains(low) && allowed.contains(high), "{found}");
                    }
                    Growth::Unknown { .. } => prop_assert!(false, "{found}"),
                }
                // Whoever claims either of the two neighbours is never told that it is wrong.
                if class != Quadratic {
                    for claimed in [Linear, Linearithmic] {
                        prop_assert_ne!(compare(claimed, &found), Agreement::Contradicts);
                    }
                    prop_assert_ne!(compare(class, &found), Agreement::Contradicts);
                } else {
                    prop_assert_eq!(compare(Linear, &found), Agreement::Contradicts);
                    prop_assert_eq!(compare(Linearithmic, &found), Agreement::Contradicts);
                }
            }
        }
    }
}
