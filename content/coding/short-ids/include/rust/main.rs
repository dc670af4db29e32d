// Generated from signature.toml by `cargo xtask gen`.
//! Gives short_lengths of solution.rs its arguments, and writes what it returns.

mod driver;
#[allow(dead_code, unused)]
mod solution;

use driver::{Driver};

fn main() {
    let mut driver = Driver::new();
    let solve: fn(Vec<String>, i64) -> Vec<i64> = solution::short_lengths; // solution.rs must define pub fn short_lengths(ids: Vec<String>, shortest: i64) -> Vec<i64>
    let argument_0: Vec<String> = driver.input.line();
    let argument_1: i64 = driver.input.line();
    let returned = solve(argument_0, argument_1);
    driver.answer_lines(returned);
    driver.finish();
}
