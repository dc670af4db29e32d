// Generated from signature.toml by `cargo xtask gen`.
//! Gives WeightedRing of solution.rs its arguments, and writes what it returns.

mod driver;
#[allow(dead_code, unused)]
mod solution;

use driver::{Driver};

fn main() {
    let mut driver = Driver::new();
    let new: fn(i64, i64) -> solution::WeightedRing = solution::WeightedRing::new; // solution.rs must define pub struct WeightedRing with pub fn new(ring_size: i64, points_per_weight: i64) -> Self
    let method_set_weight: fn(&mut solution::WeightedRing, String, i64) -> i64 = |one, argument_0, argument_1| one.set_weight(argument_0, argument_1); // solution.rs must define WeightedRing::set_weight: pub fn set_weight(&mut self, node: String, weight: i64) -> i64
    let method_owner: fn(&mut solution::WeightedRing, String) -> Option<String> = |one, argument_0| one.owner(argument_0); // solution.rs must define WeightedRing::owner: pub fn owner(&mut self, key: String) -> Option<String>
    let method_share: fn(&mut solution::WeightedRing, String) -> i64 = |one, argument_0| one.share(argument_0); // solution.rs must define WeightedRing::share: pub fn share(&mut self, node: String) -> i64
    driver.constructor("WeightedRing");
    let argument_0: i64 = driver.input.after("[");
    let argument_1: i64 = driver.input.after(",");
    driver.end_call();
    let mut instance = new(argument_0, argument_1);
    while let Some(name) = driver.next_call() {
        match name.as_str() {
            "set_weight" => {
                let argument_0: String = driver.input.after(",");
                let argument_1: i64 = driver.input.after(",");
                driver.end_call();
                let returned = method_set_weight(&mut instance, argument_0, argument_1);
                driver.answer(returned);
            }
            "owner" => {
                let argument_0: String = driver.input.after(",");
                driver.end_call();
                let returned = method_owner(&mut instance, argument_0);
                driver.answer(returned);
            }
            "share" => {
                let argument_0: String = driver.input.after(",");
                driver.end_call();
                let returned = method_share(&mut instance, argument_0);
                driver.answer(returned);
            }
            _ => driver.unknown_method(),
        }
    }
    driver.finish();
}
