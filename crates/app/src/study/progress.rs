//! Where somebody stands: evidence from everything they did, strengths, readiness, and how well the
//! bands foretold real interviews.

use super::catalog::{code_minutes, exercise_of};
use super::{cards, json, labs};
use crate::{AppError, Greenroom};
use greenroom_debrief::Debrief;
use greenroom_debrief::report::RoundReport;
use greenroom_model::{Band, CaseVerdict, CodeRun, RoundForm, RoundKind};
use greenroom_plan::{
    Calibration, Done, Evidence, EvidenceKind, Readiness, RealRound, RoundScore, Seen, Strength,
    Topic, calibration, readiness, strengths, topic_title,
};
use greenroom_store::{Practice, RealInterview, SessionRow};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Something executed, as far as topics are concerned; kept as JSON beside its practice.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Tried {
    pub topics: Vec<String>,
    /// 0 to 1.
    pub credit: f64,
    pub says: String,
    pub path: String,
}

/// A session's findings, likewise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Session {
    points: Vec<PointSeen>,
    rounds: Vec<RoundSeen>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct PointSeen {
    pub topics: Vec<String>,
    /// 0 to 1.
    pub credit: f64,
    pub weight: f64,
    pub says: String,
}

impl PointSeen {
    fn evidence(&self, on: Date, kind: EvidenceKind, path: &str) -> impl Iterator<Item = Evidence> {
        self.topics.iter().map(move |topic| Evidence {
            topic: topic.clone(),
            on,
            kind,
            credit: self.credit,
            weight: self.weight / POINT_WEIGHT / self.topics.len() as f64,
            says: self.says.clone(),
            path: path.to_owned(),
        })
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct RoundSeen {
    kind: RoundKind,
    form: RoundForm,
    score: f64,
    self_band: Option<Band>,
    /// Of the session's minutes.
    minutes: f64,
}

/// Everything that a plan is made from.
#[derive(Debug, Clone)]
pub(crate) struct Standing {
    pub topics: Vec<Topic>,
    pub strengths: BTreeMap<String, Strength>,
    pub readiness: Vec<Readiness>,
    pub rounds: Vec<RoundScore>,
    pub done: Vec<Done>,
    /// By kind, and of what runs through all of them under `None`.
    pub minutes: BTreeMap<Option<RoundKind>, f64>,
}

/// A page's worth of it.
#[derive(Debug, Clone)]
pub struct Progress {
    pub today: Date,
    pub topics: Vec<TopicStanding>,
    pub readiness: Vec<Readiness>,
    /// Oldest first.
    pub rounds: Vec<RoundPast>,
    pub minutes: BTreeMap<Option<RoundKind>, f64>,
    pub reviews: u64,
    pub interviews: Vec<InterviewTold>,
    pub calibration: Calibration,
}

#[derive(Debug, Clone)]
pub struct TopicStanding {
    pub topic: Topic,
    pub title: String,
    /// The level is asked it.
    pub is_asked: bool,
    /// `None`: never exercised.
    pub strength: Option<Strength>,
}

#[derive(Debug, Clone)]
pub struct RoundPast {
    pub score: RoundScore,
    pub band: Band,
}

/// A real interview as the person told it.
#[derive(Debug, Clone, PartialEq)]
pub struct InterviewTold {
    pub id: String,
    pub on: Date,
    pub company: String,
    pub rounds: Vec<InterviewRound>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InterviewRound {
    pub kind: RoundKind,
    pub passed: bool,
    /// What had been thought on the day before; kept, so that later practice does not change it.
    pub thought: Option<Seen>,
}

#[derive(Serialize, Deserialize)]
struct KeptInterview {
    company: String,
    rounds: Vec<InterviewRound>,
}

/// Points of a rubric have a weight of 100 together and are about ten.
pub(super) const POINT_WEIGHT: f64 = 10.0;
const CODE_WEIGHT: f64 = 2.0;
/// One card says little about a topic, and four cards as much as a drill.
const CARD_WEIGHT: f64 = 0.3;

impl Greenroom {
    pub(crate) async fn standing(&self) -> Result<Standing, AppError> {
        self.standing_on(self.today()).await
    }

    /// As of a day: what came later is left out.
    async fn standing_on(&self, day: Date) -> Result<Standing, AppError> {
        let level = self.profile().await?.level;
        let topics = self.topics(level);
        let mut evidence = Vec::new();
        let (mut rounds, mut done) = (Vec::new(), Vec::new());
        let mut minutes: BTreeMap<Option<RoundKind>, f64> = BTreeMap::new();
        for practice in self.store.practice_since(0).await? {
            let on = self.day_of(practice.at_unix_ms);
            done.push(Done { exercise: practice.item.clone(), on });
            if practice.kind == "session" {
                let session: Session = read(&practice)?;
                let path = practice.id.strip_prefix("session-").unwrap_or_default();
                let path = format!("/sessions/{path}/debrief");
                for point in &session.points {
                    evidence.extend(point.evidence(on, EvidenceKind::Round, &path));
                }
                for round in session.rounds {
                    *minutes.entry(Some(round.kind)).or_default() += round.minutes;
                    rounds.push(RoundScore {
                        kind: round.kind,
                        form: round.form,
                        on,
                        score: round.score,
                        self_band: round.self_band,
                        path: path.clone(),
                    });
                }
                continue;
            }
            if practice.kind == "lab" {
                let path = format!("/{}", practice.item.replacen("lab/", "labs/", 1));
                for point in &labs::read(&practice)?.points {
                    evidence.extend(point.evidence(on, EvidenceKind::Lab, &path));
                }
                *minutes.entry(None).or_default() += practice.minutes;
                continue;
            }
            let tried: Tried = read(&practice)?;
            let kind = tried.topics.first().and_then(|id| topics.iter().find(|one| one.id == *id));
            *minutes.entry(kind.map(|topic| topic.kind)).or_default() += practice.minutes;
            let (kind, weight) = match practice.kind.as_str() {
                "code" | "design" => (EvidenceKind::Code, CODE_WEIGHT),
                _ => (EvidenceKind::Drill, 1.0),
            };
            evidence.extend(tried.topics.iter().map(|topic| Evidence {
                topic: topic.clone(),
                on,
                kind,
                credit: tried.credit,
                weight: weight / (tried.topics.len() as f64).sqrt(),
                says: tried.says.clone(),
                path: tried.path.clone(),
            }));
        }
        evidence.extend(self.card_evidence().await?);
        let strengths = strengths(evidence, day);
        let readiness = readiness(&topics, level, &strengths, &rounds, day);
        Ok(Standing { topics, strengths, readiness, rounds, done, minutes })
    }

    /// The chance that a card is recalled now is what it says about its topic.
    async fn card_evidence(&self) -> Result<Vec<Evidence>, AppError> {
        let scheduler = cards::scheduler(&self.study_settings().await?);
        let now = self.clock.unix_ms();
        let mut evidence = Vec::new();
        for state in self.store.card_memories().await? {
            let last = state.last_review_unix_ms;
            let memory = greenroom_plan::Memory {
                stability: state.stability as f32,
                difficulty: state.difficulty as f32,
            };
            let recall = f64::from(scheduler.recall(memory, cards::days_since(last, now)));
            // Answered once and rightly is not yet known: stability tells how well.
            let firmness = (state.stability / 10.0).min(1.0);
            evidence.push(Evidence {
                topic: state.topic,
                on: self.day_of(last),
                kind: EvidenceKind::Card,
                credit: recall * (0.4 + 0.6 * firmness),
                weight: CARD_WEIGHT * f64::from(state.reviews.min(4)).sqrt(),
                says: format!(
                    "card “{}”: {:.0}% likely to be recalled",
                    state.card,
                    100.0 * recall
                ),
                path: format!("/cards/{}", state.card),
            });
        }
        Ok(evidence)
    }

    pub async fn progress(&self) -> Result<Progress, AppError> {
        let level = self.profile().await?.level;
        let standing = self.standing().await?;
        let topics = standing.topics.iter().map(|topic| TopicStanding {
            title: topic_title(&topic.id),
            is_asked: topic.level <= level,
            strength: standing.strengths.get(&topic.id).cloned(),
            topic: topic.clone(),
        });
        let mut rounds: Vec<RoundPast> = standing
            .rounds
            .iter()
            .map(|score| RoundPast { band: Band::of(score.score), score: score.clone() })
            .collect();
        rounds.sort_by_key(|one| one.score.on);
        let interviews = self.interviews().await?;
        let real: Vec<RealRound> = interviews
            .iter()
            .flat_map(|interview| {
                interview.rounds.iter().map(|round| RealRound {
                    kind: round.kind,
                    on: interview.on,
                    passed: round.passed,
                    thought: round.thought,
                })
            })
            .collect();
        Ok(Progress {
            today: self.today(),
            topics: topics.collect(),
            readiness: standing.readiness,
            rounds,
            minutes: standing.minutes,
            reviews: self.store.count_reviews().await?,
            interviews,
            calibration: calibration(&real),
        })
    }

    pub async fn readiness(&self) -> Result<Vec<Readiness>, AppError> {
        Ok(self.standing().await?.readiness)
    }

    /// Keeps how a real interview went, with what was thought on the day before it.
    pub async fn add_interview(
        &self,
        on: Date,
        company: &str,
        results: &[(RoundKind, bool)],
    ) -> Result<(), AppError> {
        let before = self.standing_on(on.yesterday().unwrap_or(on)).await?;
        let rounds: Vec<InterviewRound> = results
            .iter()
            .map(|(kind, passed)| {
                let known = before.readiness.iter().find(|one| one.kind == *kind);
                let thought = known.and_then(|one| one.seen);
                InterviewRound { kind: *kind, passed: *passed, thought }
            })
            .collect();
        let kept = KeptInterview { company: company.to_owned(), rounds };
        let id = format!("{on}-{:x}", self.clock.unix_ms());
        let row = RealInterview { id, on: on.to_string(), json: json(&kept) };
        Ok(self.store.put_real_interview(&row).await?)
    }

    pub async fn interviews(&self) -> Result<Vec<InterviewTold>, AppError> {
        let rows = self.store.real_interviews().await?;
        rows.into_iter()
            .map(|row| {
                let broken =
                    |why: String| AppError::Kept { what: format!("interview `{}`", row.id), why };
                let kept: KeptInterview = serde_json::from_value(row.json.clone())
                    .map_err(|error| broken(error.to_string()))?;
                let on = row.on.parse().map_err(|_| broken(format!("`{}` is no date", row.on)))?;
                let KeptInterview { company, rounds } = kept;
                Ok(InterviewTold { id: row.id.clone(), on, company, rounds })
            })
            .collect()
    }

    pub async fn delete_interview(&self, id: &str) -> Result<(), AppError> {
        Ok(self.store.delete_real_interview(id).await?)
    }

    /// Keeps what a debrief found, so that plan and progress need not work it out again.
    pub(crate) async fn note_session(
        &self,
        row: &SessionRow,
        debrief: &Debrief,
    ) -> Result<(), AppError> {
        let minutes = |round: usize| {
            let spent = debrief.phases.iter().filter(|phase| phase.round == round);
            spent.map(|phase| phase.spent_ms).sum::<u64>() as f64 / 60_000.0
        };
        let session = Session {
            points: debrief.rounds.iter().flat_map(|round| self.points_seen(round)).collect(),
            rounds: debrief
                .rounds
                .iter()
                .filter_map(|round| {
                    Some(RoundSeen {
                        kind: round.kind?,
                        form: round.form,
                        score: round.score?,
                        self_band: round.self_band,
                        minutes: minutes(round.round),
                    })
                })
                .collect(),
        };
        let practice = Practice {
            id: session_practice(&row.id),
            at_unix_ms: row.started_unix_ms,
            kind: "session".into(),
            item: exercise_of(&row.protocol),
            minutes: debrief.length_ms as f64 / 60_000.0,
            json: json(&session),
        };
        if self.store.practice(&practice.id).await?.as_ref() == Some(&practice) {
            return Ok(());
        }
        Ok(self.store.put_practice(&practice).await?)
    }

    /// What points say about topics: their own, else their problem's.
    fn points_seen(&self, round: &RoundReport) -> Vec<PointSeen> {
        let Some(problem) = self.library.problem(&round.problem) else { return Vec::new() };
        let mut seen: Vec<PointSeen> = round
            .points
            .iter()
            .filter(|point| point.is_expected)
            .filter_map(|point| {
                let credit = point.verdict.credit()?;
                let own = problem.rubric.point(&point.id).map(|one| one.topics.clone());
                let topics = own.filter(|topics| !topics.is_empty());
                Some(PointSeen {
                    topics: topics.unwrap_or_else(|| problem.topics.clone()),
                    credit,
                    weight: f64::from(point.weight),
                    says: format!(
                        "{}: “{}”",
                        point.verdict.word(),
                        point.says.trim_end_matches('.')
                    ),
                })
            })
            .filter(|point| !point.topics.is_empty())
            .collect();
        if let Some(run) = round.code.as_ref().and_then(|code| code.last.as_ref()) {
            seen.push(PointSeen {
                topics: problem.topics.clone(),
                credit: code_credit(run),
                weight: CODE_WEIGHT * POINT_WEIGHT,
                says: code_says(&problem.title, run),
            });
        }
        let held = round.drawn.as_ref().and_then(|drawn| drawn.held.as_ref());
        for target in held.into_iter().flat_map(|held| &held.targets) {
            let Some(is_met) = target.is_met.filter(|_| !target.topics.is_empty()) else {
                continue;
            };
            seen.push(PointSeen {
                topics: target.topics.clone(),
                credit: f64::from(u8::from(is_met)),
                weight: POINT_WEIGHT,
                says: format!(
                    "a run of your drawing {}: “{}”",
                    if is_met { "met" } else { "missed" },
                    target.says.trim_end_matches('.')
                ),
            });
        }
        seen
    }

    /// Keeps how a run of all cases outside a session went: the best of a day.
    pub async fn note_code(&self, problem: &str, run: &CodeRun) -> Result<(), AppError> {
        let Some(problem) = self.library.problem(problem) else { return Ok(()) };
        let now = self.clock.unix_ms();
        let tried = Tried {
            topics: problem.topics.clone(),
            credit: code_credit(run),
            says: code_says(&problem.title, run),
            path: format!("/code/{}", problem.id),
        };
        let id = format!("code-{}-{}", problem.id, self.today());
        if let Some(before) = self.store.practice(&id).await? {
            let before: Tried = read(&before)?;
            if before.credit >= tried.credit {
                return Ok(());
            }
        }
        let practice = Practice {
            id,
            at_unix_ms: now,
            kind: "code".into(),
            item: format!("code/{}", problem.id),
            // How long somebody sat over it is not known: what it is expected to take.
            minutes: f64::from(code_minutes(problem)),
            json: json(&tried),
        };
        Ok(self.store.put_practice(&practice).await?)
    }
}

/// All cases, or half of what part of them is right.
fn code_credit(run: &CodeRun) -> f64 {
    if run.verdict == CaseVerdict::Accepted {
        return 1.0;
    }
    let right = run.cases.iter().filter(|case| case.verdict == CaseVerdict::Accepted).count();
    0.5 * right as f64 / run.cases.len().max(1) as f64
}

fn code_says(title: &str, run: &CodeRun) -> String {
    format!("{title} in {}: {}", run.language.title(), run.verdict.word())
}

pub(crate) fn session_practice(session: &str) -> String {
    format!("session-{session}")
}

fn read<T: serde::de::DeserializeOwned>(practice: &Practice) -> Result<T, AppError> {
    serde_json::from_value(practice.json.clone()).map_err(|error| AppError::Kept {
        what: format!("practice `{}`", practice.id),
        why: error.to_string(),
    })
}
