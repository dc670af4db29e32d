//! `/code/{id}/runs`: runs that the page of a problem asks for, as JSON; and the cases' data.

use super::{coding, no_such_problem};
use crate::runs::{Runs, Seen};
use crate::{Site, outcome};
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use greenroom_app::code::{RunOrder, weigh};
use greenroom_app::judge::growth::Class;
use greenroom_model::{CaseSet, Language, OwnCase, RunEnd};
use serde::Deserialize;
use serde_json::{Value, json};

/// A solution is at most a few pages; the rest is for own cases.
pub const RUN_BYTES_MAX: usize = 2 * 1024 * 1024;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Order {
    language: Language,
    source: String,
    cases: CaseSet,
    #[serde(default)]
    own: Vec<OwnCase>,
}

/// What the candidate says it costs; empty where nothing was said.
#[derive(Debug, Default, Deserialize)]
pub struct Claims {
    #[serde(default)]
    time: String,
    #[serde(default)]
    memory: String,
}

pub async fn start(
    State(site): State<Site>,
    Extension(runs): Extension<Runs>,
    Path(id): Path<String>,
    order: Result<Json<Order>, JsonRejection>,
) -> Response {
    let Json(order) = match order {
        Ok(order) => order,
        Err(rejection) => return refused(&rejection),
    };
    let Some(problem) = coding(&site, &id) else {
        return trouble(StatusCode::NOT_FOUND, format!("There is no coding problem called {id}."));
    };
    let Order { language, source, cases, own } = order;
    let order = RunOrder { problem: problem.id.clone(), language, source, cases, own };
    let run = runs.start(&site.greenroom, order);
    (StatusCode::ACCEPTED, Json(json!({ "run": run }))).into_response()
}

pub async fn look(
    State(site): State<Site>,
    Extension(runs): Extension<Runs>,
    Path((id, run)): Path<(String, u64)>,
    Query(claims): Query<Claims>,
) -> Response {
    match runs.look(&id, run, site.greenroom.clock.steady_ms()) {
        None => trouble(
            StatusCode::NOT_FOUND,
            "This run is not kept any more: Greenroom was started anew, or it is long ago. Run it again."
                .into(),
        ),
        Some(Seen::UnderWay(progress)) => Json(json!({ "progress": progress })).into_response(),
        Some(Seen::Ended(end)) => {
            let best = coding(&site, &id)
                .and_then(|problem| problem.signature.as_ref())
                .map_or("", |signature| signature.cost.space.as_str());
            Json(ended(&end, &id, &claims, best)).into_response()
        }
    }
}

pub async fn cancel(
    Extension(runs): Extension<Runs>,
    Path((id, run)): Path<(String, u64)>,
) -> StatusCode {
    runs.cancel(&id, run)
}

/// One case's input or answer. The name is looked up in the package's list, so that it can be no
/// path to anything else.
pub async fn data(State(site): State<Site>, Path((id, name)): Path<(String, String)>) -> Response {
    let Some(problem) = coding(&site, &id) else { return no_such_problem(&id) };
    let (coder, problem, wanted) = (site.greenroom.coder.clone(), problem.id.clone(), name.clone());
    let read = tokio::task::spawn_blocking(move || coder.case_file(&problem, &wanted)).await;
    let Some(bytes) = read.ok().flatten() else {
        return crate::error::page(
            StatusCode::NOT_FOUND,
            "No such case",
            "The problem has no case of this name.",
            "Follow a link of a run's table.",
        );
    };
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", file_name(&name))),
    ];
    (headers, bytes).into_response()
}

fn file_name(name: &str) -> String {
    let last = name.rsplit('/').next().unwrap_or_default();
    last.chars().filter(|c| c.is_ascii_alphanumeric() || "-_.".contains(*c)).collect()
}

