//! The real topics and the real outline with made exercises, and people to plan for.

use greenroom_model::{Level, Outline, RoundKind};
use greenroom_plan::{
    Done, Edit, Evidence, EvidenceKind, Exercise, Given, Plan, Topic, What, Wish, make, readiness,
    strengths,
};
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

pub struct World {
    pub topics: Vec<Topic>,
    pub exercises: Vec<Exercise>,
    pub outline: Outline,
}

#[derive(Deserialize)]
struct Topics {
    topic: Vec<TopicLine>,
}

#[derive(Deserialize)]
struct TopicLine {
    id: String,
    round: Option<RoundKind>,
    #[serde(default = "mid")]
    level: Level,
}

fn mid() -> Level {
    Level::Mid
}

impl World {
    pub fn real() -> World {
        let topics: Topics =
            toml::from_str(include_str!("../../../../content/topics.toml")).expect("topics.toml");
        let topics: Vec<Topic> = topics
            .topic
            .into_iter()
            .filter_map(|line| {
                let kind = line.round?;
                Some(Topic { id: line.id, kind, level: line.level, is_stressed: false })
            })
            .collect();
        let outline = toml::from_str(include_str!("../../../../content/plans/four-weeks.toml"))
            .expect("outline");
        let exercises = exercises(&topics);
        World { topics, exercises, outline }
    }

    pub fn plan(&self, person: &Person, today: Date, seed: u64) -> Plan {
        let level = person.wish.level;
        let stress = &self.outline.level[&level].topics;
        let mut topics = self.topics.clone();
        for topic in &mut topics {
            topic.is_stressed = stress.contains(&topic.id);
        }
        let strengths = strengths(person.evidence.clone(), today);
        let readiness = readiness(&topics, level, &strengths, &[], today);
        let new_cards: BTreeMap<String, u32> = topics
            .iter()
            .map(|topic| {
                (topic.id.clone(), if person.introduced.contains(&topic.id) { 0 } else { 3 })
            })
            .collect();
        make(&Given {
            wish: &person.wish,
            outline: &self.outline,
            topics: &topics,
            exercises: &self.exercises,
            strengths: &strengths,
            readiness: &readiness,
            done: &person.done,
            new_cards: &new_cards,
            cards_due_today: person.cards_due,
            edits: &person.edits,
            today,
            seed,
        })
    }

    /// Cards count for the kind of their topics, three minutes each.
    pub fn minutes_by_kind(&self, plan: &Plan) -> BTreeMap<RoundKind, u32> {
        let mut spent = BTreeMap::new();
        for item in plan.days.iter().flat_map(|day| &day.items) {
            match item.kind {
                Some(kind) => *spent.entry(kind).or_default() += item.minutes,
                None if item.what == What::Cards => {
                    for topic in &item.topics {
                        let topic =
                            self.topics.iter().find(|one| one.id == *topic).expect("a topic");
                        *spent.entry(topic.kind).or_default() += 3;
                    }
                }
                None => {}
            }
        }
        spent
    }
}

/// Five coding problems a coding topic, a drill for each other topic, a round a kind, and the mock.
fn exercises(topics: &[Topic]) -> Vec<Exercise> {
    let mut all = Vec::new();
    for topic in topics {
        let of = |id: String, what, minutes| Exercise {
            title: id.clone(),
            path: format!("/{id}"),
            id,
            what,
            kind: Some(topic.kind),
            topics: vec![topic.id.clone()],
            level: topic.level,
            minutes,
        };
        if topic.kind == RoundKind::Coding {
            for (at, minutes) in [20, 30, 30, 45, 45].into_iter().enumerate() {
                all.push(of(format!("code/{}-{at}", topic.id), What::Code, minutes));
            }
        } else {
            all.push(of(format!("drill/{}", topic.id), What::Drill, 6));
        }
    }
    for kind in RoundKind::ALL {
        all.push(Exercise {
            id: format!("round/{kind}"),
            what: What::Round,
            title: format!("{} round", kind.title()),
            kind: Some(kind),
            topics: Vec::new(),
            level: Level::Mid,
            minutes: if kind == RoundKind::Behavioral { 20 } else { 45 },
            path: format!("/start?protocol=round-{kind}"),
        });
    }
    all.push(Exercise {
        id: "mock/mock-60".into(),
        what: What::Mock,
        title: "Mock interview".into(),
        kind: None,
        topics: Vec::new(),
        level: Level::Mid,
        minutes: 60,
        path: "/start?protocol=mock-60".into(),
    });
    all
}

#[derive(Clone)]
pub struct Person {
    pub wish: Wish,
    pub evidence: Vec<Evidence>,
    pub done: Vec<Done>,
    pub edits: Vec<Edit>,
    pub introduced: BTreeSet<String>,
    pub cards_due: u32,
}

impl Person {
    pub fn new(wish: Wish) -> Person {
        Person {
            wish,
            evidence: Vec::new(),
            done: Vec::new(),
            edits: Vec::new(),
            introduced: BTreeSet::new(),
            cards_due: 0,
        }
    }

    /// Failed in every topic of one kind and did well in the others.
    pub fn weak_in(mut self, world: &World, kind: RoundKind) -> Person {
        for topic in &world.topics {
            let credit = if topic.kind == kind { 0.1 } else { 0.8 };
            self.evidence.push(trial(
                &topic.id,
                Date::constant(2027, 1, 2),
                credit,
                "/sessions/one",
            ));
        }
        self
    }

    pub fn with(mut self, edits: Vec<Edit>) -> Person {
        self.edits = edits;
        self
    }

    pub fn done(&mut self, exercise: &str, on: Date) {
        self.done.push(Done { exercise: exercise.to_owned(), on });
    }
}

pub fn trial(topic: &str, on: Date, credit: f64, path: &str) -> Evidence {
    Evidence {
        topic: topic.to_owned(),
        on,
        kind: EvidenceKind::Drill,
        credit,
        weight: 1.0,
        says: if credit < 0.6 { "it was missed".into() } else { String::new() },
        path: path.to_owned(),
    }
}

/// SplitMix64.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }
}
