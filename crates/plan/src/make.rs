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

use crate::readiness::{STRESS, Topic, age};
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
    let (mut cap, mut made_before) = (None, 0);
    loop {
        let mut maker = Maker::new(given, &days, cap);
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

struct Maker<'a> {
    given: &'a Given<'a>,
    /// Minutes that each kind shall have had by the end of each day.
    targets: Vec<BTreeMap<RoundKind, f64>>,
    spent: BTreeMap<RoundKind, f64>,
    /// How often each topic was planned.
    planned: BTreeMap<&'a str, usize>,
    /// When each exercise was done or planned last.
    last: BTreeMap<&'a str, Date>,
    /// Topics whose cards wait to be introduced, the most needed first.
    uncovered: Vec<&'a Topic>,
    /// Minutes of each day that is left, today first.
    capacity: Vec<u32>,
    weakest: Option<RoundKind>,
    /// What any other kind may have at most.
    cap: Option<f64>,
    mocks: usize,
    last_day: Option<Date>,
}

impl<'a> Maker<'a> {
    fn new(given: &'a Given<'a>, days: &[(Date, usize)], cap: Option<f64>) -> Maker<'a> {
        let minutes = given.wish.minutes_a_day.min(MINUTES_A_DAY_MAX);
        let capacity: Vec<u32> = days
            .iter()
            .map(|(on, _)| if given.wish.days_off.contains(*on) { 0 } else { minutes })
            .collect();
        let mut last: BTreeMap<&str, Date> = BTreeMap::new();
        for done in given.done {
            let on = last.entry(&done.exercise).or_insert(done.on);
            *on = (*on).max(done.on);
        }
        let weakest = weakest(given);
        let mut maker = Maker {
            given,
            targets: Vec::new(),
            spent: BTreeMap::new(),
            planned: BTreeMap::new(),
            last,
            uncovered: Vec::new(),
            capacity,
            weakest,
            cap,
            mocks: 0,
            last_day: given.wish.interview_on.and_then(|on| on.yesterday().ok()),
        };
        maker.targets = maker.targets(days);
        maker.uncovered = maker.uncovered(days);
        maker
    }

    /// What each kind shall have had by the end of each day, in minutes.
    fn targets(&self, days: &[(Date, usize)]) -> Vec<BTreeMap<RoundKind, f64>> {
        let weight = |kind: RoundKind| {
            let company = self.given.outline.company.get(&self.given.wish.company);
            let company = company.and_then(|factors| factors.get(&kind)).copied().unwrap_or(1.0);
            company * self.weakness(kind)
        };
        let mut each: Vec<BTreeMap<RoundKind, f64>> = days
            .iter()
            .zip(&self.capacity)
            .map(|((_, week), minutes)| {
                let share = &self.given.outline.weeks[*week].share;
                let raw: BTreeMap<RoundKind, f64> = RoundKind::ALL
                    .into_iter()
                    .map(|kind| {
                        let share = f64::from(share.get(&kind).copied().unwrap_or(0));
                        (kind, share * weight(kind))
                    })
                    .collect();
                let sum: f64 = raw.values().sum::<f64>().max(1e-9);
                raw.into_iter().map(|(kind, one)| (kind, f64::from(*minutes) * one / sum)).collect()
            })
            .collect();
        if let Some(weakest) = self.weakest {
            favour(&mut each, weakest);
        }
        let mut sum: BTreeMap<RoundKind, f64> = BTreeMap::new();
        for day in &mut each {
            for (kind, minutes) in day.iter_mut() {
                let so_far = sum.entry(*kind).or_default();
                *so_far += *minutes;
                *minutes = *so_far;
            }
        }
        each
    }

    /// From 0.6 for a kind that is surely strong to 1.8 for one that is surely weak; 1 for the unseen.
    fn weakness(&self, kind: RoundKind) -> f64 {
        let known = self.given.readiness.iter().find(|one| one.kind == kind);
        known.and_then(|one| one.seen).map_or(1.0, |seen| 1.8 - 1.2 * seen.score / 100.0)
    }

    /// Topics of the level that nothing was seen of, and those that are weak: their cards come first.
    fn uncovered(&self, days: &[(Date, usize)]) -> Vec<&'a Topic> {
        let mut topics: Vec<&Topic> = self
            .given
            .topics
            .iter()
            .filter(|topic| topic.level <= self.given.wish.level)
            .filter(|topic| self.given.new_cards.get(&topic.id).is_some_and(|count| *count > 0))
            .collect();
        let week_of = |kind: RoundKind| {
            let weeks = &self.given.outline.weeks;
            let share = |week: &Week| week.share.get(&kind).copied().unwrap_or(0);
            (0..weeks.len()).max_by_key(|at| (share(&weeks[*at]), std::cmp::Reverse(*at)))
        };
        let is_short = days.len() < 14;
        topics.sort_by(|a, b| {
            // With little time the need decides alone; otherwise a topic waits for its week, and only
            // what is weak comes at once.
            let first = |topic: &Topic| {
                if is_short || self.is_weak(&topic.id) { None } else { week_of(topic.kind) }
            };
            first(a)
                .cmp(&first(b))
                .then(self.need(b).total_cmp(&self.need(a)))
                .then(a.id.cmp(&b.id))
        });
        topics
    }

    fn is_weak(&self, topic: &str) -> bool {
        self.given.strengths.get(topic).is_some_and(|one| one.mean < WEAK_BELOW)
    }

    /// How much an exercise of this topic is worth now; more than 0.
    fn need(&self, topic: &Topic) -> f64 {
        if topic.level > self.given.wish.level {
            return 0.0;
        }
        let strength = self.given.strengths.get(&topic.id);
        let gap = 1.05 - strength.map_or(0.35, |one| one.mean);
        let stress = if topic.is_stressed { STRESS } else { 1.0 };
        let planned = self.planned.get(topic.id.as_str()).copied().unwrap_or(0);
        let wanting = if self.is_weak(&topic.id) && planned < WEAK_TIMES { 2.5 } else { 1.0 };
        stress * gap * wanting / (1.0 + 0.7 * planned as f64)
    }

    fn topic(&self, id: &str) -> Option<&'a Topic> {
        self.given.topics.iter().find(|topic| topic.id == id)
    }

    fn day(&mut self, at: usize, on: Date, week: usize) -> Day {
        let is_off = self.capacity[at] == 0 && self.given.wish.days_off.contains(on);
        let mut day = Day { on, week, is_off, items: Vec::new() };
        self.pinned(&mut day);
        let mut left = self.capacity[at].saturating_sub(day.minutes());
        // First, because it is the longest: cards take what is left of such a day.
        if self.last_day != Some(on) {
            self.mock(at, &mut day, &mut left);
        }
        self.cards(at, &mut day, &mut left);
        if self.last_day != Some(on) {
            self.wanted_by_week(at, &mut day, &mut left);
        }
        self.fill(at, &mut day, &mut left);
        day
    }

    /// Minutes of the weakest kind, and of the one that has most beside it.
    fn lead(&self) -> (f64, f64) {
        let spent = |kind: RoundKind| self.spent.get(&kind).copied().unwrap_or(0.0);
        let Some(weakest) = self.weakest else { return (1.0, 0.0) };
        let others = RoundKind::ALL.into_iter().filter(|kind| *kind != weakest).map(spent);
        // Where nothing fits at all there is nothing to lead.
        (spent(weakest).max(f64::MIN_POSITIVE), others.fold(0.0, f64::max))
    }

    fn pinned(&mut self, day: &mut Day) {
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
            let Some(exercise) = self.given.exercises.iter().find(|one| one.id == id) else {
                continue;
            };
            if self.is_done_on(id, day.on) {
                continue;
            }
            self.take(day, exercise, "You put it here.".into());
            if let Some(item) = day.items.last_mut() {
                item.is_pinned = true;
            }
        }
    }

    /// Due cards, and the new cards of some topics: enough a day that all are seen in time.
    fn cards(&mut self, at: usize, day: &mut Day, left: &mut u32) {
        if *left == 0 || self.is_refused("cards", day.on) {
            return;
        }
        // What will be due on later days is not known; cards that were introduced come back soon.
        let due = if at == 0 { self.given.cards_due_today } else { self.cards_expected() };
        let share = (f64::from(*left) * CARDS_SHARE).floor() as u32;
        let due_minutes = (due * CARD_SECONDS).div_ceil(60).min(share.min(CARDS_MINUTES_MAX));
        let working = self.capacity[at..].iter().filter(|minutes| **minutes > 0).count().max(1);
        // The last day brings nothing new, unless it is the only one.
        let working = if self.last_day.is_some() && working > 1 { working - 1 } else { working };
        let pressing = self.uncovered.len().div_ceil(working);
        let is_last = self.last_day == Some(day.on) && at > 0;
        // What presses may take up to six tenths of a day, so that every topic is met before the date.
        let room = (f64::from(*left) * 0.6) as u32;
        let fits = (room.saturating_sub(due_minutes) / NEW_TOPIC_MINUTES) as usize;
        let weak = self.uncovered.iter().filter(|topic| self.is_weak(&topic.id)).count();
        let new = if is_last { 0 } else { pressing.max(weak.min(NEW_TOPICS_A_DAY)).min(fits) };
        let topics: Vec<&Topic> = self.uncovered.drain(..new.min(self.uncovered.len())).collect();
        let minutes = due_minutes + NEW_TOPIC_MINUTES * topics.len() as u32;
        if minutes == 0 {
            return;
        }
        let names =
            topics.iter().map(|topic| topic_title(&topic.id)).collect::<Vec<_>>().join(", ");
        let why = match (due > 0, topics.is_empty()) {
            (_, true) => {
                "Due now by spaced repetition: just before they would be forgotten.".into()
            }
            (false, false) => format!("New: {names}."),
            (true, false) => format!("Those due by spaced repetition, and new: {names}."),
        };
        for topic in &topics {
            *self.spent.entry(topic.kind).or_default() += f64::from(NEW_TOPIC_MINUTES);
            *self.planned.entry(&topic.id).or_default() += 1;
        }
        day.items.push(Item {
            exercise: "cards".into(),
            what: What::Cards,
            title: "Cards".into(),
            kind: None,
            topics: topics.iter().map(|topic| topic.id.clone()).collect(),
            minutes,
            path: "/cards/review".into(),
            why,
            is_pinned: false,
        });
        *left = left.saturating_sub(minutes);
    }

    /// A rough forecast: of three cards of each topic introduced, about a sixth comes back on a day.
    fn cards_expected(&self) -> u32 {
        let introduced: usize = self.planned.values().filter(|times| **times > 0).count();
        introduced as u32 / 2 + self.given.cards_due_today / 4
    }

    fn working_before(&self, at: usize) -> usize {
        self.capacity[..at].iter().filter(|minutes| **minutes > 0).count()
    }

    /// A whole interview every other day, where the week asks for it.
    fn mock(&mut self, at: usize, day: &mut Day, left: &mut u32) {
        let week = &self.given.outline.weeks[day.week];
        if !week.mocks || !self.working_before(at).is_multiple_of(2) {
            return;
        }
        let Some(exercise) = self.best(day, *left, |one| one.what == What::Mock) else { return };
        *left -= exercise.minutes;
        self.take(day, exercise, week_says(week));
        self.mocks += 1;
    }

    /// A full round or coding problems, where the week asks for them.
    fn wanted_by_week(&mut self, at: usize, day: &mut Day, left: &mut u32) {
        let week = &self.given.outline.weeks[day.week];
        let working = self.working_before(at);
        if let Some(kind) = week.every_other_day.filter(|_| working.is_multiple_of(2)) {
            let wanted = self.best(day, *left, |one| {
                one.what == What::Round
                    && one.kind == Some(kind)
                    && self.leaves_the_lead(kind, one.minutes)
            });
            if let Some(exercise) = wanted {
                *left -= exercise.minutes;
                self.take(day, exercise, week_says(week));
            }
        }
        // At most half the day, so that the week's other subjects get theirs.
        let mut budget = (self.capacity[at] / 2).min(*left);
        for _ in 0..week.coding_a_day {
            let behind = self.behind(at, RoundKind::Coding);
            let fits = |one: &Exercise| {
                one.what == What::Code
                    && f64::from(one.minutes) < 2.0 * behind
                    && self.leaves_the_lead(RoundKind::Coding, one.minutes)
            };
            let Some(exercise) = self.best(day, budget, fits) else { break };
            budget -= exercise.minutes;
            *left -= exercise.minutes;
            let why = self.why(exercise);
            self.take(day, exercise, why);
        }
    }

    /// Until nothing fits any more.
    fn fill(&mut self, at: usize, day: &mut Day, left: &mut u32) {
        let is_last = self.last_day == Some(day.on);
        loop {
            let mut kinds = RoundKind::ALL.to_vec();
            // Stable: a tie goes in the order of a loop.
            kinds.sort_by(|a, b| self.behind(at, *b).total_cmp(&self.behind(at, *a)));
            let of = |kind: RoundKind, minutes: f64| {
                self.best(day, *left, |one| {
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
                .or_else(|| self.weakest.and_then(|kind| of(kind, f64::MAX)))
                .or_else(|| {
                    kinds.iter().find_map(|kind| of(*kind, 2.0 * self.ahead_at_most(*kind)))
                });
            let Some(exercise) = chosen else { return };
            *left -= exercise.minutes;
            let why = self.why(exercise);
            self.take(day, exercise, why);
        }
    }

    /// Minutes that a kind is behind what it shall have had by the end of this day.
    fn behind(&self, at: usize, kind: RoundKind) -> f64 {
        let target = self.targets[at].get(&kind).copied().unwrap_or(0.0);
        target - self.spent.get(&kind).copied().unwrap_or(0.0)
    }

    /// Minutes that a kind may still have over all days.
    fn ahead_at_most(&self, kind: RoundKind) -> f64 {
        self.behind(self.targets.len() - 1, kind)
    }

    /// Whether another kind than the weakest stays below what the weakest had when this was made before.
    fn leaves_the_lead(&self, kind: RoundKind, minutes: u32) -> bool {
        let spent = self.spent.get(&kind).copied().unwrap_or(0.0);
        self.weakest == Some(kind) || self.cap.is_none_or(|cap| spent + f64::from(minutes) < cap)
    }

    /// The most valuable exercise that fits.
    fn best(
        &self,
        day: &Day,
        minutes: u32,
        wanted: impl Fn(&Exercise) -> bool,
    ) -> Option<&'a Exercise> {
        self.given
            .exercises
            .iter()
            .filter(|one| one.minutes <= minutes && one.minutes > 0 && wanted(one))
            .filter(|one| one.level <= self.given.wish.level || one.what != What::Drill)
            .filter(|one| !day.items.iter().any(|item| item.exercise == one.id))
            .filter(|one| self.may_come(one, day.on) && !self.is_refused(&one.id, day.on))
            .map(|one| (self.value(one, day), one))
            .max_by(|(a, left), (b, right)| a.total_cmp(b).then(right.id.cmp(&left.id)))
            .map(|(_, one)| one)
    }

    fn value(&self, exercise: &Exercise, day: &Day) -> f64 {
        let needs: f64 =
            exercise.topics.iter().filter_map(|id| self.topic(id)).map(|one| self.need(one)).sum();
        let topics = if exercise.topics.is_empty() {
            0.5
        } else {
            needs / (exercise.topics.len() as f64).sqrt()
        };
        // What runs for long pays more in one piece, and what was done long ago is as good as new.
        let length = f64::from(exercise.minutes).sqrt();
        let fresh = self.last.get(exercise.id.as_str()).map_or(1.0, |last| {
            0.4 + 0.5 * (days_between(*last, day.on) as f64 / DAYS_MAX as f64).min(1.0)
        });
        topics * length * fresh * (1.0 + 0.1 * chance(self.given.seed, &exercise.id))
    }

    fn may_come(&self, exercise: &Exercise, on: Date) -> bool {
        let again = match exercise.what {
            What::Code => CODE_AGAIN_DAYS,
            // There are few drills of one kind, and the weakest is practised most.
            What::Drill if self.weakest.is_some() && exercise.kind == self.weakest => {
                DRILL_AGAIN_DAYS / 2
            }
            What::Drill => DRILL_AGAIN_DAYS,
            What::Round | What::Mock | What::Cards => 1,
        };
        self.last.get(exercise.id.as_str()).is_none_or(|last| days_between(*last, on) >= again)
    }

    fn is_done_on(&self, exercise: &str, on: Date) -> bool {
        self.given.done.iter().any(|done| done.exercise == exercise && done.on == on)
    }

    fn is_refused(&self, exercise: &str, day: Date) -> bool {
        let mut refused = false;
        for edit in self.given.edits {
            match edit {
                Edit::Drop { exercise: id } if id == exercise => refused = true,
                Edit::Restore { exercise: id } if id == exercise => refused = false,
                Edit::Skip { exercise: id, on } if id == exercise && *on == day => refused = true,
                Edit::Pin { exercise: id, on } if id == exercise && *on == day => refused = false,
                _ => {}
            }
        }
        refused
    }

    fn take(&mut self, day: &mut Day, exercise: &'a Exercise, why: String) {
        if let Some(kind) = exercise.kind {
            *self.spent.entry(kind).or_default() += f64::from(exercise.minutes);
        }
        for topic in &exercise.topics {
            *self.planned.entry(topic).or_default() += 1;
        }
        self.last.insert(&exercise.id, day.on);
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
    fn why(&self, exercise: &Exercise) -> String {
        let today = self.given.today;
        let neediest = exercise
            .topics
            .iter()
            .filter_map(|id| self.topic(id))
            .max_by(|a, b| self.need(a).total_cmp(&self.need(b)).then(b.id.cmp(&a.id)));
        let Some(topic) = neediest else {
            return match exercise.kind {
                Some(kind) if Some(kind) == self.weakest => {
                    format!("{} is your weakest kind of round so far.", kind.title())
                }
                Some(kind) => format!("{}: a whole round, under the clock.", kind.title()),
                None => "A whole interview, under the clock.".into(),
            };
        };
        let name = topic_title(&topic.id);
        match self.given.strengths.get(&topic.id) {
            None if topic.is_stressed => {
                format!("Nothing seen of {name} yet, and it decides at your level.")
            }
            None => format!("Nothing seen of {name} yet."),
            Some(strength) => {
                let worst = strength.evidence.iter().min_by(|a, b| a.credit.total_cmp(&b.credit));
                let word = strength.word();
                match worst.filter(|one| one.credit < 0.6 && !one.says.is_empty()) {
                    Some(one) => format!(
                        "Your {name} looks {word}: {} ({}).",
                        one.says.trim_end_matches('.'),
                        age(one.on, today)
                    ),
                    None => format!(
                        "Your {name} looks {word}; last practised {}.",
                        age(strength.last(), today)
                    ),
                }
            }
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
        if self.capacity.iter().all(|minutes| *minutes == 0) {
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
                self.uncovered
                    .iter()
                    .map(|topic| topic_title(&topic.id))
                    .collect::<Vec<_>>()
                    .join(", ")
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

fn week_says(week: &Week) -> String {
    format!("{}: {}", week.title, week.says)
}

/// The kind with the lowest score among those that were seen.
fn weakest(given: &Given) -> Option<RoundKind> {
    given
        .readiness
        .iter()
        .filter_map(|one| Some((one.seen?.score, one.kind)))
        .min_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, kind)| kind)
}

/// Exercises come in whole pieces, so the weakest kind needs a clear lead to end up with the most.
const LEAD: f64 = 1.3;

/// Gives one kind a lead over every other, over all days together.
fn favour(days: &mut [BTreeMap<RoundKind, f64>], kind: RoundKind) {
    let total = |days: &[BTreeMap<RoundKind, f64>], kind: RoundKind| -> f64 {
        days.iter().filter_map(|day| day.get(&kind)).sum()
    };
    let most = RoundKind::ALL
        .into_iter()
        .filter(|other| *other != kind)
        .map(|other| total(days, other))
        .fold(0.0, f64::max);
    let (has, all) = (total(days, kind), days.iter().flat_map(BTreeMap::values).sum::<f64>());
    if has >= LEAD * most || all <= 0.0 || has >= all {
        return;
    }
    // Everything else shrinks by one factor f until has' = all - f (all - has) is LEAD f most.
    let factor = all / (all - has + LEAD * most);
    for day in days {
        let whole: f64 = day.values().sum();
        let mut others = 0.0;
        for (_, minutes) in day.iter_mut().filter(|(other, _)| **other != kind) {
            *minutes *= factor;
            others += *minutes;
        }
        day.insert(kind, whole - others);
    }
}

/// 0 to 1, the same for the same seed and name: FNV-1a, scrambled.
fn chance(seed: u64, name: &str) -> f64 {
    let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325 ^ seed, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let mixed = (hash ^ (hash >> 31)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (mixed >> 11) as f64 / (1u64 << 53) as f64
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
