// Generated from signature.toml by `cargo xtask gen`.
//! Gives worth_running of solution.rs its arguments, and writes what it returns.

mod driver;
#[allow(dead_code)]
mod shapes;
#[allow(dead_code, unused)]
mod solution;

use driver::{Driver, Reader, Value};

impl Value for shapes::Job {
    fn read(input: &mut Reader) -> Self {
        let record = shapes::Job {
            duration_ms: input.after("["),
            due_ms: input.after(","),
        };
        input.expect("]");
        record
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        self.duration_ms.write(out);
        out.push(b',');
        self.due_ms.write(out);
        out.push(b']');
    }
}

fn main() {
    let mut driver = Driver::new();
    let solve: fn(Vec<shapes::Job>, i64) -> Vec<i64> = solution::worth_running; // solution.rs must define pub fn worth_running(jobs: Vec<Job>, start_ms: i64) -> Vec<i64>
    let argument_0: Vec<shapes::Job> = driver.input.line();
    let argument_1: i64 = driver.input.line();
    let returned = solve(argument_0, argument_1);
    driver.answer_lines(returned);
    driver.finish();
}
