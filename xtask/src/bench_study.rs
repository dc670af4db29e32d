//! How fast the pages of study open for somebody who has practised much: the release build over 10,000
//! cards and 100,000 reviews.
//!
//! The data is made from a seed, relative to now, and brought in by `greenroom import`. Every run begins
//! with a fresh copy of it and a fresh process, so that each begins with the first look of a day, when
//! the plan is made and kept. Times are from the request to the end of the page, on a connection of its
//! own; the data's files are in the system's memory. They are printed and never asserted: they describe
//! a machine.

use crate::Outcome;
use crate::random::Random;
use crate::server::{self, Server};
use greenroom_content::{Library, Topic};
use greenroom_model::{Card, CardPoint, Company, Language, Level, Profile, RoundForm, RoundKind};
use jiff::{ToSpan, Zoned};
use serde_json::{Value, json};
use std::fs;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

const CARDS: usize = 10_000;
const REVIEWS_A_CARD: usize = 10;
/// Of all that was done.
const DAYS: u64 = 28;
const DRILLS: usize = 200;
const PROBLEMS: usize = 60;
const SESSIONS: usize = 12;
const INTERVIEW_IN_DAYS: i64 = 28;
const MINUTES_A_DAY: u32 = 90;
/// What was done badly. A kind that is weak takes the most planning.
const WEAK: RoundKind = RoundKind::Reliability;
const SEED: u64 = 1;

const RUNS: usize = 9;
/// How often each page but the first is opened in a run.
const LOOKS: usize = 5;

const DAY_MS: u64 = 24 * 60 * 60 * 1000;

pub fn run() -> Outcome {
    server::build()?;
    let dir = std::env::temp_dir().join(format!("greenroom-bench-{}", std::process::id()));
    let outcome = measure(&dir);
    fs::remove_dir_all(&dir).ok();
    outcome
}

fn measure(dir: &Path) -> Outcome {
    println!("machine: {} cores, {}", server::cores(), server::processor());
    let made = dir.join("made");
    make(dir, &made)?;
    let pages = ["/", "/plan", "/cards", "/progress"];
    let mut first_ms = Vec::new();
    let mut again_ms = pages.map(|_| Vec::new());
    for run in 0..RUNS {
        let data = dir.join(format!("run-{run}"));
        copy(&made, &data)?;
        let server = Server::start(&data)?;
        first_ms.push(open(&server, "/")?);
        for (page, ms) in pages.iter().zip(&mut again_ms) {
            for _ in 0..LOOKS {
                ms.push(open(&server, page)?);
            }
        }
    }
    println!("Today, the first look of a day: {}", told(&first_ms));
    let [today, plan, cards, progress] = again_ms;
    for (name, ms) in
        [("Today, again", today), ("Plan", plan), ("Cards", cards), ("Progress", progress)]
    {
        println!("{name}: {}", told(&ms));
    }
    Ok(())
}

/// Milliseconds until the whole page is there.
fn open(server: &Server, path: &str) -> Result<f64, String> {
    let asked = Instant::now();
    let answer = server.ask("GET", path, "")?;
    let ms = asked.elapsed().as_secs_f64() * 1e3;
    match answer.lines().next() {
        Some(status) if status.contains(" 200 ") => Ok(ms),
        status => Err(format!("GET {path}: {status:?}; see the server's output")),
    }
}

fn told(ms: &[f64]) -> String {
    let mut sorted = ms.to_vec();
    sorted.sort_by(f64::total_cmp);
    match (sorted.first(), sorted.get(sorted.len() / 2), sorted.last()) {
        (Some(least), Some(median), Some(most)) => format!(
            "median {median:.1} ms, least {least:.1} ms, most {most:.1} ms ({} times)",
            sorted.len()
        ),
        _ => "nothing measured".into(),
    }
}

/// Makes a folder of data.
fn make(dir: &Path, made: &Path) -> Outcome {
    let wrong = |error: std::io::Error| format!("{}: {error}", dir.display());
    fs::create_dir_all(made).map_err(wrong)?;
    let export = dir.join("export.jsonl");
    let lines = lines(&Library::embedded())?;
    let mut file = BufWriter::new(fs::File::create(&export).map_err(wrong)?);
    for line in &lines {
        writeln!(file, "{line}").map_err(wrong)?;
    }
    file.into_inner().map_err(|error| wrong(error.into_error()))?;
    let mut import = Command::new(server::program());
    import.arg("import").arg("--data-dir").arg(made).arg(&export);
    crate::run::through(import.stdin(Stdio::null()))
}

