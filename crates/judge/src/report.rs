//! What is said about a submission. It goes into event logs and to whoever asks for JSON, so fields
//! may be added with defaults and nothing is renamed.

use crate::compare::Difference;
use crate::languages::Diagnostic;
use serde::{Deserialize, Serialize};
use std::fmt;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Id of the language.
    pub language: String,
    pub time_limit_ms: u64,
    pub memory_limit_bytes: u64,
    pub overall: Overall,
    /// In the data's order. Empty when it did not compile.
    pub cases: Vec<CaseReport>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Overall {
    Accepted,
    CompileError {
        /// By file and line, where the compiler's words could be read.
        diagnostics: Vec<Diagnostic>,
        output: String,
    },
    /// The first case in order that is not accepted.
    Failed {
        case: String,
        verdict: Verdict,
    },
    /// All cases ran, and none has an answer to compare with.
    Ran,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseReport {
    /// `secret/01-empty`.
    pub name: String,
    pub result: CaseResult,
    /// Of all its processes, start of the run time included.
    pub cpu_us: u64,
    pub memory_bytes: u64,
    /// The input's size: values in it for our own problems, bytes for others.
    pub n: u64,
    pub input: Excerpt,
    /// What was expected; `None` where nothing was.
    pub expected: Option<Excerpt>,
    pub got: Excerpt,
    pub stderr: Excerpt,
    /// What the problem's own checker wrote for the candidate.
    pub team_message: Option<String>,
    /// What it wrote for judges.
    pub judge_message: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum CaseResult {
    Judged { verdict: Verdict },
    NotRun { why: String },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Verdict {
    Accepted,
    /// It ran and ended well; there is no answer to compare with.
    Ran,
    WrongAnswer {
        difference: Option<Difference>,
        /// The difference by the call or element that it is of.
        place: Option<String>,
    },
    TimeLimit {
        cpu_ms: u64,
        /// It did not work all that time, but waited for something that did not come.
        waited: bool,
    },
    MemoryLimit,
    RunTimeError {
        how: Crash,
        /// The candidate's own part of it.
        trace: String,
    },
    OutputLimit,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Crash {
    Exit { code: i32 },
    Signal { name: String },
}

/// The beginning of something longer.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Excerpt {
    pub text: String,
    /// What is left out after it.
    pub more_bytes: u64,
}

pub(crate) const EXCERPT_BYTES_MAX: usize = 2 << 10;

impl Excerpt {
    pub fn of(bytes: &[u8]) -> Excerpt {
        if bytes.len() <= EXCERPT_BYTES_MAX {
            return Excerpt { text: String::from_utf8_lossy(bytes).into_owned(), more_bytes: 0 };
        }
        // Not within a character.
        let end = (EXCERPT_BYTES_MAX - 3..=EXCERPT_BYTES_MAX)
            .rev()
            .find(|at| bytes[*at] & 0xc0 != 0x80)
            .unwrap_or(EXCERPT_BYTES_MAX);
        Excerpt {
            text: String::from_utf8_lossy(&bytes[..end]).into_owned(),
            more_bytes: (bytes.len() - end) as u64,
        }
    }
}

impl fmt::Display for Excerpt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.text)?;
        match self.more_bytes {
            0 => Ok(()),
            bytes if bytes < 10 << 10 => write!(f, "... {bytes} bytes more"),
            bytes if bytes < 10 << 20 => write!(f, "... {} KB more", bytes >> 10),
            bytes => write!(f, "... {} MB more", bytes >> 20),
        }
    }
}

impl Verdict {
    /// The few words that the field uses.
    pub fn name(&self) -> &'static str {
        match self {
            Verdict::Accepted => "Accepted",
            Verdict::Ran => "Ran",
            Verdict::WrongAnswer { .. } => "Wrong answer",
            Verdict::TimeLimit { .. } => "Time limit exceeded",
            Verdict::MemoryLimit => "Memory limit exceeded",
            Verdict::RunTimeError { .. } => "Run-time error",
            Verdict::OutputLimit => "Output limit exceeded",
        }
    }

    pub fn is_good(&self) -> bool {
        matches!(self, Verdict::Accepted | Verdict::Ran)
    }
}

