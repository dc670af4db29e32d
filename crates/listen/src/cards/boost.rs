//! Boosted trees of two questions each: nearness counts for something only together with length and
//! contrast, which a sum cannot say. Small enough to be read: a tree asks one number, then another.
//!
//! Fitted by gradient boosting with second derivatives (Friedman 2001; Chen and Guestrin 2016,
//! section 2.2). A number may be bound to speak only for or only against, so that a few labels cannot
//! teach that saying more of a phrasing counts against it. Deterministic: bins instead of samples, ties
//! go to the first.

use crate::weigh::sigmoid;
use serde::{Deserialize, Serialize};

const ROUNDS: usize = 200;
const STEP: f64 = 0.1;
/// Penalty on a leaf's squared value.
const L2: f64 = 5.0;
/// Rows that a leaf must hold.
const LEAF_ROWS_MIN: u32 = 40;
const BINS: usize = 64;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Boosted {
    pub names: Vec<String>,
    /// The log of the odds before anything was looked at.
    pub start: f64,
    pub trees: Vec<Tree>,
}

/// First question, then one for its *no* and one for its *yes*; four values, from *no no* to *yes yes*.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tree {
    pub asks: [Ask; 3],
    pub adds: [f64; 4],
}

/// Is the number of this index above this value?
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Ask(pub usize, pub f32);

impl Ask {
    fn is_yes(self, values: &[f32]) -> bool {
        values[self.0] > self.1
    }
}

impl Tree {
    fn leaf(&self, values: &[f32]) -> usize {
        let first = usize::from(self.asks[0].is_yes(values));
        2 * first + usize::from(self.asks[1 + first].is_yes(values))
    }
}

impl Boosted {
    pub fn probability(&self, values: &[f32]) -> f64 {
        let added: f64 = self.trees.iter().map(|tree| tree.adds[tree.leaf(values)]).sum();
        sigmoid(self.start + added)
    }
}

/// One row of numbers, whether it is true, and how much it counts.
#[derive(Debug, Clone)]
pub struct Row<'a> {
    pub values: &'a [f32],
    pub label: bool,
    pub counts: f64,
}

/// Which way a number may move the probability as it grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speaks {
    For,
    Against,
    Either,
}

/// Columns by name, each with what it may say.
pub fn fit(columns: &[(&str, Speaks)], rows: &[Row<'_>]) -> Boosted {
    let bins = Bins::of(columns, rows);
    let (mut yes, mut all) = (0.0, 0.0);
    for row in rows {
        all += row.counts;
        yes += if row.label { row.counts } else { 0.0 };
    }
    let start = (yes.max(1e-9) / (all - yes).max(1e-9)).ln();
    let mut scores = vec![start; rows.len()];
    let mut trees = Vec::with_capacity(ROUNDS);
    for _ in 0..ROUNDS {
        let slopes: Vec<Sum> =
            rows.iter().zip(&scores).map(|(row, score)| slope(row, *score)).collect();
        let everything: Vec<u32> = (0..rows.len() as u32).collect();
        let first = bins.best_split(&everything, &slopes, Bounds::NONE);
        let (no, yes): (Vec<u32>, Vec<u32>) =
            everything.into_iter().partition(|row| !bins.is_yes(first, *row));
        let (no_bounds, yes_bounds) = first.bounds();
        let second = bins.best_split(&no, &slopes, no_bounds);
        let third = bins.best_split(&yes, &slopes, yes_bounds);
        // Rounded, so that the file stays small; the fit goes on from what was written.
        let adds = [second.no, second.yes, third.no, third.yes]
            .map(|value| (STEP * value * 1e5).round() / 1e5);
        for (side, split, part) in [(0, second, &no), (2, third, &yes)] {
            for row in part {
                let leaf = side + usize::from(bins.is_yes(split, *row));
                scores[*row as usize] += adds[leaf];
            }
        }
        trees.push(Tree { asks: [first, second, third].map(|split| bins.ask(split)), adds });
    }
    let names = columns.iter().map(|(name, _)| (*name).to_owned()).collect();
    Boosted { names, start, trees }
}

/// First and second derivative of the loss by the score, summed over rows.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    slope: f64,
    bend: f64,
    rows: u32,
}

