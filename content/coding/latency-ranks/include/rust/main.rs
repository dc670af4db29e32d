// Generated from signature.toml by `cargo xtask gen`.
//! Gives LatencyWindow of solution.rs its arguments, and writes what it returns.

mod driver;
#[allow(dead_code, unused)]
mod solution;

use driver::{Driver};

fn main() {
    let mut driver = Driver::new();
    let new: fn(i64) -> solution::LatencyWindow = solution::LatencyWindow::new; // solution.rs must define pub struct LatencyWindow with pub fn new(window_ms: i64) -> Self
    let method_observe: fn(&mut solution::LatencyWindow, i64, i64) = |one, argument_0, argument_1| one.observe(argument_0, argument_1); // solution.rs must define LatencyWindow::observe: pub fn observe(&mut self, at_ms: i64, latency_us: i64)
    let method_percentile: fn(&mut solution::LatencyWindow, i64, i64) -> i64 = |one, argument_0, argument_1| one.percentile(argument_0, argument_1); // solution.rs must define LatencyWindow::percentile: pub fn percentile(&mut self, now_ms: i64, per_mille: i64) -> i64
    let method_at_most: fn(&mut solution::LatencyWindow, i64, i64) -> i64 = |one, argument_0, argument_1| one.at_most(argument_0, argument_1); // solution.rs must define LatencyWindow::at_most: pub fn at_most(&mut self, now_ms: i64, latency_us: i64) -> i64
    driver.constructor("LatencyWindow");
    let argument_0: i64 = driver.input.after("[");
    driver.end_call();
    let mut instance = new(argument_0);
    while let Some(name) = driver.next_call() {
        match name.as_str() {
            "observe" => {
                let argument_0: i64 = driver.input.after(",");
                let argument_1: i64 = driver.input.after(",");
                driver.end_call();
                let returned = method_observe(&mut instance, argument_0, argument_1);
                driver.answer_nothing(returned);
            }
            "percentile" => {
                let argument_0: i64 = driver.input.after(",");
                let argument_1: i64 = driver.input.after(",");
                driver.end_call();
                let returned = method_percentile(&mut instance, argument_0, argument_1);
                driver.answer(returned);
            }
            "at_most" => {
                let argument_0: i64 = driver.input.after(",");
                let argument_1: i64 = driver.input.after(",");
                driver.end_call();
                let returned = method_at_most(&mut instance, argument_0, argument_1);
                driver.answer(returned);
            }
            _ => driver.unknown_method(),
        }
    }
    driver.finish();
}
