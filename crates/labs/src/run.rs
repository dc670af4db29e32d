//! One run of a lab's checks against one service.

use crate::Cancel;
use crate::check::{CheckResult, Failure, Stop, Verdict};
use crate::client::http::{Client, NoAnswer, Place, Request};
use crate::service::{self, DATA_BYTES_MAX, Service, Start, Trouble};
use crate::trial::{Running, Trial};
use crate::workload::{self, Surroundings, Workload};
use greenroom_model::{Lab, LabProtocol, StageId};
use serde::Serialize;
use std::net::{SocketAddr, ToSocketAddrs};
use std::path::PathBuf;
use std::time::Instant;

/// What is to be checked.
#[derive(Debug, Clone)]
pub struct Order {
    pub lab: Lab,
    pub target: Target,
    /// All, if empty.
    pub stages: Vec<StageId>,
    /// Only this one.
    pub check: Option<String>,
    pub seed: u64,
    /// Anything that differs from run to run: names on a service that keeps its data follow from it too.
    pub nonce: u64,
}

#[derive(Debug, Clone)]
pub enum Target {
    /// A folder with a `lab.toml` of [`greenroom_model::ServiceFile`].
    Folder(PathBuf),
    /// One that runs already, such as `http://127.0.0.1:8080`.
    Url(String),
}

/// What a run tells while it goes on.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    Log { text: String },
    StageStarted { stage: StageId, title: String },
    CheckStarted { id: String, says: String },
    CheckDone { result: CheckResult },
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    pub lab: String,
    pub seed: u64,
    pub checks: Vec<CheckResult>,
    /// Why checks are missing from the list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trouble: Option<Trouble>,
}

impl Report {
    /// Every check that was asked for ran and passed.
    pub fn passed(&self) -> bool {
        self.trouble.is_none()
            && !self.checks.is_empty()
            && self.checks.iter().all(CheckResult::passed)
    }
}

/// Builds and starts the service, runs the checks, ends the service with all that it started. Dropping the future ends
/// it too.
pub async fn run(order: &Order, cancel: &Cancel, tell: &mut (dyn FnMut(Event) + Send)) -> Report {
    let mut report =
        Report { lab: order.lab.id.clone(), seed: order.seed, checks: Vec::new(), trouble: None };
    if let Err(trouble) = run_checks(order, cancel, tell, &mut report.checks).await {
        report.trouble = Some(trouble);
    }
    report
}

async fn run_checks(
    order: &Order,
    cancel: &Cancel,
    tell: &mut (dyn FnMut(Event) + Send),
    results: &mut Vec<CheckResult>,
) -> Result<(), Trouble> {
    let workload = workload::of(&order.lab.id)
        .ok_or_else(|| Trouble::Ours(format!("the lab `{}` has no checks", order.lab.id)))?;
    let surroundings = match workload.surroundings {
        Some(prepare) => prepare().await.map_err(Trouble::Ours)?,
        None => Surroundings::default(),
    };
    // Outlives the services in it: fields of a tuple are dropped in order.
    let (running, _folders) = start(order, workload, &surroundings, cancel, tell).await?;
    let nonce = if matches!(order.target, Target::Url(_)) { order.nonce } else { 0 };
    let mut trial = Trial::new(running, surroundings, order.seed, nonce, cancel.clone());
    if order.lab.protocol == LabProtocol::Http {
        tokio::select! {
            answers = answers(&trial, order) => answers?,
            () = cancel.cancelled() => return Err(Trouble::Cancelled),
        }
    }
    for stage in &order.lab.stages {
        if !order.stages.is_empty() && !order.stages.contains(&stage.id) {
            continue;
        }
        let wanted = |id: &str| order.check.as_deref().is_none_or(|only| only == id);
        if !stage.checks.iter().any(|check| wanted(&check.id)) {
            continue;
        }
        tell(Event::StageStarted { stage: stage.id, title: stage.title.clone() });
        for check in stage.checks.iter().filter(|check| wanted(&check.id)) {
            let code = workload.checks.iter().find(|one| one.id == check.id);
            let code = code.ok_or_else(|| {
                Trouble::Ours(format!("nothing looks at the check `{}`", check.id))
            })?;
            tell(Event::CheckStarted { id: check.id.clone(), says: check.says.clone() });
            let (result, gone) = one(&mut trial, code, order, cancel).await?;
            tell(Event::CheckDone { result: result.clone() });
            results.push(result);
            if let Some(trouble) = gone {
                return Err(trouble);
            }
        }
    }
    Ok(())
}

/// Also what keeps the service from being started again after the check.
async fn one(
    trial: &mut Trial,
    check: &workload::Check,
    order: &Order,
    cancel: &Cancel,
) -> Result<(CheckResult, Option<Trouble>), Trouble> {
    let begun = Instant::now();
    trial.begin(check.id);
    let checked = tokio::select! {
        checked = (check.run)(trial) => checked,
        () = cancel.cancelled() => return Err(Trouble::Cancelled),
    };
    let took_ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
    let (did, measures) = trial.told();
    // The next check finds a service that runs, whatever this one did to it.
    let gone = trial.mend().await;
    let verdict = match checked {
        Ok(()) => Verdict::Passed,
        Err(Stop::NotJudged { why }) => Verdict::NotJudged { why },
        Err(Stop::Failed(failure)) => Verdict::Failed(completed(*failure, order, check.id, &gone)),
    };
    let result = CheckResult { id: check.id.into(), verdict, did, took_ms, measures };
    let trouble = match gone {
        Err(trouble) => Some(trouble),
        // Each check would start it again, and find it gone.
        Ok(gone) => gone.into_iter().find(|one| matches!(one, Trouble::ForkedAway { .. })),
    };
    Ok((result, trouble))
}

