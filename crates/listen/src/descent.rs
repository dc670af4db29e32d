//! Fits the small linear models of this crate. Everything is deterministic, so that weights in the
//! repository can be made again and a bench can leave people or questions out and fit anew.

/// A minimum of a smooth convex function, by limited-memory BFGS (Nocedal and Wright, algorithm 7.5)
/// with a halving line search. `value` returns the function's value and writes its gradient.
pub fn minimum(
    start: Vec<f64>,
    rounds_max: usize,
    mut value: impl FnMut(&[f64], &mut [f64]) -> f64,
) -> Vec<f64> {
    const MEMORY: usize = 8;
    let mut at = start;
    let mut slope = vec![0.0; at.len()];
    let mut height = value(&at, &mut slope);
    let mut steps: Vec<(Vec<f64>, Vec<f64>, f64)> = Vec::new();
    for _ in 0..rounds_max {
        if slope.iter().all(|one| one.abs() < 1e-4) {
            break;
        }
        let direction = downhill(&slope, &steps);
        let descent = dot(&direction, &slope);
        let mut length = if steps.is_empty() { 1.0 / dot(&slope, &slope).sqrt() } else { 1.0 };
        let mut next_slope = vec![0.0; at.len()];
        let (next, next_height) = loop {
            let next: Vec<f64> = at.iter().zip(&direction).map(|(a, d)| a + length * d).collect();
            let height_there = value(&next, &mut next_slope);
            if height_there <= height + 1e-4 * length * descent || length < 1e-12 {
                break (next, height_there);
            }
            length /= 2.0;
        };
        let moved = difference(&next, &at);
        let bent = difference(&next_slope, &slope);
        let curvature = dot(&moved, &bent);
        if curvature > 1e-12 {
            if steps.len() == MEMORY {
                steps.remove(0);
            }
            steps.push((moved, bent, 1.0 / curvature));
        }
        let settled = (height - next_height).abs() < 1e-9 * (1.0 + height.abs());
        (at, slope, height) = (next, next_slope, next_height);
        if settled {
            break;
        }
    }
    at
}

fn downhill(slope: &[f64], steps: &[(Vec<f64>, Vec<f64>, f64)]) -> Vec<f64> {
    let mut direction: Vec<f64> = slope.iter().map(|one| -one).collect();
    let mut shares = Vec::with_capacity(steps.len());
    for (moved, bent, inverse) in steps.iter().rev() {
        let share = inverse * dot(moved, &direction);
        add(&mut direction, -share, bent);
        shares.push(share);
    }
    if let Some((_, bent, inverse)) = steps.last() {
        let scale = 1.0 / (inverse * dot(bent, bent));
        direction.iter_mut().for_each(|one| *one *= scale);
    }
    for ((moved, bent, inverse), share) in steps.iter().zip(shares.into_iter().rev()) {
        let correction = share - inverse * dot(bent, &direction);
        add(&mut direction, correction, moved);
    }
    direction
}

/// Weights of a logistic regression, one a column. The first column is the constant 1 and is not
/// shrunk; every other weight pays `l2 / 2` times its square. `truths` are shares from 0 to 1, and
/// a row counts `counts` times.
pub fn logistic(rows: &[Vec<f64>], truths: &[f64], counts: &[f64], l2: f64) -> Vec<f64> {
    let columns = rows.first().map_or(0, Vec::len);
    minimum(vec![0.0; columns], 300, |weights, slope| {
        slope.fill(0.0);
        let mut loss = 0.0;
        for ((row, &truth), &count) in rows.iter().zip(truths).zip(counts) {
            let score = dot(row, weights);
            loss += count * (softplus(score) - truth * score);
            add(slope, count * (sigmoid(score) - truth), row);
        }
        for (weight, slope) in weights.iter().zip(slope.iter_mut()).skip(1) {
            loss += l2 / 2.0 * weight * weight;
            *slope += l2 * weight;
        }
        loss
    })
}

/// Least squares whose weights are zero or more and pay `l2` times their square, by coordinate
/// descent. A feature that can only speak for an answer cannot be turned into one that speaks
/// against it because some course's answers happened to be so.
pub fn nonnegative(rows: &[Vec<f64>], truths: &[f64], counts: &[f64], l2: f64) -> Vec<f64> {
    let columns = rows.first().map_or(0, Vec::len);
    let mut gram = vec![vec![0.0; columns]; columns];
    let mut target = vec![0.0; columns];
    for ((row, truth), count) in rows.iter().zip(truths).zip(counts) {
        for (column, value) in row.iter().enumerate() {
            add(&mut gram[column], count * value, row);
            target[column] += count * value * truth;
        }
    }
    let mut weights = vec![0.0; columns];
    for _ in 0..2_000 {
        for column in 0..columns {
            let rest = dot(&gram[column], &weights) - gram[column][column] * weights[column];
            let best: f64 = (target[column] - rest) / (gram[column][column] + l2);
            weights[column] = best.max(0.0);
        }
    }
    weights
}

pub fn sigmoid(score: f64) -> f64 {
    1.0 / (1.0 + (-score).exp())
}

/// `ln(1 + e^x)` without overflow.
fn softplus(x: f64) -> f64 {
    x.max(0.0) + (-x.abs()).exp().ln_1p()
}

/// `ln(sum of e^x)`.
pub fn log_sum_exp(values: impl Iterator<Item = f64> + Clone) -> f64 {
    let most = values.clone().fold(f64::NEG_INFINITY, f64::max);
    most + values.map(|value| (value - most).exp()).sum::<f64>().ln()
}

pub fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

pub fn add(to: &mut [f64], times: f64, what: &[f64]) {
    to.iter_mut().zip(what).for_each(|(to, what)| *to += times * what);
}

fn difference(a: &[f64], b: &[f64]) -> Vec<f64> {
    a.iter().zip(b).map(|(a, b)| a - b).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bottom_of_a_narrow_valley_is_found() {
        let found = minimum(vec![5.0, -7.0], 200, |at, slope| {
            let (x, y) = (at[0] - 1.0, at[1] + 2.0);
            slope.copy_from_slice(&[2.0 * x + 100.0 * (x + y), 100.0 * (x + y)]);
            x * x + 50.0 * (x + y).powi(2)
        });
        assert!((found[0] - 1.0).abs() < 1e-3 && (found[1] + 2.0).abs() < 1e-3, "{found:?}");
    }

    #[test]
    fn logistic_regression_finds_the_column_that_decides() {
        let rows: Vec<Vec<f64>> =
            (0..40).map(|i| vec![1.0, f64::from(i % 2), f64::from(i % 3)]).collect();
        let truths: Vec<f64> = (0..40).map(|i| f64::from(i % 2)).collect();
        let weights = logistic(&rows, &truths, &[1.0; 40], 1.0);
        assert!(weights[1] > 2.0 && weights[2].abs() < 0.5, "{weights:?}");
    }

    #[test]
    fn a_column_that_only_hurts_gets_no_weight() {
        let rows: Vec<Vec<f64>> =
            (0..30).map(|i| vec![f64::from(i % 5), f64::from(i % 2)]).collect();
        let truths: Vec<f64> = rows.iter().map(|row| 2.0 * row[0] - row[1]).collect();
        let weights = nonnegative(&rows, &truths, &[1.0; 30], 0.01);
        assert!(weights[0] > 1.5 && weights[1] == 0.0, "{weights:?}");
    }
}
