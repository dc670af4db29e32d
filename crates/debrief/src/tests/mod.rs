//! A small session made by hand, over content made for it, so that changes of the real content do
//! not reach these tests.

mod pages;
mod scores;
mod steps;

use crate::{Debrief, compose};
use greenroom_content::Library;
use greenroom_model::{
    Band, Company, EndReason, Event, EventBody, Evidence, Finding, HintRung, InterviewerMove,
    Language, Level, MisconceptionFinding, Mode, NotAssessed, Phase, Protocol, Quote, Round,
    RoundFindings, RoundForm, RoundSlot, SessionStart, Source, StoryCheck, StoryFinding, StoryPart,
    StorySentence, Verdict, Via,
};
use std::path::Path;

const DESIGN: usize = 1;
const BEHAVIORAL: usize = 2;

fn library() -> Library {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    Library::from_dir(&folder).unwrap_or_else(|errors| panic!("{errors:#?}"))
}

fn start() -> SessionStart {
    let phase =
        |id: &str, title: &str, minutes| Phase { id: id.into(), title: title.into(), minutes };
    let round = |kind, title: &str, phases| Round {
        kind,
        form: RoundForm::Full,
        title: title.into(),
        says: String::new(),
        phases,
    };
    SessionStart {
        protocol: Protocol {
            id: "small".into(),
            title: "A small sitting".into(),
            summary: "Two rounds.".into(),
            rounds: vec![
                round(RoundSlot::WarmUp, "Warm-up", vec![phase("warm-up", "Warm-up", 1)]),
                round(
                    RoundSlot::Design,
                    "System design",
                    vec![phase("clarify", "Clarify", 5), phase("deep-dive", "Deep dive", 10)],
                ),
                round(RoundSlot::Behavioral, "Behavioral", vec![phase("story", "Story", 3)]),
            ],
        },
        problems: vec![None, Some("short-links".into()), Some("an-outage".into())],
        level: Level::Senior,
        mode: Mode::Training,
        language: Language::Python,
        company: Company::Large,
        nudges_unasked: false,
        seed: 1,
        started_unix_ms: 1_795_512_600_000,
    }
}

/// A log from what happened when; `seq` counts by itself.
fn log(start: SessionStart, happened: Vec<(u64, EventBody)>) -> Vec<Event> {
    std::iter::once((0, EventBody::SessionStarted(Box::new(start))))
        .chain(happened)
        .zip(1..)
        .map(|((at_ms, body), seq)| Event { seq, at_ms, body })
        .collect()
}

fn entered(round: usize, phase: usize) -> EventBody {
    EventBody::PhaseEntered { round, phase }
}

fn asks(text: &str, intent: InterviewerMove) -> EventBody {
    EventBody::InterviewerSaid { text: text.into(), intent }
}

fn says(text: &str, from_ms: u64) -> EventBody {
    EventBody::CandidateSaid { text: text.into(), from_ms, via: Via::Typed, id: String::new() }
}

fn ended(reason: EndReason) -> EventBody {
    EventBody::Ended { reason }
}

const CODE_LENGTH: &str =
    "sixty-two to the seven is three and a half trillion, so seven characters";
const CACHE: &str = "I'd stick Redis in front of the *links* table";
const PERMANENT: &str = "I'd answer 301 so that browsers remember it";
const TYPED: &str = "<script>alert(1)</script> is what I'd type\n# and a heading";
const STORY: [&str; 3] = [
    "A third of the checkouts failed for forty minutes.",
    "I rolled the deploy back and compared both builds.",
    "We lost the new search for a week, but it took four minutes.",
];

