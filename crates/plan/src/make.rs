//! From findings and a date to what is done on which day.
//!
//! 1. The days until the interview, at most four weeks, are spread over the outline's weeks.
//! 2. Each kind of round gets a share of all minutes: the weeks' shares, moved by the kind of company and
//!    by weakness. The weakest kind that was seen gets the most.
//! 3. Day by day: what was pinned; cards, old and new; a mock or a full round where the week wants one;
//!    then again and again an exercise of the kind that is furthest behind its share, on the topics
//!    that need it most.
//!
//! Need falls with strength and with every exercise already planned, so that attention moves on.

use crate::facts::{Choice, Facts, TopicFacts};
use crate::readiness::age;
use crate::strength::days_between;
use crate::wish::{Day, Edit, Exercise, Given, Item, Plan, What};
use greenroom_model::{RoundKind, Week};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A plan never looks further ahead: what is far off is planned when it is nearer.
pub const DAYS_MAX: i64 = 28;
pub const MINUTES_A_DAY_MAX: u32 = 12 * 60;

/// One card takes about so long, turned and graded.
pub const CARD_SECONDS: u32 = 40;
/// Three new cards with their answers.
const NEW_TOPIC_MINUTES: u32 = 3;
const CARDS_SHARE: f64 = 0.25;
const CARDS_MINUTES_MAX: u32 = 20;
/// Topics whose cards are introduced on one day, where nothing presses.
const NEW_TOPICS_A_DAY: usize = 3;
/// Below this a topic counts as weak, and is practised at least [`WEAK_TIMES`] times.
pub const WEAK_BELOW: f64 = 0.4;
pub const WEAK_TIMES: usize = 3;
/// Days until the same exercise may come again: code is remembered, drills and rounds are drawn anew.
const CODE_AGAIN_DAYS: i64 = 14;
const DRILL_AGAIN_DAYS: i64 = 4;

/// The plan from today to the day before the interview. The same givens make the same plan.
pub fn make(given: &Given) -> Plan {
    let mut notes = Vec::new();
    let days = days(given, &mut notes);
    let facts = Facts::new(given, &days);
    let (mut cap, mut made_before) = (None, 0);
    loop {
        let mut maker = Maker::new(&facts, cap);
        let made: Vec<Day> =
            days.iter().enumerate().map(|(at, (on, week))| maker.day(at, *on, *week)).collect();
        let (has, most) = maker.lead();
        if has > most || made_before == MADE_AGAIN_MAX {
            maker.tell(&made, &mut notes);
            return Plan { days: made, notes };
        }
        // There is too little of the weakest kind to fill its share: then the others get less, too.
        cap = Some(cap.map_or(has, |cap: f64| (0.92 * cap).min(has)));
        made_before += 1;
    }
}

/// How often a plan is made anew until the weakest kind leads it.
const MADE_AGAIN_MAX: usize = 16;

/// Each day with the index of its week.
fn days(given: &Given, notes: &mut Vec<String>) -> Vec<(Date, usize)> {
    let today = given.today;
    let count = match given.wish.interview_on {
        None => DAYS_MAX,
        Some(on) if on < today => {
            notes.push(format!(
                "The interview was on {on}. Say when the next one is; until then nothing is planned."
            ));
            0
        }
        Some(on) if on == today => {
            notes.push("The interview is today. Nothing new now: breathe, and go.".into());
            0
        }
        Some(on) => {
            let until = days_between(today, on);
            if until > DAYS_MAX {
                notes.push(format!(
                    "{until} days are left. The next four weeks are planned; the rest follows as it comes nearer."
                ));
            }
            until.min(DAYS_MAX)
        }
    };
    let weeks = given.outline.weeks.len().max(1) as i64;
    // A date further away than the plan: these are its first weeks, and the last ones come later.
    let span = given.wish.interview_on.map_or(count, |on| days_between(today, on).max(count));
    (0..count)
        .map(|at| (on(today, at), (at * weeks / span.max(1)).min(weeks - 1) as usize))
        .collect()
}

fn on(today: Date, days: i64) -> Date {
    today.saturating_add(jiff::Span::new().days(days))
}

/// A plan in the making.
struct Maker<'a> {
    facts: &'a Facts<'a>,
    given: &'a Given<'a>,
    spent: BTreeMap<RoundKind, f64>,
    /// How often each topic was planned.
    planned: Vec<usize>,
    /// When each exercise was done or planned last, in days from today.
    last: Vec<Option<i64>>,
    /// Topics whose cards wait to be introduced, the most needed first.
    uncovered: Vec<usize>,
    /// What any other kind than the weakest may have at most.
    cap: Option<f64>,
    mocks: usize,
}