/// An export, as `greenroom import` reads it.
fn lines(library: &Library) -> Result<Vec<Value>, String> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_err(|error| error.to_string())?;
    let mut maker = Maker {
        library,
        random: Random(SEED),
        now_unix_ms: now.as_millis() as u64,
        topics: library.topics().iter().filter(|topic| topic.round.is_some()).collect(),
    };
    let interview_on = Zoned::now().date().saturating_add(INTERVIEW_IN_DAYS.days());
    let profile = Profile {
        level: Level::Senior,
        language: Language::Python,
        interview_on: Some(interview_on.to_string()),
        company: Company::Large,
    };
    let mut lines = vec![
        json!({ "greenroom_export": 2 }),
        json!({ "profile": profile }),
        json!({ "setting": { "key": "study", "json": { "minutes_a_day": MINUTES_A_DAY } } }),
    ];
    let (cards, reviews) = maker.cards();
    let practices = maker.practices();
    let end = json!({
        "sessions": 0, "events": 0, "settings": 1,
        "cards": cards.len(), "reviews": reviews.len(), "practices": practices.len(),
    });
    lines.extend(cards.into_iter().map(|one| json!({ "card": one })));
    lines.extend(reviews.into_iter().map(|one| json!({ "review": one })));
    lines.extend(practices.into_iter().map(|one| json!({ "practice": one })));
    lines.push(json!({ "end": end }));
    Ok(lines)
}

struct Maker<'a> {
    library: &'a Library,
    random: Random,
    now_unix_ms: u64,
    topics: Vec<&'a Topic>,
}

