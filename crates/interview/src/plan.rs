//! Which problems a session asks.

use greenroom_content::Library;
use greenroom_model::{Company, Language, Level, Mode, SessionStart};

/// What the candidate chose.
#[derive(Debug, Clone)]
pub struct Choice {
    pub protocol: String,
    /// A problem asked for by id: it takes the first round of its kind.
    pub problem: Option<String>,
    pub level: Level,
    pub mode: Mode,
    pub language: Language,
    pub company: Company,
    pub nudges_unasked: bool,
    pub seed: u64,
    pub started_unix_ms: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    #[error("there is no protocol `{0}`; `greenroom content list` shows those there are")]
    NoProtocol(String),
    #[error("there is no problem `{0}`; `greenroom content list` shows those there are")]
    NoProblem(String),
    #[error(
        "the protocol `{protocol}` has no {kind} round, so it cannot ask `{problem}`; choose a {kind} round"
    )]
    NoRoundFor { protocol: String, problem: String, kind: &'static str },
    #[error(
        "the content has no {0} problem, which this protocol needs; add one under content/{0}/"
    )]
    NoneOfKind(&'static str),
}

/// Chooses a problem for each round: the one asked for, else one not among `seen` (ids, longest ago
/// first), else the one seen longest ago. The same choice, content and history give the same problems.
pub fn plan(
    library: &Library,
    choice: &Choice,
    seen: &[String],
) -> Result<SessionStart, PlanError> {
    let protocol = library
        .protocol(&choice.protocol)
        .ok_or_else(|| PlanError::NoProtocol(choice.protocol.clone()))?
        .clone();
    let asked = match &choice.problem {
        Some(id) => Some(library.problem(id).ok_or_else(|| PlanError::NoProblem(id.clone()))?),
        None => None,
    };
    let mut asked_kind = asked.map(|problem| problem.kind);
    if let (Some(problem), Some(kind)) = (asked, asked_kind)
        && !protocol.rounds.iter().any(|round| round.kind.kind() == Some(kind))
    {
        return Err(PlanError::NoRoundFor {
            protocol: protocol.id.clone(),
            problem: problem.id.clone(),
            kind: kind.id(),
        });
    }

    // What this session already asks counts as practised last, so that a problem comes twice only
    // where the content has fewer problems of a kind than the protocol has rounds.
    let mut practised: Vec<&str> = seen.iter().map(String::as_str).collect();
    practised.extend(choice.problem.as_deref());
    let mut problems = Vec::with_capacity(protocol.rounds.len());
    for (at, round) in protocol.rounds.iter().enumerate() {
        let Some(kind) = round.kind.kind() else {
            problems.push(None);
            continue;
        };
        if asked_kind == Some(kind) {
            asked_kind = None;
            problems.push(choice.problem.clone());
            continue;
        }
        let picked = library
            .pick(kind, choice.seed.wrapping_add(at as u64), &practised)
            .ok_or(PlanError::NoneOfKind(kind.id()))?;
        practised.retain(|id| *id != picked.id);
        practised.push(&picked.id);
        problems.push(Some(picked.id.clone()));
    }

    Ok(SessionStart {
        protocol,
        problems,
        level: choice.level,
        mode: choice.mode,
        language: choice.language,
        company: choice.company,
        nudges_unasked: choice.nudges_unasked && choice.mode == Mode::Training,
        seed: choice.seed,
        started_unix_ms: choice.started_unix_ms,
    })
}