impl<'a> Maker<'a> {
    fn new(facts: &'a Facts<'a>, cap: Option<f64>) -> Maker<'a> {
        Maker {
            facts,
            given: facts.given,
            spent: BTreeMap::new(),
            planned: vec![0; facts.topics_named],
            last: facts.choices.iter().map(|one| one.done).collect(),
            uncovered: facts.uncovered.clone(),
            cap,
            mocks: 0,
        }
    }

    fn need(&self, topic: usize) -> f64 {
        self.facts.need(topic, self.planned[topic])
    }

    fn day(&mut self, at: usize, on: Date, week: usize) -> Day {
        let is_off = self.facts.capacity[at] == 0 && self.given.wish.days_off.contains(on);
        let mut day = Day { on, week, is_off, items: Vec::new() };
        self.pinned(at, &mut day);
        let mut left = self.facts.capacity[at].saturating_sub(day.minutes());
        // First, because it is the longest: cards take what is left of such a day.
        if self.facts.last_day != Some(on) {
            self.mock(at, &mut day, &mut left);
        }
        self.cards(at, &mut day, &mut left);
        if self.facts.last_day != Some(on) {
            self.wanted_by_week(at, &mut day, &mut left);
        }
        self.fill(at, &mut day, &mut left);
        day
    }

    /// Minutes of the weakest kind, and of the one that has most beside it.
    fn lead(&self) -> (f64, f64) {
        let spent = |kind: RoundKind| self.spent.get(&kind).copied().unwrap_or(0.0);
        let Some(weakest) = self.facts.weakest else { return (1.0, 0.0) };
        let others = RoundKind::ALL.into_iter().filter(|kind| *kind != weakest).map(spent);
        // Where nothing fits at all there is nothing to lead.
        (spent(weakest).max(f64::MIN_POSITIVE), others.fold(0.0, f64::max))
    }

    fn pinned(&mut self, at: usize, day: &mut Day) {
        let mut pins: Vec<&str> = Vec::new();
        for edit in self.given.edits {
            match edit {
                Edit::Pin { exercise, on } if *on == day.on => pins.push(exercise),
                Edit::Unpin { exercise, on } | Edit::Skip { exercise, on } if *on == day.on => {
                    pins.retain(|one| one != exercise);
                }
                Edit::Drop { exercise } => pins.retain(|one| one != exercise),
                _ => {}
            }
        }
        pins.dedup();
        for id in pins {
            let choices = &self.facts.choices;
            let Some(choice) = choices.iter().position(|one| one.exercise.id == id) else {
                continue;
            };
            if self.is_done_on(id, day.on) {
                continue;
            }
            self.take(at, day, choice, "You put it here.".into());
            if let Some(item) = day.items.last_mut() {
                item.is_pinned = true;
            }
        }
    }

    /// Due cards, and the new cards of some topics: enough a day that all are seen in time.
    fn cards(&mut self, at: usize, day: &mut Day, left: &mut u32) {
        let edits = self.given.edits.iter().filter(|edit| edit.exercise() == "cards");
        if *left == 0 || is_refused(edits, day.on) {
            return;
        }
        // What will be due on later days is not known; cards that were introduced come back soon.
        let due = if at == 0 { self.given.cards_due_today } else { self.cards_expected() };
        let share = (f64::from(*left) * CARDS_SHARE).floor() as u32;
        let due_minutes = (due * CARD_SECONDS).div_ceil(60).min(share.min(CARDS_MINUTES_MAX));
        let working =
            self.facts.capacity[at..].iter().filter(|minutes| **minutes > 0).count().max(1);
        // The last day brings nothing new, unless it is the only one.
        let working =
            if self.facts.last_day.is_some() && working > 1 { working - 1 } else { working };
        let pressing = self.uncovered.len().div_ceil(working);
        let is_last = self.facts.last_day == Some(day.on) && at > 0;
        // What presses may take up to six tenths of a day, so that every topic is met before the date.
        let room = (f64::from(*left) * 0.6) as u32;
        let fits = (room.saturating_sub(due_minutes) / NEW_TOPIC_MINUTES) as usize;
        let weak = self.uncovered.iter().filter(|topic| self.facts.topics[**topic].is_weak).count();
        let new = if is_last { 0 } else { pressing.max(weak.min(NEW_TOPICS_A_DAY)).min(fits) };
        let topics: Vec<usize> = self.uncovered.drain(..new.min(self.uncovered.len())).collect();
        let minutes = due_minutes + NEW_TOPIC_MINUTES * topics.len() as u32;
        if minutes == 0 {
            return;
        }
        let names = self.facts.titles(&topics);
        let why = match (due > 0, topics.is_empty()) {
            (_, true) => {
                "Due now by spaced repetition: just before they would be forgotten.".into()
            }
            (false, false) => format!("New: {names}."),
            (true, false) => format!("Those due by spaced repetition, and new: {names}."),
        };
        for topic in &topics {
            let kind = self.facts.topics[*topic].topic.kind;
            *self.spent.entry(kind).or_default() += f64::from(NEW_TOPIC_MINUTES);
            self.planned[*topic] += 1;
        }
        day.items.push(Item {
            exercise: "cards".into(),
            what: What::Cards,
            title: "Cards".into(),
            kind: None,
            topics: topics.iter().map(|at| self.facts.topics[*at].topic.id.clone()).collect(),
            minutes,
            path: "/cards/review".into(),
            why,
            is_pinned: false,
        });
        *left = left.saturating_sub(minutes);
    }

    /// A rough forecast: of three cards of each topic introduced, about a sixth comes back on a day.
    fn cards_expected(&self) -> u32 {
        let introduced: usize = self.planned.iter().filter(|times| **times > 0).count();
        introduced as u32 / 2 + self.given.cards_due_today / 4
    }

    fn working_before(&self, at: usize) -> usize {
        self.facts.capacity[..at].iter().filter(|minutes| **minutes > 0).count()
    }

    /// A whole interview every other day, where the week asks for it.
    fn mock(&mut self, at: usize, day: &mut Day, left: &mut u32) {
        let week = &self.given.outline.weeks[day.week];
        if !week.mocks || !self.working_before(at).is_multiple_of(2) {
            return;
        }
        let Some(choice) = self.best(at, *left, |one| one.what == What::Mock) else { return };
        *left -= self.facts.minutes(choice);
        self.take(at, day, choice, week_says(week));
        self.mocks += 1;
    }

    /// A full round or coding problems, where the week asks for them.
    fn wanted_by_week(&mut self, at: usize, day: &mut Day, left: &mut u32) {
        let week = &self.given.outline.weeks[day.week];
        let working = self.working_before(at);
        if let Some(kind) = week.every_other_day.filter(|_| working.is_multiple_of(2)) {
            let wanted = self.best(at, *left, |one| {
                one.what == What::Round
                    && one.kind == Some(kind)
                    && self.leaves_the_lead(kind, one.minutes)
            });
            if let Some(choice) = wanted {
                *left -= self.facts.minutes(choice);
                self.take(at, day, choice, week_says(week));
            }
        }
        // At most half the day, so that the week's other subjects get theirs.
        let mut budget = (self.facts.capacity[at] / 2).min(*left);
        for _ in 0..week.coding_a_day {
            let behind = self.behind(at, RoundKind::Coding);
            let fits = |one: &Exercise| {
                one.what == What::Code
                    && f64::from(one.minutes) < 2.0 * behind
                    && self.leaves_the_lead(RoundKind::Coding, one.minutes)
            };
            let Some(choice) = self.best(at, budget, fits) else { break };
            budget -= self.facts.minutes(choice);
            *left -= self.facts.minutes(choice);
            let why = self.why(choice);
            self.take(at, day, choice, why);
        }
    }

    /// Until nothing fits any more.
    fn fill(&mut self, at: usize, day: &mut Day, left: &mut u32) {
        let is_last = self.facts.last_day == Some(day.on);
        loop {
            let mut kinds = RoundKind::ALL.to_vec();
            // Stable: a tie goes in the order of a loop.
            kinds.sort_by(|a, b| self.behind(at, *b).total_cmp(&self.behind(at, *a)));
            let of = |kind: RoundKind, minutes: f64| {
                self.best(at, *left, |one| {
                    one.kind == Some(kind)
                        && f64::from(one.minutes) <= minutes
                        && self.leaves_the_lead(kind, one.minutes)
                        && (!is_last || one.what == What::Drill)
                })
            };
            // What is long waits until its kind is behind enough; where nothing is due, the weakest
            // kind gets what is left.
            let chosen = kinds
                .iter()
                .find_map(|kind| of(*kind, 2.0 * self.behind(at, *kind)))
                .or_else(|| self.facts.weakest.and_then(|kind| of(kind, f64::MAX)))
                .or_else(|| {
                    kinds.iter().find_map(|kind| of(*kind, 2.0 * self.ahead_at_most(*kind)))
                });
            let Some(choice) = chosen else { return };
            *left -= self.facts.minutes(choice);
            let why = self.why(choice);
            self.take(at, day, choice, why);
        }
    }

    /// Minutes that a kind is behind what it shall have had by the end of this day.
    fn behind(&self, at: usize, kind: RoundKind) -> f64 {
        let target = self.facts.targets[at].get(&kind).copied().unwrap_or(0.0);
        target - self.spent.get(&kind).copied().unwrap_or(0.0)
    }

    /// Minutes that a kind may still have over all days.
    fn ahead_at_most(&self, kind: RoundKind) -> f64 {
        self.behind(self.facts.targets.len() - 1, kind)
    }

    /// Whether another kind than the weakest stays below what the weakest had when this was made before.
    fn leaves_the_lead(&self, kind: RoundKind, minutes: u32) -> bool {
        let spent = self.spent.get(&kind).copied().unwrap_or(0.0);
        self.facts.weakest == Some(kind)
            || self.cap.is_none_or(|cap| spent + f64::from(minutes) < cap)
    }

    /// The most valuable exercise that fits.
    fn best(&self, at: usize, minutes: u32, wanted: impl Fn(&Exercise) -> bool) -> Option<usize> {
        let level = self.given.wish.level;
        let fits = |choice: usize| {
            let one = self.facts.choices[choice].exercise;
            one.minutes <= minutes
                && one.minutes > 0
                && (one.level <= level || one.what != What::Drill)
                && wanted(one)
                && self.may_come(choice, at)
                && !is_refused(
                    self.facts.choices[choice].edits.iter().copied(),
                    self.facts.days[at].0,
                )
        };
        let id = |choice: usize| &self.facts.choices[choice].exercise.id;
        (0..self.facts.choices.len())
            .filter(|choice| fits(*choice))
            .map(|choice| (self.value(choice, at), choice))
            .max_by(|(a, left), (b, right)| a.total_cmp(b).then(id(*right).cmp(id(*left))))
            .map(|(_, choice)| choice)
    }

    fn value(&self, choice: usize, at: usize) -> f64 {
        let Choice { exercise, topics, length, spread, luck, .. } = &self.facts.choices[choice];
        let needs: f64 = topics.iter().map(|topic| self.need(*topic)).sum();
        let topics = if exercise.topics.is_empty() { 0.5 } else { needs / spread };
        // What was done long ago is as good as new.
        let fresh = self.last[choice]
            .map_or(1.0, |last| 0.4 + 0.5 * ((at as i64 - last) as f64 / DAYS_MAX as f64).min(1.0));
        topics * length * fresh * luck
    }

    /// Whether it is not too soon after the last time; the same day always is.
    fn may_come(&self, choice: usize, at: usize) -> bool {
        let Some(last) = self.last[choice] else { return true };
        let exercise = self.facts.choices[choice].exercise;
        let again = match exercise.what {
            What::Code => CODE_AGAIN_DAYS,
            // There are few drills of one kind, and the weakest is practised most.
            What::Drill if exercise.kind.is_some() && exercise.kind == self.facts.weakest => {
                DRILL_AGAIN_DAYS / 2
            }
            What::Drill => DRILL_AGAIN_DAYS,
            What::Round | What::Mock | What::Cards => 1,
        };
        at as i64 - last >= again
    }

    fn is_done_on(&self, exercise: &str, on: Date) -> bool {
        self.given.done.iter().any(|done| done.exercise == exercise && done.on == on)
    }

    fn take(&mut self, at: usize, day: &mut Day, choice: usize, why: String) {
        let Choice { exercise, topics, others, .. } = &self.facts.choices[choice];
        if let Some(kind) = exercise.kind {
            *self.spent.entry(kind).or_default() += f64::from(exercise.minutes);
        }
        for topic in topics.iter().chain(others) {
            self.planned[*topic] += 1;
        }
        self.last[choice] = Some(at as i64);
        day.items.push(Item {
            exercise: exercise.id.clone(),
            what: exercise.what,
            title: exercise.title.clone(),
            kind: exercise.kind,
            topics: exercise.topics.clone(),
            minutes: exercise.minutes,
            path: exercise.path.clone(),
            why,
            is_pinned: false,
        });
    }

    /// The most telling reason: what was seen of its neediest topic, or that nothing was.
    fn why(&self, choice: usize) -> String {
        let today = self.given.today;
        let Choice { exercise, topics, .. } = &self.facts.choices[choice];
        let id = |topic: usize| &self.facts.topics[topic].topic.id;
        let neediest = topics
            .iter()
            .copied()
            .max_by(|a, b| self.need(*a).total_cmp(&self.need(*b)).then(id(*b).cmp(id(*a))));
        let Some(topic) = neediest else {
            return match exercise.kind {
                Some(kind) if Some(kind) == self.facts.weakest => {
                    format!("{} is your weakest kind of round so far.", kind.title())
                }
                Some(kind) => format!("{}: a whole round, under the clock.", kind.title()),
                None => "A whole interview, under the clock.".into(),
            };
        };
        let TopicFacts { topic, strength, against, .. } = &self.facts.topics[topic];
        let name = topic_title(&topic.id);
        match (strength, against) {
            (None, _) if topic.is_stressed => {
                format!("Nothing seen of {name} yet, and it decides at your level.")
            }
            (None, _) => format!("Nothing seen of {name} yet."),
            (Some(strength), Some(one)) => format!(
                "Your {name} looks {}: {} ({}).",
                strength.word(),
                one.says.trim_end_matches('.'),
                age(one.on, today)
            ),
            (Some(strength), None) => format!(
                "Your {name} looks {}; last practised {}.",
                strength.word(),
                age(strength.last(), today)
            ),
        }
    }

    fn tell(&self, days: &[Day], notes: &mut Vec<String>) {
        if days.is_empty() {
            return;
        }
        let minutes = self.given.wish.minutes_a_day;
        if minutes == 0 {
            notes.push(
                "Zero minutes a day leave nothing to plan. Ten are enough for cards and a drill."
                    .into(),
            );
            return;
        }
        if self.facts.capacity.iter().all(|minutes| *minutes == 0) {
            notes.push("Every day until the interview is a day off, so nothing is planned.".into());
            return;
        }
        if minutes > MINUTES_A_DAY_MAX {
            notes.push(format!("More than {MINUTES_A_DAY_MAX} minutes a day are not planned."));
        }
        if !self.uncovered.is_empty() {
            notes.push(format!(
                "{} topics of your level do not fit into these minutes, the least pressing ones: {}.",
                self.uncovered.len(),
                self.facts.titles(&self.uncovered)
            ));
        }
        let wants_mocks = days.iter().any(|day| self.given.outline.weeks[day.week].mocks);
        let mock = self.given.exercises.iter().filter(|one| one.what == What::Mock);
        if let Some(shortest) = mock.map(|one| one.minutes).min()
            && wants_mocks
            && self.mocks == 0
        {
            notes.push(format!(
                "A mock interview takes {shortest} minutes, which no day has. Give one day of the last \
                 week more time, or pin a mock to it."
            ));
        }
    }
}