/// One sentence for people.
impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.name())?;
        match self {
            Verdict::Accepted | Verdict::Ran | Verdict::MemoryLimit | Verdict::OutputLimit => {
                Ok(())
            }
            Verdict::WrongAnswer { place: Some(place), .. } => write!(f, ": {place}"),
            Verdict::WrongAnswer { difference: Some(difference), .. } => {
                let Difference { line, column, says, .. } = difference;
                write!(f, ": line {line}, column {column} of the output: {says}")
            }
            Verdict::WrongAnswer { .. } => Ok(()),
            Verdict::TimeLimit { cpu_ms, waited: false } => {
                write!(f, ": stopped after {:.1} s of CPU time", *cpu_ms as f64 / 1000.0)
            }
            Verdict::TimeLimit { cpu_ms, waited: true } => write!(
                f,
                ": it waited instead of working ({:.1} s of CPU time); does it read more input than \
                 there is, or sleep?",
                *cpu_ms as f64 / 1000.0
            ),
            Verdict::RunTimeError { how: Crash::Exit { code }, .. } => {
                write!(f, ": it ended with exit code {code}")
            }
            Verdict::RunTimeError { how: Crash::Signal { name }, .. } => {
                write!(f, ": it was ended by {name}")
            }
        }
    }
}

impl CaseReport {
    pub fn cpu_ms(&self) -> f64 {
        self.cpu_us as f64 / 1000.0
    }

    pub fn verdict(&self) -> Option<&Verdict> {
        match &self.result {
            CaseResult::Judged { verdict } => Some(verdict),
            CaseResult::NotRun { .. } => None,
        }
    }
}

impl Overall {
    pub(crate) fn of(cases: &[CaseReport]) -> Overall {
        let judged = || cases.iter().filter_map(|case| Some((&case.name, case.verdict()?)));
        if let Some((case, verdict)) = judged().find(|(_, verdict)| !verdict.is_good()) {
            return Overall::Failed { case: case.clone(), verdict: verdict.clone() };
        }
        if judged().all(|(_, verdict)| *verdict == Verdict::Ran) {
            return Overall::Ran;
        }
        Overall::Accepted
    }

    pub fn is_accepted(&self) -> bool {
        *self == Overall::Accepted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_ends_between_characters_and_says_what_is_left_out() {
        assert_eq!(Excerpt::of(b"short").to_string(), "short");
        let long = format!("{}é{}", "x".repeat(EXCERPT_BYTES_MAX - 1), "y".repeat(400 << 10));
        let excerpt = Excerpt::of(long.as_bytes());
        assert_eq!(excerpt.text.len(), EXCERPT_BYTES_MAX - 1);
        assert!(excerpt.to_string().ends_with("x... 400 KB more"));
        let bytes = vec![0x80; EXCERPT_BYTES_MAX + 5];
        assert_eq!(Excerpt::of(&bytes).more_bytes, 5);
    }

    #[test]
    fn a_report_survives_its_way_through_json() {
        let case = CaseReport {
            name: "secret/1".into(),
            result: CaseResult::Judged {
                verdict: Verdict::WrongAnswer {
                    difference: crate::compare::Comparison::exact().difference(b"1\n", b"2\n"),
                    place: None,
                },
            },
            cpu_us: 1_500,
            memory_bytes: 1 << 20,
            n: 3,
            input: Excerpt::of(b"1 2 3"),
            expected: Some(Excerpt::of(b"1\n")),
            got: Excerpt::of(b"2\n"),
            stderr: Excerpt::default(),
            team_message: None,
            judge_message: Some("no".into()),
        };
        let report = Report {
            language: "python".into(),
            time_limit_ms: 2_000,
            memory_limit_bytes: 512 << 20,
            overall: Overall::of(std::slice::from_ref(&case)),
            cases: vec![case],
        };
        let json = serde_json::to_string(&report).unwrap();
        assert_eq!(serde_json::from_str::<Report>(&json).unwrap(), report);
        assert!(json.contains(
            r#""overall":{"kind":"failed","case":"secret/1","verdict":{"kind":"wrong_answer""#
        ));
    }
}
