use crate::shapes::Sample;

/// Keeps the samples that no later one outdoes, and bisects among them. O(n log n) time, O(n) memory.
pub fn since_worse(samples: Vec<Sample>, margin: i64, silence_ms: i64) -> Vec<i64> {
    let mut falling: Vec<&Sample> = Vec::new();
    let mut answer = Vec::with_capacity(samples.len());
    let mut before_ms = None;
    for sample in &samples {
        if before_ms.is_some_and(|before_ms| sample.at_ms - before_ms > silence_ms) {
            falling.clear();
        }
        before_ms = Some(sample.at_ms);
        let enough = falling.partition_point(|earlier| earlier.latency >= sample.latency + margin);
        answer.push(if enough == 0 { -1 } else { sample.at_ms - falling[enough - 1].at_ms });
        while falling.last().is_some_and(|last| last.latency <= sample.latency) {
            falling.pop();
        }
        falling.push(sample);
    }
    answer
}