/// Whether edits of one exercise keep it from a day.
fn is_refused<'a>(edits: impl Iterator<Item = &'a Edit>, day: Date) -> bool {
    let mut refused = false;
    for edit in edits {
        match edit {
            Edit::Drop { .. } => refused = true,
            Edit::Restore { .. } => refused = false,
            Edit::Skip { on, .. } if *on == day => refused = true,
            Edit::Pin { on, .. } if *on == day => refused = false,
            _ => {}
        }
    }
    refused
}

fn week_says(week: &Week) -> String {
    format!("{}: {}", week.title, week.says)
}

/// `rest-status-codes` as people write it: `REST status codes`.
pub fn topic_title(id: &str) -> String {
    // Those whose hyphens are their own.
    for (known, written) in [
        ("technical-trade-offs", "technical trade-offs"),
        ("graphql-n-plus-one", "GraphQL N+1"),
        ("star-2", "STAR 2.0"),
        ("scale-100x", "100× scale"),
        ("two-phase-commit", "two-phase commit"),
        ("problem-url-shortener", "URL shortener"),
        ("problem-rate-limiter", "rate limiter"),
        ("problem-chat", "chat"),
        ("problem-feed", "feed"),
        ("problem-job-queue", "job queue"),
        ("problem-cache-layer", "cache layer"),
    ] {
        if id == known {
            return written.into();
        }
    }
    const CAPITALS: [&str; 16] = [
        "rest", "api", "jwt", "cte", "sql", "ttl", "cap", "star", "btree", "nosql", "graphql",
        "oauth2", "100x", "id", "url", "vs",
    ];
    const WRITTEN: [&str; 16] = [
        "REST", "API", "JWT", "CTE", "SQL", "TTL", "CAP", "STAR", "B-tree", "NoSQL", "GraphQL",
        "OAuth 2", "100×", "id", "URL", "or",
    ];
    id.split('-')
        .map(|word| match CAPITALS.iter().position(|known| *known == word) {
            Some(at) => WRITTEN[at],
            None => word,
        })
        .collect::<Vec<_>>()
        .join(" ")
}
