// Generated from signature.toml by `cargo xtask gen`.
//! Gives page_keys of solution.rs its arguments, and writes what it returns.

mod driver;
#[allow(dead_code, unused)]
mod solution;

use driver::{Driver};

fn main() {
    let mut driver = Driver::new();
    let solve: fn(Vec<String>) -> Vec<String> = solution::page_keys; // solution.rs must define pub fn page_keys(targets: Vec<String>) -> Vec<String>
    let argument_0: Vec<String> = driver.input.line();
    let returned = solve(argument_0);
    driver.answer_lines(returned);
    driver.finish();
}