fn slope(row: &Row<'_>, score: f64) -> Sum {
    let p = sigmoid(score);
    let label = f64::from(u8::from(row.label));
    Sum { slope: row.counts * (label - p), bend: row.counts * p * (1.0 - p), rows: 1 }
}

impl Sum {
    fn plus(self, other: Sum) -> Sum {
        Sum {
            slope: self.slope + other.slope,
            bend: self.bend + other.bend,
            rows: self.rows + other.rows,
        }
    }

    fn without(self, part: Sum) -> Sum {
        Sum {
            slope: self.slope - part.slope,
            bend: self.bend - part.bend,
            rows: self.rows - part.rows,
        }
    }

    /// The best value for these rows, within bounds.
    fn value(self, bounds: Bounds) -> f64 {
        (self.slope / (self.bend + L2)).clamp(bounds.from, bounds.to)
    }

    /// By how much a value lessens the loss, to second order.
    fn worth(self, value: f64) -> f64 {
        self.slope * value - 0.5 * (self.bend + L2) * value * value
    }
}

#[derive(Debug, Clone, Copy)]
struct Bounds {
    from: f64,
    to: f64,
}

impl Bounds {
    const NONE: Bounds = Bounds { from: f64::NEG_INFINITY, to: f64::INFINITY };
}

/// Each number as the place among its column's edges.
struct Bins {
    edges: Vec<Vec<f32>>,
    /// One column after another.
    places: Vec<Vec<u8>>,
    speaks: Vec<Speaks>,
}

#[derive(Debug, Clone, Copy)]
struct Split {
    column: usize,
    speaks: Speaks,
    /// *Yes* from this place on; a place beyond all says *no* to everything.
    from: u8,
    /// The values of both sides.
    no: f64,
    yes: f64,
}

impl Split {
    /// What the two sides may be split into without a later question undoing what this one says.
    fn bounds(&self) -> (Bounds, Bounds) {
        let middle = (self.no + self.yes) / 2.0;
        let (below, above) =
            (Bounds { to: middle, ..Bounds::NONE }, Bounds { from: middle, ..Bounds::NONE });
        match self.speaks {
            Speaks::For => (below, above),
            Speaks::Against => (above, below),
            Speaks::Either => (Bounds::NONE, Bounds::NONE),
        }
    }
}