fn events() -> Vec<Event> {
    let hint = EventBody::HintShown {
        problem: "short-links".into(),
        point: "cache".into(),
        rung: HintRung::Nudge,
        price: 1,
        text: "Think of one link over its life.".into(),
    };
    log(
        start(),
        vec![
            (0, entered(0, 0)),
            (0, asks("Hello. What have you been working on?", InterviewerMove::Open)),
            (30_000, says("Payments, mostly.", 0)),
            (60_000, entered(1, 0)),
            (60_000, asks("Design a service that shortens links.", InterviewerMove::Open)),
            (
                90_000,
                asks("How long is a code?", InterviewerMove::Probe { point: "code-length".into() }),
            ),
            (130_000, says(&format!("Well, {CODE_LENGTH}."), 95_000)),
            (200_000, says(&format!("{CACHE}, and {PERMANENT}."), 150_000)),
            (210_000, hint),
            (300_000, says(TYPED, 250_000)),
            (360_000, entered(1, 1)),
            (
                400_000,
                asks(
                    "What happens the moment the campaign goes out?",
                    InterviewerMove::Probe { point: "cold-hot-link".into() },
                ),
            ),
            (420_000, says("It would be a bit slower, I think.", 405_000)),
            (1_000_000, entered(2, 0)),
            (1_000_000, asks("Tell me about an outage.", InterviewerMove::Open)),
            (1_070_000, says(&STORY.join(" "), 1_010_000)),
            (1_100_000, ended(EndReason::EndedEarly)),
            (1_100_000, EventBody::SelfScoreGiven { round: DESIGN, band: Band::StrongYes }),
            (1_100_000, EventBody::SelfScoreGiven { round: BEHAVIORAL, band: Band::No }),
        ],
    )
}

fn finding(point: &str, verdict: Verdict, quote: Option<(&str, u64)>, because: &str) -> Finding {
    Finding {
        point: point.into(),
        verdict,
        source: Source::Rule,
        confidence: 0.8,
        evidence: quote
            .map(|(text, at_ms)| Evidence::Quote(Quote { text: text.into(), at_ms }))
            .into_iter()
            .collect(),
        because: because.into(),
    }
}

fn findings() -> Vec<RoundFindings> {
    let design = RoundFindings {
        round: DESIGN,
        problem: "short-links".into(),
        findings: vec![
            finding(
                "code-length",
                Verdict::Met,
                Some((CODE_LENGTH, 95_000)),
                "said with the arithmetic",
            ),
            finding(
                "cache",
                Verdict::Partly,
                Some((CACHE, 150_000)),
                "named, without why it works here",
            ),
            finding(
                "no-permanent-redirect",
                Verdict::Contradicted,
                Some((PERMANENT, 150_000)),
                "said the opposite",
            ),
            finding("cold-hot-link", Verdict::Missed, None, "not heard"),
            finding(
                "regions",
                Verdict::NotAssessed,
                None,
                "The short form of this problem does not ask for it.",
            ),
        ],
        misconceptions: vec![MisconceptionFinding {
            id: "301-is-faster".into(),
            says: "A permanent redirect is the better choice because it saves requests.".into(),
            counter:
                "The customer corrects a link's target. What do people see who opened it yesterday?"
                    .into(),
            quote: Quote { text: PERMANENT.into(), at_ms: 150_000 },
            confidence: 0.9,
        }],
        not_assessed: vec![NotAssessed {
            what: "The drawing".into(),
            why: "No design was drawn.".into(),
        }],
        asked_first: vec!["code-length".into(), "cold-hot-link".into()],
        code: None,
        drawn: None,
        story: None,
    };
    let parts = [StoryPart::Situation, StoryPart::Action, StoryPart::TradeOff];
    let behavioral = RoundFindings {
        round: BEHAVIORAL,
        problem: "an-outage".into(),
        findings: vec![
            finding("number", Verdict::Met, Some((STORY[0], 1_010_000)), "said with a number"),
            finding("prevention", Verdict::Missed, None, "not heard"),
        ],
        misconceptions: Vec::new(),
        not_assessed: Vec::new(),
        asked_first: Vec::new(),
        code: None,
        drawn: None,
        story: Some(StoryFinding {
            sentences: STORY
                .iter()
                .zip(parts)
                .map(|(text, part)| StorySentence { text: (*text).into(), at_ms: 1_010_000, part })
                .collect(),
            checklist: vec![
                StoryCheck { key: "measurable_result".into(), sentence: Some(0) },
                StoryCheck { key: "reusable_lesson".into(), sentence: None },
            ],
            words: STORY.iter().map(|one| one.split_whitespace().count()).sum(),
        }),
    };
    vec![design, behavioral]
}

fn debrief() -> Debrief {
    compose(&events(), &library(), &findings()).expect("the log has a start")
}
