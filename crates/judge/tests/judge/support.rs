//! Small packages, written by the tests, and one way to judge by them.

use greenroom_judge::{
    Cancel, Cases, Judge, JudgeConfig, JudgeError, Package, Report, Source, SourceFile, Submission,
};
use std::path::Path;
use std::sync::OnceLock;

/// One for all tests: what one of them built the others need not build again, in another process
/// either.
pub fn judge() -> &'static Judge {
    static JUDGE: OnceLock<Judge> = OnceLock::new();
    JUDGE.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("judge");
        Judge::new(JudgeConfig { slots: 2, ..JudgeConfig::new(folder) }).unwrap()
    })
}

pub fn source(files: &[(&str, &str)]) -> Source {
    let files = files
        .iter()
        .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec().into()))
        .collect();
    Source::Memory { name: "problem".into(), files }
}

#[track_caller]
pub fn package(files: &[(&str, &str)]) -> Package {
    Package::read(source(files)).unwrap_or_else(|error| panic!("{error}"))
}

#[track_caller]
pub fn submission(files: &[(&str, &str)]) -> Submission {
    let files = files
        .iter()
        .map(|(path, text)| SourceFile { path: (*path).into(), bytes: text.as_bytes().into() })
        .collect();
    Submission::new(None, files, None).unwrap()
}

pub fn judged(package: &Package, submission: &Submission) -> Result<Report, JudgeError> {
    judge().judge(package, submission, Cases::All, &mut |_| {}, &Cancel::new())
}

/// Each case by its verdict, in one line each, or what else came of it.
pub fn told(report: &Result<Report, JudgeError>) -> String {
    match report {
        Err(error) => format!("error: {error}"),
        Ok(report) => match &report.overall {
            greenroom_judge::Overall::CompileError { .. } => "compile error".into(),
            _ => report
                .cases
                .iter()
                .map(|case| match case.verdict() {
                    Some(verdict) => format!("{}: {}", case.name, verdict.name()),
                    None => format!("{}: not run", case.name),
                })
                .collect::<Vec<String>>()
                .join("\n"),
        },
    }
}