/// A service that ended during a check is the reason for what its clients saw.
fn completed(
    mut failure: Failure,
    order: &Order,
    check: &str,
    gone: &Result<Vec<Trouble>, Trouble>,
) -> Failure {
    if failure.again.is_empty() {
        failure.again = format!("greenroom lab check --check {check} --seed {}", order.seed);
    }
    if let Ok(gone) = gone
        && let Some(first) = gone.first()
    {
        failure.got = format!("{}. By then: {first}", failure.got);
    }
    failure
}

async fn start(
    order: &Order,
    workload: &Workload,
    surroundings: &Surroundings,
    cancel: &Cancel,
    tell: &mut (dyn FnMut(Event) + Send),
) -> Result<(Running, Vec<tempfile::TempDir>), Trouble> {
    let folder = match &order.target {
        Target::Url(url) => return Ok((Running::Theirs(place(url)?), Vec::new())),
        Target::Folder(folder) => folder.canonicalize().map_err(|error| Trouble::File {
            place: folder.display().to_string(),
            what: error.to_string(),
            next: "name the folder of your service with --dir".into(),
        })?,
    };
    let file = service::read_file(&folder)?;
    if file.lab != order.lab.id {
        return Err(Trouble::File {
            place: folder.join("lab.toml").display().to_string(),
            what: format!("it answers the lab `{}`, not `{}`", file.lab, order.lab.id),
            next: "check the other lab, or correct `lab`".into(),
        });
    }
    if !file.build.is_empty() {
        tell(Event::Log { text: format!("building: {}", file.build.join(" ")) });
        service::build(&folder, &file, cancel).await?;
    }
    tell(Event::Log { text: format!("starting: {}", file.command.join(" ")) });
    let (mut services, mut folders) = (Vec::new(), Vec::new());
    for _ in 0..workload.instances.max(1) {
        let data = tempfile::Builder::new()
            .prefix("greenroom-lab-")
            .tempdir()
            .map_err(|error| Trouble::Ours(format!("make a DATA_DIR: {error}")))?;
        let start = Start {
            folder: folder.clone(),
            file: file.clone(),
            data: data.path().into(),
            env: surroundings.env.clone(),
            data_bytes_max: DATA_BYTES_MAX,
        };
        let service = Service::start(&start, cancel).await?;
        folders.push(data);
        services.push((start, Some(service)));
    }
    Ok((Running::Ours(services), folders))
}

/// Whether it speaks HTTP at all: else every check would wait for it in vain.
async fn answers(trial: &Trial, order: &Order) -> Result<(), Trouble> {
    for instance in 0..trial.instances() {
        let Ok(place) = trial.place(instance) else { continue };
        let mut client = Client::new(place);
        let request = Request::get("/");
        let why = match client.try_send(&request).await {
            Ok(_) => continue,
            Err(why) => why,
        };
        if let Target::Url(url) = &order.target
            && matches!(why, NoAnswer::Refused(_))
        {
            return Err(Trouble::NotThere { url: url.clone(), why: why.to_string() });
        }
        return Err(match why {
            NoAnswer::TimedOut { received: 0, within } => {
                Trouble::NeverAnswers { waited_s: within.as_secs() }
            }
            NoAnswer::TooLong { bytes } => {
                Trouble::StreamsForEver { asked: request.shown(), bytes: bytes as u64 }
            }
            other => Trouble::Garbage { got: format!("to `{}`: {other}", request.shown()) },
        });
    }
    Ok(())
}

/// `http://host:port/prefix`.
fn place(url: &str) -> Result<Place, Trouble> {
    let trouble = |what: &str| Trouble::File {
        place: format!("--url {url}"),
        what: what.into(),
        next: "write it as http://127.0.0.1:8080".into(),
    };
    let rest =
        url.strip_prefix("http://").ok_or_else(|| trouble("it does not begin with http://"))?;
    let (host, prefix) = match rest.find('/') {
        Some(at) => rest.split_at(at),
        None => (rest, ""),
    };
    if host.is_empty() || host.contains(['@', '?', '#']) {
        return Err(trouble("there is no plain host in it"));
    }
    let with_port = if host.rsplit_once(':').is_some_and(|(_, port)| port.parse::<u16>().is_ok()) {
        host.to_owned()
    } else {
        format!("{host}:80")
    };
    let address: SocketAddr = with_port
        .to_socket_addrs()
        .map_err(|error| trouble(&format!("its host cannot be found ({error})")))?
        .next()
        .ok_or_else(|| trouble("its host has no address"))?;
    let prefix = prefix.trim_end_matches('/').to_owned();
    let shown = format!("http://{host}{prefix}");
    Ok(Place { address, host: host.to_owned(), prefix, shown })
}
