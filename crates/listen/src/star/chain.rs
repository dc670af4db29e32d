//! Labels a sequence of sentences at once: a linear-chain conditional random field (Lafferty,
//! McCallum and Pereira, 2001). A result after an action is likely, a situation after a lesson is
//! not, and a sentence that could be either is decided by its neighbours.

use crate::descent::{add, log_sum_exp, minimum};
use serde::{Deserialize, Serialize};

pub const PARTS: usize = 7;

/// One number a part, in the order of `StoryPart::ALL`.
pub type ByPart = [f64; PARTS];

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Chain {
    /// For each feature, how much it speaks for each part.
    pub weights: Vec<ByPart>,
    /// `follows[a][b]`: how well part `b` follows part `a`.
    pub follows: [ByPart; PARTS],
}

/// A story to learn from: the features of each sentence, and its part.
pub struct Told<'a> {
    pub rows: &'a [Vec<f64>],
    pub parts: &'a [usize],
}

impl Chain {
    /// The probability of each part for each sentence, all sentences considered.
    pub fn marginals(&self, rows: &[Vec<f64>]) -> Vec<ByPart> {
        let scores: Vec<ByPart> = rows.iter().map(|row| self.scores(row)).collect();
        Lattice::new(&scores, &self.follows).marginals()
    }

    fn scores(&self, row: &[f64]) -> ByPart {
        let mut scores = [0.0; PARTS];
        for (value, weights) in row.iter().zip(&self.weights) {
            if *value != 0.0 {
                add(&mut scores, *value, weights);
            }
        }
        scores
    }

    /// The most likely chain given the stories, weights shrunk by `l2` and transitions by
    /// `l2_follows`.
    pub fn fit(stories: &[Told<'_>], l2: f64, l2_follows: f64) -> Chain {
        let features = stories.first().and_then(|story| story.rows.first()).map_or(0, Vec::len);
        let start = vec![0.0; (features + PARTS) * PARTS];
        let found = minimum(start, 120, |at, slope| {
            let chain = Chain::unpacked(at);
            let mut loss = 0.0;
            for (index, (value, slope)) in at.iter().zip(slope.iter_mut()).enumerate() {
                let l2 = if index < features * PARTS { l2 } else { l2_follows };
                loss += l2 / 2.0 * value * value;
                *slope = l2 * value;
            }
            stories.iter().fold(loss, |loss, story| loss + chain.loss_of(story, slope))
        });
        Chain::unpacked(&found)
    }

    fn unpacked(numbers: &[f64]) -> Chain {
        let (rows, rest) = numbers.as_chunks::<PARTS>();
        assert!(rest.is_empty(), "every feature has one weight a part");
        let (weights, follows) =
            rows.split_last_chunk::<PARTS>().expect("the transitions come last");
        Chain { weights: weights.to_vec(), follows: *follows }
    }

    /// The negative log likelihood of one story; its gradient is added to `slope`.
    fn loss_of(&self, story: &Told<'_>, slope: &mut [f64]) -> f64 {
        let scores: Vec<ByPart> = story.rows.iter().map(|row| self.scores(row)).collect();
        let lattice = Lattice::new(&scores, &self.follows);
        let follows_at = self.weights.len() * PARTS;
        let mut loss = lattice.total;
        for (at, (mut belief, &part)) in
            lattice.marginals().into_iter().zip(story.parts).enumerate()
        {
            loss -= scores[at][part];
            belief[part] -= 1.0;
            for (feature, value) in story.rows[at].iter().enumerate() {
                if *value != 0.0 {
                    add(&mut slope[feature * PARTS..][..PARTS], *value, &belief);
                }
            }
        }
        for (at, pair) in story.parts.windows(2).enumerate() {
            loss -= self.follows[pair[0]][pair[1]];
            slope[follows_at + pair[0] * PARTS + pair[1]] -= 1.0;
            for before in 0..PARTS {
                for after in 0..PARTS {
                    slope[follows_at + before * PARTS + after] += (lattice.forward[at][before]
                        + self.follows[before][after]
                        + scores[at + 1][after]
                        + lattice.backward[at + 1][after]
                        - lattice.total)
                        .exp();
                }
            }
        }
        loss
    }
}

/// Log sums over all ways to label what comes before, and after, each sentence.
struct Lattice {
    forward: Vec<ByPart>,
    backward: Vec<ByPart>,
    total: f64,
}

impl Lattice {
    fn new(scores: &[ByPart], follows: &[ByPart; PARTS]) -> Lattice {
        let mut forward = scores.to_vec();
        for at in 1..scores.len() {
            let before = forward[at - 1];
            for part in 0..PARTS {
                forward[at][part] +=
                    log_sum_exp((0..PARTS).map(|from| before[from] + follows[from][part]));
            }
        }
        let mut backward = vec![[0.0; PARTS]; scores.len()];
        for at in (0..scores.len().saturating_sub(1)).rev() {
            let (after, next) = (backward[at + 1], scores[at + 1]);
            backward[at] = std::array::from_fn(|part| {
                log_sum_exp((0..PARTS).map(|to| follows[part][to] + next[to] + after[to]))
            });
        }
        let total = forward.last().map_or(0.0, |last| log_sum_exp(last.iter().copied()));
        Lattice { forward, backward, total }
    }

    fn marginals(&self) -> Vec<ByPart> {
        let both = self.forward.iter().zip(&self.backward);
        both.map(|(forward, backward)| {
            std::array::from_fn(|part| (forward[part] + backward[part] - self.total).exp())
        })
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Feature 0 is the constant; feature 1 marks a sentence of part 2. Part 3 always follows it,
    /// and nothing in the sentence itself says so.
    #[test]
    fn what_a_sentence_does_not_say_its_neighbour_does() {
        let told: Vec<(Vec<Vec<f64>>, Vec<usize>)> = (0..20)
            .map(|story| {
                let mut parts = vec![0; 6];
                parts[story % 4] = 2;
                parts[story % 4 + 1] = 3;
                let row = |part: &usize| vec![1.0, f64::from(u8::from(*part == 2))];
                (parts.iter().map(row).collect(), parts)
            })
            .collect();
        let stories: Vec<Told<'_>> =
            told.iter().map(|(rows, parts)| Told { rows, parts }).collect();
        let chain = Chain::fit(&stories, 0.1, 0.1);
        let moved = vec![vec![1.0, 0.0], vec![1.0, 0.0], vec![1.0, 1.0], vec![1.0, 0.0]];
        let beliefs = chain.marginals(&moved);
        assert!(beliefs[2][2] > 0.8, "{beliefs:?}");
        assert!(beliefs[3][3] > 0.5, "{beliefs:?}");
        assert!(beliefs.iter().all(|one| (one.iter().sum::<f64>() - 1.0).abs() < 1e-9));
    }
}
