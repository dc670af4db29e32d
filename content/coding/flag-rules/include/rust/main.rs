// Generated from signature.toml by `cargo xtask gen`.
//! Gives evaluate_rules of solution.rs its arguments, and writes what it returns.

mod driver;
#[allow(dead_code, unused)]
mod solution;

use driver::{Driver};

fn main() {
    let mut driver = Driver::new();
    let solve: fn(Vec<String>, Vec<String>) -> Vec<String> = solution::evaluate_rules; // solution.rs must define pub fn evaluate_rules(rules: Vec<String>, attributes: Vec<String>) -> Vec<String>
    let argument_0: Vec<String> = driver.input.line();
    let argument_1: Vec<String> = driver.input.line();
    let returned = solve(argument_0, argument_1);
    driver.answer_lines(returned);
    driver.finish();
}