impl Maker<'_> {
    /// Two of three of the content's, so that some are new, and own ones; each with its reviews.
    fn cards(&mut self) -> (Vec<Value>, Vec<Value>) {
        let known = self.library.cards().enumerate().filter(|(at, _)| at % 3 > 0);
        let mut cards: Vec<Card> = known.map(|(_, card)| card.clone()).collect();
        let contents = cards.len();
        cards.extend((contents..CARDS).map(|at| self.own_card(at)));
        let (mut states, mut reviews) = (Vec::new(), Vec::new());
        for (at, card) in cards.iter().enumerate() {
            let past = self.past(card);
            states.push(self.state(card, &past, at >= contents));
            reviews.extend(past);
        }
        (states, reviews)
    }

    fn own_card(&mut self, at: usize) -> Card {
        let topic = self.topics[at % self.topics.len()];
        let says = format!("{} (case {at})", topic.shows);
        Card {
            id: format!("own-{}-{at}", topic.id),
            topic: topic.id.clone(),
            level: Level::Mid,
            kind: Default::default(),
            asks: format!("What shows that somebody has {}, in case {at}?", topic.id),
            answer: says.clone(),
            points: vec![CardPoint { says, heard_as: Vec::new(), not: Vec::new() }],
            estimate: None,
            from: None,
        }
    }

    /// A card's reviews, oldest first: one in each of as many parts of the past.
    fn past(&mut self, card: &Card) -> Vec<Value> {
        let part_ms = DAYS * DAY_MS / REVIEWS_A_CARD as u64;
        let begin = self.now_unix_ms - DAYS * DAY_MS;
        (0..REVIEWS_A_CARD as u64)
            .map(|at| {
                let at_unix_ms = begin + at * part_ms + self.random.next() % part_ms;
                let forgets = if self.is_weak(&card.topic) { 4 } else { 10 };
                let grade =
                    if self.random.below(forgets) == 0 { 1 } else { 2 + self.random.below(3) };
                json!({
                    "card": card.id, "at_unix_ms": at_unix_ms, "grade": grade,
                    "took_ms": 2_000 + self.random.below(30_000), "by": "self",
                })
            })
            .collect()
    }

    fn state(&mut self, card: &Card, past: &[Value], is_own: bool) -> Value {
        let lapses = past.iter().filter(|review| review["grade"] == 1).count();
        let stability = 40.0 * self.random.unit() / (1.0 + lapses as f64) + 1.0;
        let last = past.last().and_then(|review| review["at_unix_ms"].as_u64());
        let due = last.unwrap_or(self.now_unix_ms) + (stability * DAY_MS as f64) as u64;
        let mut state = json!({
            "card": card.id, "topic": card.topic, "due_unix_ms": due,
            "stability": stability, "difficulty": 1.0 + 9.0 * self.random.unit(),
            "last_review_unix_ms": last, "reviews": past.len(), "lapses": lapses,
            "is_suspended": false, "made_unix_ms": self.now_unix_ms - DAYS * DAY_MS,
        });
        if is_own {
            state["own"] = json!(card);
        }
        state
    }

    fn practices(&mut self) -> Vec<Value> {
        let drills: Vec<_> = self.library.drills().collect();
        let problems: Vec<_> = self.library.of_kind(RoundKind::Coding).collect();
        let mut all = Vec::new();
        for at in 0..DRILLS {
            let drill = drills[self.random.below(drills.len())];
            all.push(self.tried(at, "drill", &drill.id, &drill.topics, f64::from(drill.minutes)));
        }
        for at in 0..PROBLEMS {
            let problem = problems[self.random.below(problems.len())];
            all.push(self.tried(at, "code", &problem.id, &problem.topics, 30.0));
        }
        for at in 0..SESSIONS {
            all.push(self.session(at));
        }
        all
    }

    fn tried(&mut self, at: usize, kind: &str, id: &str, topics: &[String], minutes: f64) -> Value {
        json!({
            "id": format!("{kind}-{id}-{at}"), "at_unix_ms": self.sometime(), "kind": kind,
            "item": format!("{kind}/{id}"), "minutes": minutes,
            "json": {
                "topics": topics, "credit": self.credit(topics),
                "says": format!("{id}, the {at}th time"), "path": format!("/{kind}s/{id}"),
            },
        })
    }

    /// A mock: a short round of each kind with the points of one problem.
    fn session(&mut self, at: usize) -> Value {
        let (mut points, mut rounds) = (Vec::new(), Vec::new());
        for kind in RoundKind::ALL {
            let problems: Vec<_> = self.library.of_kind(kind).collect();
            let problem = problems[self.random.below(problems.len())];
            for point in &problem.rubric.points {
                let topics = if point.topics.is_empty() { &problem.topics } else { &point.topics };
                points.push(json!({
                    "topics": topics, "credit": self.credit(topics), "weight": point.weight,
                    "says": format!("met: “{}”", point.says),
                }));
            }
            let score = 100.0 * (if kind == WEAK { 0.3 } else { 0.8 }) * self.random.unit();
            rounds.push(json!({
                "kind": kind, "form": RoundForm::Short, "score": score, "minutes": 10.0,
            }));
        }
        json!({
            "id": format!("session-made-{at}"), "at_unix_ms": self.sometime(), "kind": "session",
            "item": "mock/mock-60", "minutes": 60.0, "json": { "points": points, "rounds": rounds },
        })
    }

    fn credit(&mut self, topics: &[String]) -> f64 {
        let is_weak = topics.iter().any(|topic| self.is_weak(topic));
        self.random.unit() * if is_weak { 0.4 } else { 1.0 }
    }

    fn is_weak(&self, topic: &str) -> bool {
        self.library.topic(topic).is_some_and(|topic| topic.round == Some(WEAK))
    }

    fn sometime(&mut self) -> u64 {
        self.now_unix_ms - self.random.next() % (DAYS * DAY_MS)
    }
}

fn copy(from: &Path, to: &Path) -> Outcome {
    let wrong = |error: std::io::Error| format!("{} cannot be copied: {error}", from.display());
    fs::create_dir_all(to).map_err(wrong)?;
    for entry in fs::read_dir(from).map_err(wrong)? {
        let entry = entry.map_err(wrong)?;
        if entry.file_type().map_err(wrong)?.is_file() {
            fs::copy(entry.path(), to.join(entry.file_name())).map_err(wrong)?;
        }
    }
    Ok(())
}
