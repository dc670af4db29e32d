//! Reading what compilers and run times print.

use super::Diagnostic;

/// A person reads no further.
pub const TRACE_LINES_MAX: usize = 30;

/// Paths as the candidate knows them.
pub fn without_box(text: &str) -> String {
    text.replace("/box/./", "").replace("/box/", "")
}

/// The first and the last lines, and how many are between. Of a recursion's frames, which are all the
/// same, one is shown.
pub fn shortened(lines: &[impl AsRef<str>]) -> String {
    let mut out: Vec<String> = Vec::new();
    for run in lines.chunk_by(|one, next| one.as_ref() == next.as_ref()) {
        out.push(clipped(run[0].as_ref()));
        match run.len() {
            1 => {}
            2 => out.push(clipped(run[0].as_ref())),
            count => out.push(format!("    ... the same {} times more", count - 1)),
        }
    }
    if out.len() > TRACE_LINES_MAX {
        let head = TRACE_LINES_MAX / 2;
        let tail = TRACE_LINES_MAX - head - 1;
        let left_out = out.len() - head - tail;
        let between = format!("    ... {left_out} lines more");
        out.splice(head..head + left_out, [between]);
    }
    out.join("\n")
}

const LINE_CHARS_MAX: usize = 400;

fn clipped(line: &str) -> String {
    match line.char_indices().nth(LINE_CHARS_MAX) {
        None => line.trim_end().to_owned(),
        Some((at, _)) => format!("{}...", &line[..at]),
    }
}

/// Where the driver does not find what it calls, one sentence says what the candidate must write:
/// `must` begins it, in a line of the driver that the compiler shows. Errors in the candidate's own
/// file come first, for they are often the reason.
pub fn must_define(
    found: Vec<Diagnostic>,
    output: &str,
    must: &str,
    solution: &str,
) -> Vec<Diagnostic> {
    let own: Vec<Diagnostic> = found.iter().filter(|one| one.file == solution).cloned().collect();
    if !own.is_empty() {
        return own;
    }
    let mut sentences: Vec<Diagnostic> = Vec::new();
    for line in output.lines() {
        // Compilers quote a line more than once, and a quoted string ends in its quote.
        let Some(at) = line.find(must) else { continue };
        let message = line[at..].trim_end_matches(['"', ')', ';', ' ', '|']);
        let message = if message.matches('(').count() > message.matches(')').count() {
            format!("{message})")
        } else {
            message.to_owned()
        };
        if !sentences.iter().any(|one| one.message == message) {
            sentences.push(Diagnostic {
                file: solution.to_owned(),
                line: 1,
                column: None,
                message,
            });
        }
    }
    if sentences.is_empty() { found } else { sentences }
}
