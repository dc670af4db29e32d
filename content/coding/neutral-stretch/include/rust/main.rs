// Generated from signature.toml by `cargo xtask gen`.
//! Gives neutral_stretch of solution.rs its arguments, and writes what it returns.

mod driver;
#[allow(dead_code)]
mod shapes;
#[allow(dead_code, unused)]
mod solution;

use driver::{Driver, Reader, Value};

impl Value for shapes::Entry {
    fn read(input: &mut Reader) -> Self {
        let record = shapes::Entry {
            account: input.after("["),
            cents: input.after(","),
        };
        input.expect("]");
        record
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        self.account.write(out);
        out.push(b',');
        self.cents.write(out);
        out.push(b']');
    }
}

impl Value for shapes::Stretch {
    fn read(input: &mut Reader) -> Self {
        let record = shapes::Stretch {
            first: input.after("["),
            length: input.after(","),
        };
        input.expect("]");
        record
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        self.first.write(out);
        out.push(b',');
        self.length.write(out);
        out.push(b']');
    }
}

fn main() {
    let mut driver = Driver::new();
    let solve: fn(Vec<shapes::Entry>) -> Option<shapes::Stretch> = solution::neutral_stretch; // solution.rs must define pub fn neutral_stretch(entries: Vec<Entry>) -> Option<Stretch>
    let argument_0: Vec<shapes::Entry> = driver.input.line();
    let returned = solve(argument_0);
    driver.answer(returned);
    driver.finish();
}
