//! From what the judge reports to what a log keeps.

use greenroom_judge::growth::{self, Agreement, Class, Growth};
use greenroom_judge::{CaseReport, CaseResult, Crash, Overall, Report, Verdict};
use greenroom_model::{
    CaseDetail, CaseRun, CaseVerdict, CodeRun, CompileFailure, CompileMessage, GrowthSeen,
    Language, Signature,
};

/// Texts of failing cases are kept for so many, those of samples and own cases always.
const DETAILS_MAX: usize = 3;

pub fn code_run(report: &Report, language: Language, signature: Option<&Signature>) -> CodeRun {
    let Report { language: _, time_limit_ms, memory_limit_bytes, overall, cases } = report;
    let limits = (*time_limit_ms, *memory_limit_bytes);
    let mut details = 0;
    let cases: Vec<CaseRun> = cases
        .iter()
        .map(|case| {
            let verdict = case_verdict(case);
            details += usize::from(verdict.is_failure());
            let shows = (verdict.is_failure() && details <= DETAILS_MAX)
                || !case.name.starts_with("secret/");
            CaseRun {
                name: case.name.clone(),
                verdict,
                cpu_ms: case.cpu_us.div_ceil(1_000),
                memory_bytes: case.memory_bytes,
                n: case.n,
                detail: shows.then(|| detail(case, limits)),
            }
        })
        .collect();
    let compile = match overall {
        Overall::CompileError { diagnostics, output } => Some(CompileFailure {
            messages: diagnostics
                .iter()
                .map(|one| CompileMessage {
                    file: one.file.clone(),
                    line: one.line,
                    says: one.message.clone(),
                })
                .collect(),
            output: output.clone(),
        }),
        _ => None,
    };
    let verdict = match overall {
        Overall::Accepted => CaseVerdict::Accepted,
        Overall::CompileError { .. } => CaseVerdict::CompileError,
        Overall::Failed { verdict, .. } => word(verdict),
        Overall::Ran => CaseVerdict::Ran,
    };
    let growth = signature.and_then(|signature| growth_seen(report, signature));
    CodeRun { language, verdict, compile, cases, growth }
}

fn case_verdict(case: &CaseReport) -> CaseVerdict {
    match &case.result {
        CaseResult::Judged { verdict } => word(verdict),
        CaseResult::NotRun { .. } => CaseVerdict::NotRun,
    }
}

fn word(verdict: &Verdict) -> CaseVerdict {
    match verdict {
        Verdict::Accepted => CaseVerdict::Accepted,
        Verdict::Ran => CaseVerdict::Ran,
        Verdict::WrongAnswer { .. } => CaseVerdict::WrongAnswer,
        Verdict::TimeLimit { .. } => CaseVerdict::TimeLimit,
        Verdict::MemoryLimit => CaseVerdict::MemoryLimit,
        Verdict::RunTimeError { .. } => CaseVerdict::RunTimeError,
        Verdict::OutputLimit => CaseVerdict::OutputLimit,
    }
}

fn detail(case: &CaseReport, (time_limit_ms, memory_limit_bytes): (u64, u64)) -> CaseDetail {
    let says = match &case.result {
        CaseResult::NotRun { why } => why.clone(),
        CaseResult::Judged { verdict } => match verdict {
            Verdict::Accepted | Verdict::Ran => String::new(),
            Verdict::RunTimeError { how, trace } if !trace.is_empty() => {
                let how = match how {
                    Crash::Exit { code } => format!("exit code {code}"),
                    Crash::Signal { name } => name.clone(),
                };
                format!("{trace}\n({how})")
            }
            Verdict::TimeLimit { .. } => {
                format!("{verdict}. The limit is {:.1} s.", time_limit_ms as f64 / 1_000.0)
            }
            Verdict::MemoryLimit => {
                format!("{verdict}. The limit is {} MiB.", memory_limit_bytes >> 20)
            }
            other => other.to_string(),
        },
    };
    let says = match case.team_message.as_deref().filter(|message| !message.trim().is_empty()) {
        Some(message) => format!("{says}\n{message}"),
        None => says,
    };
    CaseDetail {
        input: case.input.to_string(),
        expected: case.expected.as_ref().map(ToString::to_string),
        got: case.got.to_string(),
        says,
        stderr: case.stderr.to_string(),
    }
}

/// Only of a program that is right wherever it came to an end: a wrong one may be fast by leaving work
/// out, and a claim about it would hold by mistake.
fn growth_seen(report: &Report, signature: &Signature) -> Option<GrowthSeen> {
    let is_wrong =
        |verdict: &Verdict| !verdict.is_good() && !matches!(verdict, Verdict::TimeLimit { .. });
    if report.cases.iter().filter_map(CaseReport::verdict).any(is_wrong) {
        return None;
    }
    let (smallest, series) = growth::of_report(report);
    if series.len() < 2 {
        return None;
    }
    let measured = growth::measure(&smallest, &series);
    let (fits, says) = match &measured {
        Growth::Like { class } => (vec![*class], format!("Time grows {measured}.")),
        Growth::Between { low, high } => (vec![*low, *high], format!("Time grows {measured}.")),
        Growth::Unknown { why } => (Vec::new(), format!("How time grows cannot be told: {why}.")),
    };
    Some(GrowthSeen {
        // As cases are measured. A constant factor away from what the signature counts, such as entries
        // of three values each, which changes no order.
        n: "values in the input".into(),
        fits: fits.into_iter().map(|class| class.to_string()).collect(),
        says,
        points: series.iter().map(|point| (point.n, point.cpu_ms.round() as u64)).collect(),
        best: signature.cost.time.clone(),
    })
}

/// What a run says to a claim: whether it holds, `None` where that cannot be told, and why.
pub fn weigh(claimed: Class, growth: &GrowthSeen) -> (Option<bool>, String) {
    let classes: Vec<Class> = growth.fits.iter().filter_map(|class| Class::parse(class)).collect();
    let measured = match classes.as_slice() {
        [class] => Growth::Like { class: *class },
        [low, .., high] => Growth::Between { low: *low, high: *high },
        [] => return (None, growth.says.clone()),
    };
    match growth::compare(claimed, &measured) {
        Agreement::Agrees => (Some(true), growth.says.clone()),
        Agreement::Contradicts => (Some(false), growth.says.clone()),
        Agreement::CannotTell => (
            None,
            format!("{} Times cannot refute {claimed}: other inputs may be worse.", growth.says),
        ),
    }
}

/// Puts beside what came for an own case what a known right program prints, where nobody said what to
/// expect. It is no verdict: the input may break the statement's promises.
pub fn show_known(run: &mut CodeRun, known: Option<&Report>) {
    let Some(known) = known else { return };
    for case in run.cases.iter_mut().filter(|case| case.verdict == CaseVerdict::Ran) {
        let answer = known.cases.iter().find(|answer| answer.name == case.name);
        let answer = answer.filter(|answer| matches!(answer.verdict(), Some(Verdict::Ran)));
        if let (Some(answer), Some(detail)) = (answer, &mut case.detail) {
            let text = answer.got.to_string();
            detail.says = match text == detail.got {
                // Beyond an excerpt nobody has looked.
                true if answer.got.more_bytes > 0 => {
                    "What a known right program prints begins the same way.".into()
                }
                true => "A known right program prints the same.".into(),
                false => "A known right program prints something else. If the input keeps the \
                     statement's limits, yours is wrong here."
                    .into(),
            };
            detail.expected = Some(text);
        }
    }
}