impl Bins {
    fn of(columns: &[(&str, Speaks)], rows: &[Row<'_>]) -> Bins {
        let speaks = columns.iter().map(|(_, speaks)| *speaks).collect();
        let mut bins = Bins { edges: Vec::new(), places: Vec::new(), speaks };
        for column in 0..columns.len() {
            let mut values: Vec<f32> = rows.iter().map(|row| row.values[column]).collect();
            values.sort_by(f32::total_cmp);
            // Halfway between neighbours, rounded, so that a last bit does not decide.
            let mut edges: Vec<f32> = (1..BINS)
                .map(|at| at * values.len() / BINS)
                .filter(|at| *at > 0 && *at < values.len())
                .map(|at| ((values[at - 1] + values[at]) / 2.0 * 1e4).round() / 1e4)
                .collect();
            edges.dedup();
            let place =
                |row: &Row<'_>| edges.partition_point(|edge| row.values[column] > *edge) as u8;
            bins.places.push(rows.iter().map(place).collect());
            bins.edges.push(edges);
        }
        bins
    }

    fn best_split(&self, rows: &[u32], slopes: &[Sum], bounds: Bounds) -> Split {
        let sum = |bins: &[Sum]| bins.iter().fold(Sum::default(), |sum, bin| sum.plus(*bin));
        let mut best_gain = 0.0;
        let mut best: Option<Split> = None;
        let mut whole = Sum::default();
        for (column, places) in self.places.iter().enumerate() {
            let mut bins = [Sum::default(); BINS];
            for row in rows {
                let bin = &mut bins[usize::from(places[*row as usize])];
                *bin = bin.plus(slopes[*row as usize]);
            }
            whole = sum(&bins);
            let unsplit = whole.worth(whole.value(bounds));
            let speaks = self.speaks[column];
            let mut no = Sum::default();
            for from in 1..=self.edges[column].len() {
                no = no.plus(bins[from - 1]);
                let yes = whole.without(no);
                if no.rows < LEAF_ROWS_MIN || yes.rows < LEAF_ROWS_MIN {
                    continue;
                }
                let (no_value, yes_value) = (no.value(bounds), yes.value(bounds));
                let is_forbidden = match speaks {
                    Speaks::For => no_value > yes_value,
                    Speaks::Against => no_value < yes_value,
                    Speaks::Either => false,
                };
                let gain = no.worth(no_value) + yes.worth(yes_value) - unsplit;
                if !is_forbidden && gain > best_gain + 1e-9 {
                    best_gain = gain;
                    let from = from as u8;
                    best = Some(Split { column, speaks, from, no: no_value, yes: yes_value });
                }
            }
        }
        let value = whole.value(bounds);
        let nothing =
            Split { column: 0, speaks: Speaks::Either, from: u8::MAX, no: value, yes: value };
        best.unwrap_or(nothing)
    }

    fn is_yes(&self, split: Split, row: u32) -> bool {
        self.places[split.column][row as usize] >= split.from
    }

    fn ask(&self, split: Split) -> Ask {
        let edges = &self.edges[split.column];
        let edge = edges.get(usize::from(split.from).wrapping_sub(1));
        Ask(split.column, edge.copied().unwrap_or(f32::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_numbers_that_tell_only_together_are_found() {
        let values: Vec<[f32; 3]> =
            (0..900).map(|at| [(at % 7) as f32, (at % 10) as f32, (at / 10 % 10) as f32]).collect();
        let truth = |one: &[f32; 3]| (one[1] > 4.5) && (one[2] > 6.5);
        let rows: Vec<Row<'_>> = values
            .iter()
            .map(|one| Row { values: one.as_slice(), label: truth(one), counts: 1.0 })
            .collect();
        let columns = [("noise", Speaks::Either), ("one", Speaks::For), ("other", Speaks::For)];
        let fitted = fit(&columns, &rows);
        for one in &values {
            let p = fitted.probability(one);
            assert!(if truth(one) { p > 0.8 } else { p < 0.2 }, "{one:?}: {p}");
        }
        assert_eq!(fitted, fit(&columns, &rows));
    }

    #[test]
    fn a_number_that_may_only_speak_for_never_speaks_against() {
        let values: Vec<[f32; 2]> =
            (0..600).map(|at| [(at % 20) as f32, (at / 20 % 10) as f32]).collect();
        // The second number speaks for it, except where the first is high.
        let truth = |one: &[f32; 2]| (one[1] > 4.5) != (one[0] > 14.5);
        let rows: Vec<Row<'_>> = values
            .iter()
            .map(|one| Row { values: one.as_slice(), label: truth(one), counts: 1.0 })
            .collect();
        let free = fit(&[("one", Speaks::Either), ("other", Speaks::Either)], &rows);
        let bound = fit(&[("one", Speaks::Either), ("other", Speaks::For)], &rows);
        let falls = |fitted: &Boosted, one: f32| {
            let p = |other: u8| fitted.probability(&[one, f32::from(other)]);
            (1..10).any(|other| p(other) < p(other - 1) - 1e-9)
        };
        assert!((0..20).any(|one| falls(&free, one as f32)), "the canary must fall");
        assert!(!(0..20).any(|one| falls(&bound, one as f32)));
    }
}
