// Generated from signature.toml by `cargo xtask gen`.
//! Gives IdGenerator of solution.rs its arguments, and writes what it returns.

mod driver;
#[allow(dead_code)]
mod shapes;
#[allow(dead_code, unused)]
mod solution;

use driver::{Driver, Reader, Value};

impl Value for shapes::Batch {
    fn read(input: &mut Reader) -> Self {
        let record = shapes::Batch {
            first_id: input.after("["),
            last_id: input.after(","),
        };
        input.expect("]");
        record
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        self.first_id.write(out);
        out.push(b',');
        self.last_id.write(out);
        out.push(b']');
    }
}

impl Value for shapes::Origin {
    fn read(input: &mut Reader) -> Self {
        let record = shapes::Origin {
            at_ms: input.after("["),
            node: input.after(","),
            sequence: input.after(","),
        };
        input.expect("]");
        record
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        self.at_ms.write(out);
        out.push(b',');
        self.node.write(out);
        out.push(b',');
        self.sequence.write(out);
        out.push(b']');
    }
}

fn main() {
    let mut driver = Driver::new();
    let new: fn(i64, i64, i64, i64, i64) -> solution::IdGenerator = solution::IdGenerator::new; // solution.rs must define pub struct IdGenerator with pub fn new(epoch_ms: i64, nodes: i64, node: i64, per_ms: i64, ahead_ms: i64) -> Self
    let method_next_id: fn(&mut solution::IdGenerator, i64) -> Option<i64> = |one, argument_0| one.next_id(argument_0); // solution.rs must define IdGenerator::next_id: pub fn next_id(&mut self, clock_ms: i64) -> Option<i64>
    let method_reserve: fn(&mut solution::IdGenerator, i64, i64) -> Option<shapes::Batch> = |one, argument_0, argument_1| one.reserve(argument_0, argument_1); // solution.rs must define IdGenerator::reserve: pub fn reserve(&mut self, clock_ms: i64, count: i64) -> Option<Batch>
    let method_origin: fn(&mut solution::IdGenerator, i64) -> shapes::Origin = |one, argument_0| one.origin(argument_0); // solution.rs must define IdGenerator::origin: pub fn origin(&mut self, id: i64) -> Origin
    driver.constructor("IdGenerator");
    let argument_0: i64 = driver.input.after("[");
    let argument_1: i64 = driver.input.after(",");
    let argument_2: i64 = driver.input.after(",");
    let argument_3: i64 = driver.input.after(",");
    let argument_4: i64 = driver.input.after(",");
    driver.end_call();
    let mut instance = new(argument_0, argument_1, argument_2, argument_3, argument_4);
    while let Some(name) = driver.next_call() {
        match name.as_str() {
            "next_id" => {
                let argument_0: i64 = driver.input.after(",");
                driver.end_call();
                let returned = method_next_id(&mut instance, argument_0);
                driver.answer(returned);
            }
            "reserve" => {
                let argument_0: i64 = driver.input.after(",");
                let argument_1: i64 = driver.input.after(",");
                driver.end_call();
                let returned = method_reserve(&mut instance, argument_0, argument_1);
                driver.answer(returned);
            }
            "origin" => {
                let argument_0: i64 = driver.input.after(",");
                driver.end_call();
                let returned = method_origin(&mut instance, argument_0);
                driver.answer(returned);
            }
            _ => driver.unknown_method(),
        }
    }
    driver.finish();
}
