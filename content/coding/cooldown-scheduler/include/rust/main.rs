// Generated from signature.toml by `cargo xtask gen`.
//! Gives start_order of solution.rs its arguments, and writes what it returns.

mod driver;
#[allow(dead_code)]
mod shapes;
#[allow(dead_code, unused)]
mod solution;

use driver::{Driver, Reader, Value};

impl Value for shapes::Job {
    fn read(input: &mut Reader) -> Self {
        let record = shapes::Job {
            at_ms: input.after("["),
            tenant: input.after(","),
            priority: input.after(","),
            run_ms: input.after(","),
        };
        input.expect("]");
        record
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        self.at_ms.write(out);
        out.push(b',');
        self.tenant.write(out);
        out.push(b',');
        self.priority.write(out);
        out.push(b',');
        self.run_ms.write(out);
        out.push(b']');
    }
}

impl Value for shapes::Start {
    fn read(input: &mut Reader) -> Self {
        let record = shapes::Start {
            job: input.after("["),
            start_ms: input.after(","),
        };
        input.expect("]");
        record
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        self.job.write(out);
        out.push(b',');
        self.start_ms.write(out);
        out.push(b']');
    }
}

fn main() {
    let mut driver = Driver::new();
    let solve: fn(Vec<shapes::Job>, i64) -> Vec<shapes::Start> = solution::start_order; // solution.rs must define pub fn start_order(jobs: Vec<Job>, cooldown_ms: i64) -> Vec<Start>
    let argument_0: Vec<shapes::Job> = driver.input.line();
    let argument_1: i64 = driver.input.line();
    let returned = solve(argument_0, argument_1);
    driver.answer_lines(returned);
    driver.finish();
}