fn ended(end: &RunEnd, problem: &str, claims: &Claims, best_space: &str) -> Value {
    let (verdict, growth) = match end {
        RunEnd::Judged(run) => (json!(run.verdict), json!(run.growth)),
        RunEnd::Cancelled | RunEnd::Failed { .. } => (Value::Null, Value::Null),
    };
    json!({
        "says": outcome::says(end),
        "html": outcome::html(end, problem).into_string(),
        "verdict": verdict,
        "growth": growth,
        "claims": compared(end, claims, best_space),
    })
}

/// What the run says to the claims, a sentence each. Only a right program's time is measured, and
/// memory is not told apart by size at all: the run time's own share hides how it grows.
fn compared(end: &RunEnd, claims: &Claims, best_space: &str) -> Vec<String> {
    let RunEnd::Judged(run) = end else { return Vec::new() };
    let Some(growth) = &run.growth else { return Vec::new() };
    let mut told = Vec::new();
    if let Some(claimed) = Class::parse(&claims.time) {
        let (holds, why) = weigh(claimed, growth);
        let verdict = match holds {
            Some(true) => "holds",
            Some(false) => "is contradicted",
            None => "is not assessed",
        };
        told.push(format!("Time {claimed}: your claim {verdict}. {why}"));
    }
    if let Some(claimed) = Class::parse(&claims.memory) {
        told.push(format!(
            "Memory {claimed}: not assessed, because how memory grows is not measured. \
             The best known answer needs about {best_space}."
        ));
    }
    told
}

fn refused(rejection: &JsonRejection) -> Response {
    let status = rejection.status();
    if status == StatusCode::PAYLOAD_TOO_LARGE {
        let mib = RUN_BYTES_MAX >> 20;
        return trouble(
            status,
            format!(
                "Code and own cases together are larger than {mib} MiB, so nothing was run. \
                 Make the cases smaller; your code is still in the editor."
            ),
        );
    }
    trouble(
        status,
        format!(
            "The page sent something that this program does not understand: {}. Nothing was run. \
             Load the page again; it may be older than the program.",
            rejection.body_text()
        ),
    )
}

fn trouble(status: StatusCode, text: String) -> Response {
    (status, Json(json!({ "error": text }))).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use greenroom_model::{CaseVerdict, CodeRun, GrowthSeen};

    fn run(fits: &[&str]) -> RunEnd {
        RunEnd::Judged(Box::new(CodeRun {
            language: Language::Python,
            verdict: CaseVerdict::Accepted,
            compile: None,
            cases: Vec::new(),
            growth: Some(GrowthSeen {
                n: "entries".into(),
                fits: fits.iter().map(|class| (*class).to_owned()).collect(),
                says: "Time grows so.".into(),
                points: vec![(1, 1), (2, 2)],
                best: "n".into(),
            }),
        }))
    }

    fn check_claim(fits: &[&str], time: &str, expected: &str) {
        let claims = Claims { time: time.into(), memory: String::new() };
        let told = compared(&run(fits), &claims, "n").join("\n");
        assert!(told.starts_with(expected), "{told}");
        assert_eq!(told.is_empty(), expected.is_empty(), "{told}");
    }

    #[test]
    fn a_claim_is_compared_with_what_was_measured() {
        check_claim(&["n^2"], "n^2", "Time n^2: your claim holds.");
        check_claim(&["n^2"], "n", "Time n: your claim is contradicted.");
        check_claim(&[], "n", "Time n: your claim is not assessed.");
        check_claim(&["n"], "", "");
        check_claim(&["n"], "n!", "");
    }

    #[test]
    fn memory_is_never_judged() {
        let claims = Claims { time: String::new(), memory: "n".into() };
        let told = compared(&run(&["n"]), &claims, "1");
        assert!(matches!(told.as_slice(), [one] if one.contains("not assessed")), "{told:?}");
        assert_eq!(compared(&RunEnd::Cancelled, &claims, "1"), Vec::<String>::new());
    }

    #[test]
    fn a_downloads_name_is_its_last_part_and_harmless() {
        assert_eq!(file_name("secret/06-copies.in"), "06-copies.in");
        assert_eq!(file_name("a/b\"; x=\r\n.in"), "bx.in");
    }
}
