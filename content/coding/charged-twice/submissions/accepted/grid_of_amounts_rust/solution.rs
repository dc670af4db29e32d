//! Cells of `tolerance + 1` cents: two kept payments of one cell would fold, so a cell holds one. O(n) time and memory.

use crate::shapes::Payment;
use std::collections::HashMap;

pub fn fold_doubles(payments: Vec<Payment>, within_ms: i64, tolerance: i64) -> Vec<i64> {
    let width = tolerance + 1;
    let mut kept_in: HashMap<(&str, i64), usize> = HashMap::new();
    let mut answer = Vec::with_capacity(payments.len());
    for (number, payment) in payments.iter().enumerate() {
        let card = payment.card.as_str();
        let cell = payment.cents / width;
        let into = (cell - 1..=cell + 1)
            .filter_map(|near| kept_in.get(&(card, near)).copied())
            .filter(|&other| {
                payment.at_ms - payments[other].at_ms <= within_ms
                    && (payment.cents - payments[other].cents).abs() <= tolerance
            })
            .min()
            .unwrap_or(number);
        if into == number {
            kept_in.insert((card, cell), number);
        }
        answer.push(into as i64);
    }
    answer
}
