//! Weights learnt from labelled transcripts: a logistic model over named numbers.

use serde::{Deserialize, Serialize};

/// A logistic model. Written with its features' names, so that it can be read and so that weights
/// for other features are refused.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Linear {
    pub features: Vec<Feature>,
    pub bias: f64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Feature {
    pub name: String,
    pub weight: f64,
}

impl Linear {
    pub fn logit(&self, values: &[f32]) -> f64 {
        let sum: f64 = self
            .features
            .iter()
            .zip(values)
            .map(|(one, value)| one.weight * f64::from(*value))
            .sum();
        sum + self.bias
    }

    pub fn probability(&self, values: &[f32]) -> f64 {
        sigmoid(self.logit(values))
    }

    pub fn fits(&self, names: &[&str]) -> bool {
        self.features.iter().map(|one| one.name.as_str()).eq(names.iter().copied())
    }
}

pub fn sigmoid(logit: f64) -> f64 {
    1.0 / (1.0 + (-logit).exp())
}

/// Everything that turns signals into verdicts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Weights {
    /// Does this stretch of speech speak for this point?
    pub stretch: Linear,
    /// Was the point made at least in part, given its best stretches?
    pub touched: Linear,
    /// Was it made whole?
    pub met: Linear,
    /// Is this stretch the misconception?
    pub misconception: Linear,
    pub lines: Lines,
}

/// Probabilities from which a verdict is given, chosen for the best F1 on held-out problems.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Lines {
    pub touched: f64,
    pub met: f64,
    pub misconception: f64,
}

const POINTS: &str = include_str!("../models/points.json");

#[derive(Deserialize, Serialize)]
pub struct BothWeights {
    pub by_meaning: Weights,
    pub by_words: Weights,
}

impl Weights {
    /// The weights that ship with the program; a test reads both sets.
    pub fn embedded(by_meaning: bool) -> Weights {
        let both: BothWeights =
            serde_json::from_str(POINTS).expect("models/points.json was read by a test");
        if by_meaning { both.by_meaning } else { both.by_words }
    }
}
