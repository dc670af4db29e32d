//! The places within reach are a window that only moves forward; a deque with rising costs has the
//! cheapest of them at its front. O(n).

use crate::shapes::*;
use std::collections::VecDeque;

pub fn plan_checkpoints(events: Vec<Event>, max_events: i64, max_bytes: i64) -> Vec<i64> {
    let count = events.len();
    let mut replayed = vec![0];
    for event in &events {
        replayed.push(replayed[replayed.len() - 1] + event.size);
    }

    let mut best = vec![0; count + 1];
    let mut before = vec![0; count + 1];
    let mut window = VecDeque::from([0]);
    for place in 1..=count {
        // The place before is always within reach, so that the window never runs empty.
        while (place - window[0]) as i64 > max_events || replayed[place] - replayed[window[0]] > max_bytes {
            window.pop_front();
        }
        before[place] = window[0];
        best[place] = best[window[0]] + events[place - 1].checkpoint_cost;
        while window.back().is_some_and(|&last| best[last] > best[place]) {
            window.pop_back();
        }
        window.push_back(place);
    }

    // A checkpoint behind the last event would cost every plan the same, and is not needed.
    let mut plan = Vec::new();
    let mut place = before[count];
    while place > 0 {
        plan.push(place as i64);
        place = before[place];
    }
    plan.reverse();
    plan
}
