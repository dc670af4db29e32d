// Generated from signature.toml by `cargo xtask gen`.
//! Gives shard_starts of solution.rs its arguments, and writes what it returns.

mod driver;
#[allow(dead_code, unused)]
mod solution;

use driver::{Driver};

fn main() {
    let mut driver = Driver::new();
    let solve: fn(Vec<i64>, i64) -> Vec<i64> = solution::shard_starts; // solution.rs must define pub fn shard_starts(sizes: Vec<i64>, shards: i64) -> Vec<i64>
    let argument_0: Vec<i64> = driver.input.line();
    let argument_1: i64 = driver.input.line();
    let returned = solve(argument_0, argument_1);
    driver.answer_lines(returned);
    driver.finish();
}
