// Generated from signature.toml by `cargo xtask gen`.
//! Gives TtlLruCache of solution.rs its arguments, and writes what it returns.

mod driver;
#[allow(dead_code, unused)]
mod solution;

use driver::{Driver};

fn main() {
    let mut driver = Driver::new();
    let new: fn(i64) -> solution::TtlLruCache = solution::TtlLruCache::new; // solution.rs must define pub struct TtlLruCache with pub fn new(capacity: i64) -> Self
    let method_get: fn(&mut solution::TtlLruCache, i64, String) -> Option<i64> = |one, argument_0, argument_1| one.get(argument_0, argument_1); // solution.rs must define TtlLruCache::get: pub fn get(&mut self, now_ms: i64, key: String) -> Option<i64>
    let method_put: fn(&mut solution::TtlLruCache, i64, String, i64, i64) = |one, argument_0, argument_1, argument_2, argument_3| one.put(argument_0, argument_1, argument_2, argument_3); // solution.rs must define TtlLruCache::put: pub fn put(&mut self, now_ms: i64, key: String, value: i64, ttl_ms: i64)
    let method_size: fn(&mut solution::TtlLruCache, i64) -> i64 = |one, argument_0| one.size(argument_0); // solution.rs must define TtlLruCache::size: pub fn size(&mut self, now_ms: i64) -> i64
    driver.constructor("TtlLruCache");
    let argument_0: i64 = driver.input.after("[");
    driver.end_call();
    let mut instance = new(argument_0);
    while let Some(name) = driver.next_call() {
        match name.as_str() {
            "get" => {
                let argument_0: i64 = driver.input.after(",");
                let argument_1: String = driver.input.after(",");
                driver.end_call();
                let returned = method_get(&mut instance, argument_0, argument_1);
                driver.answer(returned);
            }
            "put" => {
                let argument_0: i64 = driver.input.after(",");
                let argument_1: String = driver.input.after(",");
                let argument_2: i64 = driver.input.after(",");
                let argument_3: i64 = driver.input.after(",");
                driver.end_call();
                let returned = method_put(&mut instance, argument_0, argument_1, argument_2, argument_3);
                driver.answer_nothing(returned);
            }
            "size" => {
                let argument_0: i64 = driver.input.after(",");
                driver.end_call();
                let returned = method_size(&mut instance, argument_0);
                driver.answer(returned);
            }
            _ => driver.unknown_method(),
        }
    }
    driver.finish();
}
