// Generated from signature.toml by `cargo xtask gen`.
//! Gives LabPlan of solution.rs its arguments, and writes what it returns.

mod driver;
#[allow(dead_code)]
mod shapes;
#[allow(dead_code, unused)]
mod solution;

use driver::{Driver, Reader, Value};

impl Value for shapes::Booking {
    fn read(input: &mut Reader) -> Self {
        let record = shapes::Booking {
            name: input.after("["),
            starts_at: input.after(","),
            ends_at: input.after(","),
        };
        input.expect("]");
        record
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        self.name.write(out);
        out.push(b',');
        self.starts_at.write(out);
        out.push(b',');
        self.ends_at.write(out);
        out.push(b']');
    }
}

fn main() {
    let mut driver = Driver::new();
    let new: fn(Vec<shapes::Booking>) -> solution::LabPlan = solution::LabPlan::new; // solution.rs must define pub struct LabPlan with pub fn new(bookings: Vec<Booking>) -> Self
    let method_first_conflict: fn(&mut solution::LabPlan, i64, i64) -> Option<String> = |one, argument_0, argument_1| one.first_conflict(argument_0, argument_1); // solution.rs must define LabPlan::first_conflict: pub fn first_conflict(&mut self, starts_at: i64, ends_at: i64) -> Option<String>
    let method_cancel: fn(&mut solution::LabPlan, String) -> bool = |one, argument_0| one.cancel(argument_0); // solution.rs must define LabPlan::cancel: pub fn cancel(&mut self, name: String) -> bool
    driver.constructor("LabPlan");
    let argument_0: Vec<shapes::Booking> = driver.input.after("[");
    driver.end_call();
    let mut instance = new(argument_0);
    while let Some(name) = driver.next_call() {
        match name.as_str() {
            "first_conflict" => {
                let argument_0: i64 = driver.input.after(",");
                let argument_1: i64 = driver.input.after(",");
                driver.end_call();
                let returned = method_first_conflict(&mut instance, argument_0, argument_1);
                driver.answer(returned);
            }
            "cancel" => {
                let argument_0: String = driver.input.after(",");
                driver.end_call();
                let returned = method_cancel(&mut instance, argument_0);
                driver.answer(returned);
            }
            _ => driver.unknown_method(),
        }
    }
    driver.finish();
}
