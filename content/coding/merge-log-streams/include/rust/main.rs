// Generated from signature.toml by `cargo xtask gen`.
//! Gives merge_streams of solution.rs its arguments, and writes what it returns.

mod driver;
#[allow(dead_code)]
mod shapes;
#[allow(dead_code, unused)]
mod solution;

use driver::{Driver, Reader, Value};

impl Value for shapes::Line {
    fn read(input: &mut Reader) -> Self {
        let record = shapes::Line {
            at_ms: input.after("["),
            event: input.after(","),
        };
        input.expect("]");
        record
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        self.at_ms.write(out);
        out.push(b',');
        self.event.write(out);
        out.push(b']');
    }
}

impl Value for shapes::Stream {
    fn read(input: &mut Reader) -> Self {
        let record = shapes::Stream {
            joins_after: input.after("["),
            lines: input.after(","),
        };
        input.expect("]");
        record
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        self.joins_after.write(out);
        out.push(b',');
        self.lines.write(out);
        out.push(b']');
    }
}

impl Value for shapes::Written {
    fn read(input: &mut Reader) -> Self {
        let record = shapes::Written {
            at_ms: input.after("["),
            event: input.after(","),
            copies: input.after(","),
        };
        input.expect("]");
        record
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        self.at_ms.write(out);
        out.push(b',');
        self.event.write(out);
        out.push(b',');
        self.copies.write(out);
        out.push(b']');
    }
}

fn main() {
    let mut driver = Driver::new();
    let solve: fn(Vec<shapes::Stream>) -> Vec<shapes::Written> = solution::merge_streams; // solution.rs must define pub fn merge_streams(streams: Vec<Stream>) -> Vec<Written>
    let argument_0: Vec<shapes::Stream> = driver.input.line();
    let returned = solve(argument_0);
    driver.answer_lines(returned);
    driver.finish();
}
