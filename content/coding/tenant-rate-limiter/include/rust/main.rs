// Generated from signature.toml by `cargo xtask gen`.
//! Gives RateLimiter of solution.rs its arguments, and writes what it returns.

mod driver;
#[allow(dead_code)]
mod shapes;
#[allow(dead_code, unused)]
mod solution;

use driver::{Driver, Reader, Value};

impl Value for shapes::Rule {
    fn read(input: &mut Reader) -> Self {
        let record = shapes::Rule {
            tenant: input.after("["),
            limit: input.after(","),
            window_ms: input.after(","),
        };
        input.expect("]");
        record
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        self.tenant.write(out);
        out.push(b',');
        self.limit.write(out);
        out.push(b',');
        self.window_ms.write(out);
        out.push(b']');
    }
}

fn main() {
    let mut driver = Driver::new();
    let new: fn(Vec<shapes::Rule>) -> solution::RateLimiter = solution::RateLimiter::new; // solution.rs must define pub struct RateLimiter with pub fn new(rules: Vec<Rule>) -> Self
    let method_allow: fn(&mut solution::RateLimiter, i64, String) -> bool = |one, argument_0, argument_1| one.allow(argument_0, argument_1); // solution.rs must define RateLimiter::allow: pub fn allow(&mut self, now_ms: i64, tenant: String) -> bool
    let method_retry_after_ms: fn(&mut solution::RateLimiter, i64, String) -> Option<i64> = |one, argument_0, argument_1| one.retry_after_ms(argument_0, argument_1); // solution.rs must define RateLimiter::retry_after_ms: pub fn retry_after_ms(&mut self, now_ms: i64, tenant: String) -> Option<i64>
    driver.constructor("RateLimiter");
    let argument_0: Vec<shapes::Rule> = driver.input.after("[");
    driver.end_call();
    let mut instance = new(argument_0);
    while let Some(name) = driver.next_call() {
        match name.as_str() {
            "allow" => {
                let argument_0: i64 = driver.input.after(",");
                let argument_1: String = driver.input.after(",");
                driver.end_call();
                let returned = method_allow(&mut instance, argument_0, argument_1);
                driver.answer(returned);
            }
            "retry_after_ms" => {
                let argument_0: i64 = driver.input.after(",");
                let argument_1: String = driver.input.after(",");
                driver.end_call();
                let returned = method_retry_after_ms(&mut instance, argument_0, argument_1);
                driver.answer(returned);
            }
            _ => driver.unknown_method(),
        }
    }
    driver.finish();
}
