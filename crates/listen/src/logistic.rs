//! Logistic regression over named numbers, so that training, the bench's held-out folds and the
//! program share every line.

use crate::descent::minimum;
use crate::weigh::{Feature, Linear, sigmoid};

/// Rows of numbers with a label and a weight each.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    values: Vec<Vec<f32>>,
    labels: Vec<bool>,
    weights: Vec<f64>,
}

impl Rows {
    pub fn push(&mut self, values: &[f32], label: bool, weight: f64) {
        self.values.push(values.to_vec());
        self.labels.push(label);
        self.weights.push(weight);
    }
}

/// The weights that explain the labels best; `ridge` is the penalty on a squared weight of a
/// standardised number, in rows.
pub fn logistic(names: &[&str], rows: &Rows, ridge: f64) -> Linear {
    let width = names.len();
    let total: f64 = rows.weights.iter().sum::<f64>().max(1e-9);
    let of_column = |of: &dyn Fn(f64) -> f64, at: usize| -> f64 {
        let sum: f64 =
            rows.values.iter().zip(&rows.weights).map(|(row, w)| w * of(f64::from(row[at]))).sum();
        sum / total
    };
    let mean: Vec<f64> = (0..width).map(|at| of_column(&|value| value, at)).collect();
    let spread: Vec<f64> = (0..width)
        .map(|at| of_column(&|value| (value - mean[at]).powi(2), at).sqrt().max(1e-4))
        .collect();
    let scaled: Vec<Vec<f64>> = rows
        .values
        .iter()
        .map(|row| (0..width).map(|at| (f64::from(row[at]) - mean[at]) / spread[at]).collect())
        .collect();
    let beta = minimum(vec![0.0; width + 1], 200, |beta, slope| {
        slope.fill(0.0);
        let mut cost = 0.0;
        for ((row, label), weight) in scaled.iter().zip(&rows.labels).zip(&rows.weights) {
            let logit = beta[width] + row.iter().zip(beta).map(|(v, b)| v * b).sum::<f64>();
            let signed = if *label { logit } else { -logit };
            // ln(1 + e^-x) without overflow.
            cost += weight * ((-signed.abs()).exp().ln_1p() + (-signed).max(0.0));
            let error = weight * (sigmoid(logit) - f64::from(u8::from(*label)));
            slope.iter_mut().zip(row).for_each(|(slope, value)| *slope += error * value);
            slope[width] += error;
        }
        for at in 0..width {
            cost += 0.5 * ridge * beta[at] * beta[at];
            slope[at] += ridge * beta[at];
        }
        cost
    });
    let features: Vec<Feature> = (0..width)
        .map(|at| Feature { name: names[at].to_owned(), weight: beta[at] / spread[at] })
        .collect();
    let bias = beta[width] - (0..width).map(|at| features[at].weight * mean[at]).sum::<f64>();
    Linear { features, bias }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fit_finds_the_number_that_decides() {
        let mut rows = Rows::default();
        for at in 0..200 {
            let (signal, noise) = ((at % 20) as f32, ((at * 7919) % 13) as f32);
            rows.push(&[noise, signal], signal > 9.5, 1.0);
        }
        let model = logistic(&["noise", "signal"], &rows, 1.0);
        assert!(model.features[1].weight > 10.0 * model.features[0].weight.abs());
        assert!(model.probability(&[6.0, 2.0]) < 0.05 && model.probability(&[6.0, 17.0]) > 0.95);
    }
}
