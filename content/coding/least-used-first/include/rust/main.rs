// Generated from signature.toml by `cargo xtask gen`.
//! Gives LfuCache of solution.rs its arguments, and writes what it returns.

mod driver;
#[allow(dead_code, unused)]
mod solution;

use driver::{Driver};

fn main() {
    let mut driver = Driver::new();
    let new: fn(i64) -> solution::LfuCache = solution::LfuCache::new; // solution.rs must define pub struct LfuCache with pub fn new(capacity: i64) -> Self
    let method_get: fn(&mut solution::LfuCache, String) -> Option<i64> = |one, argument_0| one.get(argument_0); // solution.rs must define LfuCache::get: pub fn get(&mut self, key: String) -> Option<i64>
    let method_put: fn(&mut solution::LfuCache, String, i64) -> Option<String> = |one, argument_0, argument_1| one.put(argument_0, argument_1); // solution.rs must define LfuCache::put: pub fn put(&mut self, key: String, value: i64) -> Option<String>
    let method_remove: fn(&mut solution::LfuCache, String) -> bool = |one, argument_0| one.remove(argument_0); // solution.rs must define LfuCache::remove: pub fn remove(&mut self, key: String) -> bool
    let method_victims: fn(&mut solution::LfuCache, i64) -> Vec<String> = |one, argument_0| one.victims(argument_0); // solution.rs must define LfuCache::victims: pub fn victims(&mut self, count: i64) -> Vec<String>
    driver.constructor("LfuCache");
    let argument_0: i64 = driver.input.after("[");
    driver.end_call();
    let mut instance = new(argument_0);
    while let Some(name) = driver.next_call() {
        match name.as_str() {
            "get" => {
                let argument_0: String = driver.input.after(",");
                driver.end_call();
                let returned = method_get(&mut instance, argument_0);
                driver.answer(returned);
            }
            "put" => {
                let argument_0: String = driver.input.after(",");
                let argument_1: i64 = driver.input.after(",");
                driver.end_call();
                let returned = method_put(&mut instance, argument_0, argument_1);
                driver.answer(returned);
            }
            "remove" => {
                let argument_0: String = driver.input.after(",");
                driver.end_call();
                let returned = method_remove(&mut instance, argument_0);
                driver.answer(returned);
            }
            "victims" => {
                let argument_0: i64 = driver.input.after(",");
                driver.end_call();
                let returned = method_victims(&mut instance, argument_0);
                driver.answer(returned);
            }
            _ => driver.unknown_method(),
        }
    }
    driver.finish();
}
