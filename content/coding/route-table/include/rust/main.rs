// Generated from signature.toml by `cargo xtask gen`.
//! Gives RouteTable of solution.rs its arguments, and writes what it returns.

mod driver;
#[allow(dead_code, unused)]
mod solution;

use driver::{Driver};

fn main() {
    let mut driver = Driver::new();
    let new: fn() -> solution::RouteTable = solution::RouteTable::new; // solution.rs must define pub struct RouteTable with pub fn new() -> Self
    let method_put: fn(&mut solution::RouteTable, String, String) = |one, argument_0, argument_1| one.put(argument_0, argument_1); // solution.rs must define RouteTable::put: pub fn put(&mut self, prefix: String, service: String)
    let method_drain: fn(&mut solution::RouteTable, String) -> i64 = |one, argument_0| one.drain(argument_0); // solution.rs must define RouteTable::drain: pub fn drain(&mut self, prefix: String) -> i64
    let method_resolve: fn(&mut solution::RouteTable, String) -> Option<String> = |one, argument_0| one.resolve(argument_0); // solution.rs must define RouteTable::resolve: pub fn resolve(&mut self, path: String) -> Option<String>
    driver.constructor("RouteTable");
    driver.input.expect("[");
    driver.end_call();
    let mut instance = new();
    while let Some(name) = driver.next_call() {
        match name.as_str() {
            "put" => {
                let argument_0: String = driver.input.after(",");
                let argument_1: String = driver.input.after(",");
                driver.end_call();
                let returned = method_put(&mut instance, argument_0, argument_1);
                driver.answer_nothing(returned);
            }
            "drain" => {
                let argument_0: String = driver.input.after(",");
                driver.end_call();
                let returned = method_drain(&mut instance, argument_0);
                driver.answer(returned);
            }
            "resolve" => {
                let argument_0: String = driver.input.after(",");
                driver.end_call();
                let returned = method_resolve(&mut instance, argument_0);
                driver.answer(returned);
            }
            _ => driver.unknown_method(),
        }
    }
    driver.finish();
}
