//! What the drawing's script asks for, as JSON.
//!
//! A run and a check answer line by line (`application/x-ndjson`) while they go on; whoever closes the
//! connection ends them. What is refused comes as problem details (RFC 9457) with `place` and `says`.

use crate::Site;
use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use greenroom_app::simulate::{Design, Edge, Flaw, Node, Operation, Scenario};
use greenroom_app::store::StoreError;
use greenroom_app::studio::{
    CheckError, CheckUpdate, DesignSaved, OpenDesign, RunUpdate, read_text,
};
use greenroom_app::{AppError, simulate};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tokio::sync::mpsc::Receiver;

/// A drawing of hundreds of parts has a tenth of it.
pub const BODY_BYTES_MAX: usize = 1024 * 1024;

type Sent = Result<Bytes, BytesRejection>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Save {
    design: Value,
    /// The one that it was drawn from.
    revision: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Drawn {
    design: Value,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Order {
    design: Value,
    /// None: as usual.
    #[serde(default)]
    scenario: Option<Value>,
    /// Whose load comes in place of the design's own.
    #[serde(default)]
    problem: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Held {
    design: Value,
    problem: String,
}

/// `PUT /studio/{id}`
pub async fn save(State(site): State<Site>, Path(id): Path<String>, sent: Sent) -> Response {
    let (design, Save { revision, .. }) = match drawing::<Save>(sent, |save| &save.design) {
        Ok(read) => read,
        Err(refused) => return refused.into_response(),
    };
    match site.greenroom.save_design(&id, &design, revision).await {
        Ok(DesignSaved::Kept { revision, flaws }) => {
            Json(json!({ "revision": revision, "flaws": flaws })).into_response()
        }
        Ok(DesignSaved::Changed(newest)) => {
            let OpenDesign { row, design } = *newest;
            let mut told = Refused::new(
                StatusCode::CONFLICT,
                "Another tab was faster",
                "the design",
                "it was changed in another tab meanwhile; what you drew is among its earlier versions",
            )
            .body();
            told["revision"] = json!(row.revision);
            told["design"] = json!(design.unwrap_or_default());
            problem_details(StatusCode::CONFLICT, &told)
        }
        Err(error) => failed(&error).into_response(),
    }
}

/// `POST /studio/read`: a text of any kind that is understood.
pub async fn read(sent: Sent) -> Response {
    let bytes = match bytes(sent) {
        Ok(bytes) => bytes,
        Err(refused) => return refused.into_response(),
    };
    let Ok(text) = std::str::from_utf8(&bytes) else {
        return Refused::unread("the text", "it is not in UTF-8").into_response();
    };
    match read_text(text) {
        Ok(read) => Json(json!({ "design": read.design, "notes": read.notes })).into_response(),
        Err(error) => Refused::unread(&error.place, &error.says).into_response(),
    }
}

/// `POST /studio/write`: the text form.
pub async fn write(sent: Sent) -> Response {
    match drawing::<Drawn>(sent, |drawn| &drawn.design) {
        Ok((design, _)) => {
            let headers = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
            (headers, simulate::write(&design)).into_response()
        }
        Err(refused) => refused.into_response(),
    }
}

/// `POST /studio/run`
pub async fn run(State(site): State<Site>, sent: Sent) -> Response {
    let (design, order) = match drawing::<Order>(sent, |order| &order.design) {
        Ok(read) => read,
        Err(refused) => return refused.into_response(),
    };
    let scenario = match order.scenario.map(serde_json::from_value::<Scenario>).transpose() {
        Ok(scenario) => scenario.unwrap_or_default(),
        Err(error) => return Refused::unread("the scenario", &plain(&error)).into_response(),
    };
    match site.greenroom.run_design(design, scenario, order.problem.as_deref()).await {
        Ok(told) => lines(told, |update| match update {
            RunUpdate::Waiting { ahead } => json!({ "waiting": ahead }),
            RunUpdate::Frame(frame) => json!({ "frame": frame }),
            RunUpdate::Report(report) => json!({ "report": report }),
            RunUpdate::Failed { why } => json!({ "error": why }),
        }),
        Err(flaws) => cannot_run(&flaws),
    }
}

/// `POST /studio/check`
pub async fn check(State(site): State<Site>, sent: Sent) -> Response {
    let (design, Held { problem, .. }) = match drawing::<Held>(sent, |held| &held.design) {
        Ok(read) => read,
        Err(refused) => return refused.into_response(),
    };
    match site.greenroom.check_design(design, &problem) {
        Ok(told) => lines(told, |update| match update {
            CheckUpdate::Waiting { ahead } => json!({ "waiting": ahead }),
            CheckUpdate::Progress { done, of } => json!({ "progress": { "done": done, "of": of } }),
            CheckUpdate::Target(result) => json!({ "target": result }),
            CheckUpdate::Done => json!({ "done": true }),
            CheckUpdate::Failed { why } => json!({ "error": why }),
        }),
        Err(CheckError::Flaws(flaws)) => cannot_run(&flaws),
        Err(error @ CheckError::NoTargets(_)) => Refused::new(
            StatusCode::NOT_FOUND,
            "No such problem",
            "the problem",
            &error.to_string(),
        )
        .into_response(),
    }
}

fn cannot_run(flaws: &[Flaw]) -> Response {
    let says: Vec<&str> = flaws.iter().map(|flaw| flaw.says.as_str()).collect();
    let mut told = Refused::new(
        StatusCode::UNPROCESSABLE_ENTITY,
        "It cannot be run as it is",
        "the design",
        &says.join(" "),
    )
    .body();
    told["flaws"] = json!(flaws);
    problem_details(StatusCode::UNPROCESSABLE_ENTITY, &told)
}

/// A line for each update, as it comes.
fn lines<T: Send + 'static>(
    told: Receiver<T>,
    line: impl Fn(T) -> Value + Copy + Send + 'static,
) -> Response {
    crate::lines::lines(stream::unfold(told, move |mut told| async move {
        let update = told.recv().await?;
        Some((line(update), told))
    }))
}

/// What was wrong with a request.
struct Refused {
    status: StatusCode,
    title: &'static str,
    place: String,
    says: String,
}

impl Refused {
    fn new(status: StatusCode, title: &'static str, place: &str, says: &str) -> Refused {
        Refused { status, title, place: place.to_owned(), says: says.to_owned() }
    }

    fn unread(place: &str, says: &str) -> Refused {
        Refused::new(StatusCode::UNPROCESSABLE_ENTITY, "It cannot be read", place, says)
    }

    fn body(&self) -> Value {
        json!({
            "title": self.title,
            "status": self.status.as_u16(),
            "detail": format!("{}: {}", self.place, self.says),
            "place": self.place,
            "says": self.says,
        })
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        problem_details(self.status, &self.body())
    }
}

fn problem_details(status: StatusCode, body: &Value) -> Response {
    let headers = [(header::CONTENT_TYPE, "application/problem+json")];
    (status, headers, body.to_string()).into_response()
}

fn failed(error: &AppError) -> Refused {
    let (status, title) = match error {
        AppError::Store(StoreError::NoDesign { .. }) => (StatusCode::NOT_FOUND, "No such design"),
        AppError::Studio(_) => (StatusCode::UNPROCESSABLE_ENTITY, "It was not kept"),
        AppError::Store(StoreError::ReadOnly { .. } | StoreError::DiskFull { .. }) => {
            (StatusCode::INSUFFICIENT_STORAGE, "Nothing was saved")
        }
        _ => (StatusCode::SERVICE_UNAVAILABLE, "The database did not answer"),
    };
    if status.is_server_error() {
        eprintln!("greenroom: {error}");
    }
    Refused::new(status, title, "the design", &error.to_string())
}

fn bytes(sent: Sent) -> Result<Bytes, Refused> {
    sent.map_err(|rejection| {
        let status = rejection.status();
        if status == StatusCode::PAYLOAD_TOO_LARGE {
            let says = "it is larger than 1 MiB; take some of it out";
            return Refused::new(status, "Too large", "what was sent", says);
        }
        let says = format!("it did not arrive whole ({}); send it again", rejection.body_text());
        Refused::new(status, "Not received", "what was sent", &says)
    })
}

/// A request with a design in it.
fn drawing<T: DeserializeOwned>(
    sent: Sent,
    of: impl FnOnce(&T) -> &Value,
) -> Result<(Design, T), Refused> {
    let bytes = bytes(sent)?;
    let request: T = serde_json::from_slice(&bytes)
        .map_err(|error| Refused::unread("what was sent", &plain(&error)))?;
    Ok((design(of(&request))?, request))
}

/// Reads a drawing; where that fails, says which of its things it is.
fn design(value: &Value) -> Result<Design, Refused> {
    let error = match serde_json::from_value::<Design>(value.clone()) {
        Ok(design) => return Ok(design),
        Err(error) => error,
    };
    let found = broken::<Operation>(value, "operation")
        .or_else(|| broken::<Node>(value, "node"))
        .or_else(|| broken::<Edge>(value, "edge"));
    let (place, says) = found.unwrap_or_else(|| ("the design".to_owned(), plain(&error)));
    Err(Refused::unread(&place, &says))
}

fn broken<T: DeserializeOwned>(design: &Value, key: &str) -> Option<(String, String)> {
    let all = design.get(key)?.as_array()?;
    all.iter().enumerate().find_map(|(at, one)| {
        let error = serde_json::from_value::<T>(one.clone()).err()?;
        let text = |key: &str| one.get(key).and_then(Value::as_str);
        let place = match (text("id"), text("from"), text("to")) {
            (Some(id), ..) => format!("{key} `{id}`"),
            (None, Some(from), Some(to)) => format!("{key} from `{from}` to `{to}`"),
            _ => format!("{key} {}", at + 1),
        };
        Some((place, plain(&error)))
    })
}

/// Without the column, which means nothing to whoever drew it.
fn plain(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or(&text).to_owned()
}
