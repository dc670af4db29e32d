// Generated from signature.toml by `cargo xtask gen`.
//! Gives repeating_end of solution.rs its arguments, and writes what it returns.

mod driver;
#[allow(dead_code)]
mod shapes;
#[allow(dead_code, unused)]
mod solution;

use driver::{Driver, Reader, Value};

impl Value for shapes::Loop {
    fn read(input: &mut Reader) -> Self {
        let record = shapes::Loop {
            size: input.after("["),
            times: input.after(","),
        };
        input.expect("]");
        record
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        self.size.write(out);
        out.push(b',');
        self.times.write(out);
        out.push(b']');
    }
}

fn main() {
    let mut driver = Driver::new();
    let solve: fn(Vec<String>) -> shapes::Loop = solution::repeating_end; // solution.rs must define pub fn repeating_end(lines: Vec<String>) -> Loop
    let argument_0: Vec<String> = driver.input.line();
    let returned = solve(argument_0);
    driver.answer(returned);
    driver.finish();
}
