// Generated from signature.toml by `cargo xtask gen`.
//! Gives deploy_order of solution.rs its arguments, and writes what it returns.

mod driver;
#[allow(dead_code)]
mod shapes;
#[allow(dead_code, unused)]
mod solution;

use driver::{Driver, Reader, Value};

impl Value for shapes::Need {
    fn read(input: &mut Reader) -> Self {
        let record = shapes::Need {
            service: input.after("["),
            needed: input.after(","),
        };
        input.expect("]");
        record
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        self.service.write(out);
        out.push(b',');
        self.needed.write(out);
        out.push(b']');
    }
}

impl Value for shapes::Plan {
    fn read(input: &mut Reader) -> Self {
        let record = shapes::Plan {
            order: input.after("["),
            ring: input.after(","),
        };
        input.expect("]");
        record
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        self.order.write(out);
        out.push(b',');
        self.ring.write(out);
        out.push(b']');
    }
}

fn main() {
    let mut driver = Driver::new();
    let solve: fn(Vec<String>, Vec<shapes::Need>) -> shapes::Plan = solution::deploy_order; // solution.rs must define pub fn deploy_order(services: Vec<String>, needs: Vec<Need>) -> Plan
    let argument_0: Vec<String> = driver.input.line();
    let argument_1: Vec<shapes::Need> = driver.input.line();
    let returned = solve(argument_0, argument_1);
    driver.answer(returned);
    driver.finish();
}
