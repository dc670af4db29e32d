//! What there is to practise, as a plan sees it.

use crate::Greenroom;
use greenroom_content::{Difficulty, Library, Problem};
use greenroom_model::{Level, RoundKind};
use greenroom_plan::{Exercise, Topic, What};

impl Greenroom {
    /// The topics of rounds, with those that decide at a level marked.
    pub(crate) fn topics(&self, level: Level) -> Vec<Topic> {
        let stress = self.library.outline().and_then(|outline| outline.level.get(&level));
        let stressed = stress.map(|one| one.topics.as_slice()).unwrap_or_default();
        let topics = self.library.topics().iter().filter_map(|topic| {
            Some(Topic {
                id: topic.id.clone(),
                kind: topic.round?,
                level: topic.level,
                is_stressed: stressed.contains(&topic.id),
            })
        });
        topics.collect()
    }

    /// Everything that a plan may ask for.
    pub fn exercises(&self) -> Vec<Exercise> {
        let library = &self.library;
        let mut all = Vec::new();
        for problem in library.of_kind(RoundKind::Coding) {
            all.push(Exercise {
                id: format!("code/{}", problem.id),
                what: What::Code,
                title: problem.title.clone(),
                kind: Some(RoundKind::Coding),
                topics: problem.topics.clone(),
                level: Level::Mid,
                minutes: code_minutes(problem),
                path: format!("/code/{}", problem.id),
            });
        }
        for drill in library.drills() {
            let first = drill.topics.first().and_then(|id| library.topic(id));
            all.push(Exercise {
                id: format!("drill/{}", drill.id),
                what: What::Drill,
                title: drill.title.clone(),
                kind: first.and_then(|topic| topic.round),
                topics: drill.topics.clone(),
                level: drill.level,
                minutes: drill.minutes,
                path: format!("/drills/{}", drill.id),
            });
        }
        all.extend(rounds(library));
        all
    }
}

/// What a coding problem is expected to take.
pub(crate) fn code_minutes(problem: &Problem) -> u32 {
    match problem.difficulty {
        Some(Difficulty::Easy) => 20,
        Some(Difficulty::Hard) => 45,
        Some(Difficulty::Medium) | None => 30,
    }
}

fn rounds(library: &Library) -> impl Iterator<Item = Exercise> {
    let single = RoundKind::ALL.into_iter().filter_map(|kind| {
        let protocol = library.protocol(&format!("round-{kind}"))?;
        Some(Exercise {
            id: format!("round/{kind}"),
            what: What::Round,
            title: format!("{} round", kind.title()),
            kind: Some(kind),
            topics: Vec::new(),
            level: Level::Mid,
            minutes: protocol.minutes(),
            path: format!("/start?protocol={}", protocol.id),
        })
    });
    let mock = library.protocol("mock-60").map(|protocol| Exercise {
        id: "mock/mock-60".into(),
        what: What::Mock,
        title: protocol.title.clone(),
        kind: None,
        topics: Vec::new(),
        level: Level::Mid,
        minutes: protocol.minutes(),
        path: format!("/start?protocol={}", protocol.id),
    });
    single.chain(mock)
}

/// What a session counts as.
pub(crate) fn exercise_of(protocol: &str) -> String {
    match protocol.strip_prefix("round-") {
        Some(kind) => format!("round/{kind}"),
        None => format!("mock/{protocol}"),
    }
}
