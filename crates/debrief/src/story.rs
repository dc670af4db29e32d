//! A behavioral answer: how its words are spread over the parts of a story, and what a strong one
//! would contain.

use crate::report::{CheckReport, PartShare, StoryLine, StoryReport};
use greenroom_model::{Quote, StoryFinding, StoryPart};

/// Speech in an interview, in words a minute.
pub const PACE_WORDS_PER_MIN: f64 = 150.0;

/// 90 to 120 seconds at that pace.
pub const WORDS: std::ops::RangeInclusive<usize> = 225..=300;

/// What belongs together when the balance of a story is looked at.
#[derive(Debug, Clone, Copy)]
pub struct Group {
    pub title: &'static str,
    pub parts: &'static [StoryPart],
    pub aim_percent: f64,
}

pub const GROUPS: [Group; 3] = [
    Group {
        title: "context",
        parts: &[StoryPart::Situation, StoryPart::Tension],
        aim_percent: 20.0,
    },
    Group { title: "action", parts: &[StoryPart::Action], aim_percent: 50.0 },
    Group {
        title: "outcome",
        parts: &[StoryPart::Result, StoryPart::TradeOff, StoryPart::Changed],
        aim_percent: 30.0,
    },
];

/// Further from its aim than this, in percent of all words, a group is worth a word.
const LEEWAY_PERCENT: f64 = 10.0;

pub fn report(found: &StoryFinding) -> StoryReport {
    let words_of = |text: &str| text.split_whitespace().count();
    let in_sentences: usize = found.sentences.iter().map(|one| words_of(&one.text)).sum();
    let parts: Vec<PartShare> = StoryPart::ALL
        .into_iter()
        .map(|part| {
            let own = found.sentences.iter().filter(|one| one.part == part);
            let words = own.map(|one| words_of(&one.text)).sum();
            PartShare { part, words, percent: percent(words, in_sentences) }
        })
        .collect();
    StoryReport {
        words: found.words,
        advice: advice(found.words, &parts),
        parts,
        sentences: found
            .sentences
            .iter()
            .map(|one| StoryLine { text: one.text.clone(), at_ms: one.at_ms, part: one.part })
            .collect(),
        checklist: found
            .checklist
            .iter()
            .map(|check| CheckReport {
                key: check.key.clone(),
                title: title(&check.key),
                evidence: check
                    .sentence
                    .and_then(|at| found.sentences.get(at))
                    .map(|one| Quote { text: one.text.clone(), at_ms: one.at_ms }),
            })
            .collect(),
    }
}

fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { 100.0 * part as f64 / whole as f64 }
}

impl Group {
    pub fn percent(&self, shares: &[PartShare]) -> f64 {
        shares
            .iter()
            .filter(|share| self.parts.contains(&share.part))
            .map(|share| share.percent)
            .sum()
    }
}

/// How long a story of so many words takes, in seconds.
pub fn seconds(words: usize) -> u64 {
    (words as f64 / PACE_WORDS_PER_MIN * 60.0).round() as u64
}

fn advice(words: usize, shares: &[PartShare]) -> Vec<String> {
    let mut advice = Vec::new();
    let (least, most) = (*WORDS.start(), *WORDS.end());
    if words > most {
        advice.push(format!("Leave out about {} words; two minutes are {most}.", words - most));
    } else if words < least {
        advice.push(format!(
            "There is room for about {} more words; ninety seconds are {least}.",
            least - words
        ));
    }
    for group in GROUPS {
        let off = group.percent(shares) - group.aim_percent;
        if off.abs() > LEEWAY_PERCENT {
            advice.push(format!(
                "{} the {}: {:.0}% of your words, where about {:.0}% serves a listener.",
                if off > 0.0 { "Shorten" } else { "Give more to" },
                group.title,
                group.percent(shares),
                group.aim_percent,
            ));
        }
    }
    advice
}

/// What a checklist's key means to a reader.
fn title(key: &str) -> String {
    let known = match key {
        "clear_problem" => "The problem is clear",
        "high_stakes_decision" => "A decision with something at stake",
        "measurable_result" => "A result in numbers",
        "trade_off_explained" => "What the choice cost",
        "reusable_lesson" => "A lesson that holds elsewhere",
        "personal_role_clear" => "Your own part",
        "detection" => "How it was noticed",
        "diagnosis" => "How the cause was found",
        "mitigation" => "How the harm was stopped",
        "prevention" => "What keeps it from coming back",
        "options" => "The options there were",
        "criteria" => "What the choice was judged by",
        "outcome" => "How the choice turned out",
        "given_up" => "What was given up",
        "capacity_planning" => "How much was expected",
        "bottleneck" => "What was in the way",
        "change_made" => "What was changed",
        other => {
            return crate::words::sentence(&other.replace('_', " "))
                .trim_end_matches('.')
                .to_owned();
        }
    };
    known.to_owned()
}

pub fn length_line(told: &StoryReport) -> String {
    format!(
        "{}, about {} seconds at {PACE_WORDS_PER_MIN} words a minute. Ninety to 120 seconds are {} to {} words.",
        crate::words::count(told.words, "word"),
        seconds(told.words),
        WORDS.start(),
        WORDS.end()
    )
}

/// What the shares are held against.
pub fn aim_line() -> String {
    let aims: Vec<String> =
        GROUPS.iter().map(|group| format!("{}% {}", group.aim_percent, group.title)).collect();
    format!(
        "What serves a listener: about {}. Context is situation and tension; outcome is result, \
         trade-off and what changed after.",
        crate::words::list(&aims)
    )
}
