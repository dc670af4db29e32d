// Generated from signature.toml by `cargo xtask gen`.
//! Gives critical_links of solution.rs its arguments, and writes what it returns.

mod driver;
#[allow(dead_code)]
mod shapes;
#[allow(dead_code, unused)]
mod solution;

use driver::{Driver, Reader, Value};

impl Value for shapes::Link {
    fn read(input: &mut Reader) -> Self {
        let record = shapes::Link {
            one: input.after("["),
            other: input.after(","),
        };
        input.expect("]");
        record
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        self.one.write(out);
        out.push(b',');
        self.other.write(out);
        out.push(b']');
    }
}

impl Value for shapes::Loss {
    fn read(input: &mut Reader) -> Self {
        let record = shapes::Loss {
            link: input.after("["),
            pairs: input.after(","),
        };
        input.expect("]");
        record
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        self.link.write(out);
        out.push(b',');
        self.pairs.write(out);
        out.push(b']');
    }
}

fn main() {
    let mut driver = Driver::new();
    let solve: fn(i64, Vec<shapes::Link>) -> Vec<shapes::Loss> = solution::critical_links; // solution.rs must define pub fn critical_links(nodes: i64, links: Vec<Link>) -> Vec<Loss>
    let argument_0: i64 = driver.input.line();
    let argument_1: Vec<shapes::Link> = driver.input.line();
    let returned = solve(argument_0, argument_1);
    driver.answer_lines(returned);
    driver.finish();
}
