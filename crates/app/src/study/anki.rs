//! Cards to Anki and back, with their schedule and reviews.
//!
//! A card of ours has its id in its guid, and one that came from Anki has Anki's guid in its id: so
//! each finds its other half wherever a package goes, and importing again makes no twins. Of what
//! both sides know, the later review decides when a card comes next; reviews of both are kept.

mod text;

use super::cards::{OWN, new_state, plus, scheduler};
use super::{DAY_MS, json};
use crate::{AppError, Greenroom};
use greenroom_model::Card;
use greenroom_plan::{Grade, Memory, Scheduler};
use greenroom_store::anki::{self, AnkiCard, AnkiDue, AnkiImport, AnkiReview, Left, LeftOut};
use greenroom_store::{CardState, Review};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Larger packages than this are films: what is read of them is text.
pub const ANKI_BYTES_MAX: usize = 256 * 1024 * 1024;
/// New cards of a package come so many a day, as they do in Anki: a deck of thousands must not bury what
/// is due.
pub const NEW_A_DAY: usize = 20;
/// More is no question that one answers in a minute.
const TEXT_CHARS_MAX: usize = 10_000;
/// Anki makes ten letters.
const GUID_BYTES_MAX: usize = 100;
/// Two answers to a card so close are one: packages keep reviews apart by moving them some milliseconds.
const SAME_REVIEW_MS: u64 = 1000;
/// As Anki's.
const INTERVAL_DAYS_MAX: u32 = 36_500;
const TITLE_CHARS_MAX: usize = 60;

/// A package to take along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnkiExport {
    pub package: Vec<u8>,
    pub cards: usize,
}

/// What an import did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AnkiTaken {
    pub added: Named,
    /// Of those added, how many wait for a later day because only some new ones come each day.
    pub later: usize,
    /// They were reviewed elsewhere after they were reviewed here.
    pub rescheduled: Named,
    /// Cards that came from Anki and were written anew there.
    pub reworded: Named,
    pub unchanged: usize,
    pub reviews: u64,
    pub left_out: Vec<LeftOut>,
}

/// How many, and the first few of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Named {
    pub count: usize,
    pub first: Vec<String>,
}

impl Named {
    fn add(&mut self, name: &str) {
        self.count += 1;
        if self.first.len() < LeftOut::NAMES_MAX {
            self.first.push(name.to_owned());
        }
    }
}

impl AnkiTaken {
    pub fn is_nothing_new(&self) -> bool {
        self.added.count + self.rescheduled.count + self.reworded.count == 0 && self.reviews == 0
    }

    /// A sentence for each thing that was done. What was left out tells itself.
    pub fn told(&self) -> Vec<String> {
        let cards = |count: usize, one: &str, more: &str| match count {
            1 => format!("1 card {one}"),
            count => format!("{count} cards {more}"),
        };
        let named = |named: &Named, one: &str, more: &str| {
            let mut told = cards(named.count, one, more);
            for (at, name) in named.first.iter().enumerate() {
                // Writing to a String does not fail.
                write!(told, "{} “{name}”", if at == 0 { ":" } else { "," }).ok();
            }
            match named.count - named.first.len() {
                0 => told + ".",
                more => format!("{told} and {more} more."),
            }
        };
        let mut all = Vec::new();
        if self.is_nothing_new() {
            all.push("Nothing in it is new.".to_owned());
        }
        if self.added.count > 0 {
            all.push(named(&self.added, "came in", "came in"));
        }
        if self.later > 0 {
            all.push(format!("{NEW_A_DAY} of the new ones come each day, from today on."));
        }
        if self.rescheduled.count > 0 {
            let was = "was reviewed elsewhere since, so its schedule was taken";
            let were = "were reviewed elsewhere since, so their schedules were taken";
            all.push(named(&self.rescheduled, was, were));
        }
        if self.reworded.count > 0 {
            all.push(named(&self.reworded, "has a new text", "have a new text"));
        }
        match self.reviews {
            0 => {}
            1 => all.push("1 review was added.".to_owned()),
            count => all.push(format!("{count} reviews were added.")),
        }
        if self.unchanged > 0 {
            let told = cards(
                self.unchanged,
                "was here already and stayed as it is",
                "were here already and stayed as they are",
            );
            all.push(told + ".");
        }
        all
    }
}

impl Greenroom {
    /// The cards that were seen or made, or all that there are, as a package for Anki (`.apkg`).
    pub async fn export_anki(&self, with_unseen: bool) -> Result<AnkiExport, AppError> {
        let now = self.clock.unix_ms();
        let mut reviews: BTreeMap<String, Vec<Review>> = BTreeMap::new();
        for review in self.store.all_reviews().await? {
            reviews.entry(review.card.clone()).or_default().push(review);
        }
        let known = self.known_cards().await?;
        let mut cards: Vec<AnkiCard> = known
            .iter()
            .map(|(state, card)| {
                let reviews = reviews.remove(&card.id).unwrap_or_default();
                self.to_anki(card, Some(state), &reviews)
            })
            .collect();
        if with_unseen {
            let seen: BTreeSet<&str> = known.iter().map(|(_, card)| card.id.as_str()).collect();
            let unseen = self.library.cards().filter(|card| !seen.contains(card.id.as_str()));
            cards.extend(unseen.map(|card| self.to_anki(card, None, &[])));
        }
        let offset_minutes = self.utc_offset_minutes(now);
        let package = anki::write(&cards, now, offset_minutes, &std::env::temp_dir()).await?;
        Ok(AnkiExport { package, cards: cards.len() })
    }

    fn to_anki(&self, card: &Card, state: Option<&CardState>, reviews: &[Review]) -> AnkiCard {
        let reviewed = state.filter(|state| state.reviews > 0);
        let memory = reviewed.filter(|state| state.stability > 0.0);
        let days = |from: u64, to: u64| {
            u32::try_from((self.day_of(to) - self.day_of(from)).get_days()).unwrap_or(0)
        };
        let last = reviewed.and_then(|state| state.last_review_unix_ms);
        AnkiCard {
            guid: guid_of(&card.id),
            deck: self.deck(card),
            front: text::html(&card.asks),
            back: back(card),
            tags: ["greenroom", &card.topic].map(str::to_owned).to_vec(),
            due: match reviewed {
                None => AnkiDue::New,
                // Its noon: a package knows one offset from Greenwich, that of today, and where clocks
                // change until then, four in the morning would be the day before.
                Some(state) => AnkiDue::On {
                    due_unix_ms: self.begins(self.day_of(state.due_unix_ms)) + DAY_MS / 2,
                },
            },
            interval_days: reviewed
                .zip(last)
                .map_or(0, |(state, last)| days(last, state.due_unix_ms)),
            lapses: state.map_or(0, |state| state.lapses),
            reviews_count: state.map_or(0, |state| state.reviews),
            is_suspended: state.is_some_and(|state| state.is_suspended),
            stability: memory.map(|state| state.stability),
            difficulty: memory.map(|state| state.difficulty),
            reviews: reviews
                .iter()
                .enumerate()
                .map(|(at, review)| {
                    // What was planned then is not kept; when it came again is.
                    let next = reviews.get(at + 1).map(|next| next.at_unix_ms);
                    let next = next.or(reviewed.map(|state| state.due_unix_ms));
                    AnkiReview {
                        at_unix_ms: review.at_unix_ms,
                        grade: review.grade,
                        interval_days: next.map_or(0, |next| days(review.at_unix_ms, next)),
                        took_ms: review.took_ms,
                    }
                })
                .collect(),
        }
    }

    fn deck(&self, card: &Card) -> String {
        match self.library.topic(&card.topic).and_then(|topic| topic.round) {
            Some(kind) => format!("Greenroom::{}", kind.title()),
            None => "Greenroom::Your own".to_owned(),
        }
    }

    fn utc_offset_minutes(&self, unix_ms: u64) -> i32 {
        let ms = i64::try_from(unix_ms).unwrap_or(i64::MAX);
        let moment = jiff::Timestamp::from_millisecond(ms).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        self.zone.to_offset(moment).seconds() / 60
    }

    /// Takes a package in: all that can be taken of it or, on an error, nothing. The same package a
    /// second time changes nothing.
    pub async fn import_anki(&self, package: &[u8]) -> Result<AnkiTaken, AppError> {
        let import = anki::read(package, &std::env::temp_dir()).await?;
        let states = self.store.all_cards().await?;
        let mut reviews: BTreeMap<String, Vec<u64>> = BTreeMap::new();
        for review in self.store.all_reviews().await? {
            reviews.entry(review.card).or_default().push(review.at_unix_ms);
        }
        let mut merge = Merge {
            greenroom: self.clone(),
            scheduler: scheduler(&self.study_settings().await?),
            now: self.clock.unix_ms(),
            states: states.into_iter().map(|state| (state.card.clone(), state)).collect(),
            reviews,
            seen: BTreeSet::new(),
            new: 0,
            changed: Vec::new(),
            added: Vec::new(),
            left_out: BTreeMap::new(),
            taken: AnkiTaken::default(),
        };
        // A hundred thousand cards take seconds.
        let work = move || {
            merge.all(import);
            merge
        };
        let merge = tokio::task::spawn_blocking(work).await.expect("merging does not panic");
        let mut taken = merge.taken;
        taken.left_out.extend(merge.left_out.into_values());
        taken.reviews = self.store.merge_cards(&merge.changed, &merge.added).await?;
        Ok(taken)
    }
}

/// What a card answers, as HTML: with the points and the number that its page shows.
fn back(card: &Card) -> String {
    let mut back = text::html(&card.answer);
    if let Some(wanted) = &card.estimate {
        let value = greenroom_drill::told_number(wanted.value);
        write!(back, "<br><br>{value} {}", text::html(&wanted.unit)).ok();
    }
    if card.points.iter().any(|point| point.says != card.answer) {
        back.push_str("<ul>");
        for point in &card.points {
            write!(back, "<li>{}</li>", text::html(&point.says)).ok();
        }
        back.push_str("</ul>");
    }
    back
}

/// Begins the guid of a card that was made here.
const OURS: &str = "greenroom-";
/// Begins the id of a card that was made in Anki.
const THEIRS: &str = "own-anki-";

fn guid_of(id: &str) -> String {
    match id.strip_prefix(THEIRS).and_then(unescaped) {
        Some(guid) => guid,
        None => format!("{OURS}{id}"),
    }
}

/// An id stands in addresses, and Anki's guids are made of nearly all that can be typed.
fn escaped(guid: &str) -> String {
    let mut id = String::new();
    for byte in guid.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' => id.push(char::from(byte)),
            byte => write!(id, "_{byte:02x}").unwrap_or_default(),
        }
    }
    id
}

fn unescaped(id: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = id;
    while let Some(first) = rest.bytes().next() {
        let long = if first == b'_' { 3 } else { 1 };
        let piece = rest.get(..long)?;
        bytes.push(match first {
            b'_' => u8::from_str_radix(&piece[1..], 16).ok()?,
            byte => byte,
        });
        rest = &rest[long..];
    }
    String::from_utf8(bytes).ok()
}

/// Why a card or a review was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Why {
    NoGuid,
    LongGuid,
    SameGuid,
    NoQuestion,
    NoAnswer,
    TooLong,
    InFuture,
    Reset,
}

impl Why {
    fn told(self) -> (Left, &'static str) {
        match self {
            Why::NoGuid => (Left::Card, "it has no id"),
            Why::LongGuid => (Left::Card, "its id has more than 100 bytes"),
            Why::SameGuid => (Left::Card, "another card of the package has its id"),
            Why::NoQuestion => (Left::Card, "its question has no words, and images are not taken"),
            Why::NoAnswer => (Left::Card, "its answer has no words, and images are not taken"),
            Why::TooLong => (Left::Card, "one of its sides has more than 10,000 letters"),
            Why::InFuture => (Left::Review, "its time is still to come"),
            Why::Reset => (Left::Review, "its card was made new again in Anki"),
        }
    }
}

/// An import under way. Nothing is written by it.
struct Merge {
    greenroom: Greenroom,
    scheduler: Scheduler,
    now: u64,
    /// What is here.
    states: BTreeMap<String, CardState>,
    /// Times of the reviews that are here, by card, oldest first.
    reviews: BTreeMap<String, Vec<u64>>,
    /// Cards of the package so far.
    seen: BTreeSet<String>,
    /// How many cards were given a day on which they are new.
    new: usize,
    changed: Vec<CardState>,
    added: Vec<Review>,
    left_out: BTreeMap<Why, LeftOut>,
    taken: AnkiTaken,
}

/// What a package tells of a card's past.
struct Past {
    reviews: Vec<AnkiReview>,
    /// Those of them that are not here.
    fresh: Vec<AnkiReview>,
    /// How many are here.
    known: usize,
    last_unix_ms: Option<u64>,
}

impl Merge {
    fn all(&mut self, import: AnkiImport) {
        self.taken.left_out = import
            .left_out
            .into_iter()
            .map(|one| LeftOut { names: one.names.iter().map(|name| title(name)).collect(), ..one })
            .collect();
        for card in &import.cards {
            if let Err(why) = self.card(card) {
                self.leave_out(why, 1, card);
            }
        }
    }

    fn leave_out(&mut self, why: Why, count: usize, card: &AnkiCard) {
        let (what, told) = why.told();
        let left_out = self.left_out.entry(why).or_insert_with(|| LeftOut::new(what, told));
        left_out.add(count, &title(&card.front));
    }

    fn card(&mut self, card: &AnkiCard) -> Result<(), Why> {
        let id = self.id_of(&card.guid)?;
        let content = self.greenroom.library.card(&id).cloned();
        let before = self.states.get(&id).cloned();
        // The text of a card that was made here stays: what a package says is how it was shown there.
        let is_worded_here = content.is_some() || (before.is_some() && !id.starts_with(THEIRS));
        let own = if is_worded_here { None } else { Some(self.own_card(&id, card)?) };
        if !self.seen.insert(id.clone()) {
            return Err(Why::SameGuid);
        }
        let past = self.past(&id, card);
        let made = content.as_ref().or(own.as_ref()).map(|card| new_state(card, self.now));
        let Some(mut after) = before.clone().or(made) else { return Ok(()) };

        let is_reworded = match (&before, &own) {
            (Some(before), Some(own)) => !self.is_worded_so(before, own),
            _ => false,
        };
        if let Some(own) = own.filter(|_| before.is_none() || is_reworded) {
            after.topic = new_state(&own, self.now).topic;
            after.own = Some(json(&own));
        }
        let mut is_rescheduled = false;
        match card.due {
            AnkiDue::New => {
                if !past.fresh.is_empty() {
                    self.leave_out(Why::Reset, past.fresh.len(), card);
                }
                if before.is_none() {
                    after.is_suspended = card.is_suspended;
                    // One of ours that nobody saw yet, neither here nor there.
                    if content.is_some() && !after.is_suspended {
                        self.taken.unchanged += 1;
                        return Ok(());
                    }
                    after.due_unix_ms = self.due_of_new(&after);
                }
            }
            AnkiDue::On { due_unix_ms } => {
                is_rescheduled = is_newer(&past, before.as_ref());
                if is_rescheduled {
                    self.reschedule(&mut after, card, due_unix_ms, &past);
                } else {
                    after.reviews = after.reviews.saturating_add(count(past.fresh.len()));
                }
                self.added.extend(past.fresh.iter().map(|review| taken_review(&id, review)));
            }
        }

        let name = title(&card.front);
        match &before {
            None => self.taken.added.add(&name),
            Some(before) if *before == after => self.taken.unchanged += 1,
            Some(_) => {
                if is_rescheduled {
                    self.taken.rescheduled.add(&name);
                }
                if is_reworded {
                    self.taken.reworded.add(&name);
                }
            }
        }
        if before.as_ref() != Some(&after) {
            self.changed.push(after);
        }
        Ok(())
    }

    /// Ours by our id; any other by a name that is made of its guid.
    fn id_of(&self, guid: &str) -> Result<String, Why> {
        if guid.is_empty() {
            return Err(Why::NoGuid);
        }
        if guid.len() > GUID_BYTES_MAX {
            return Err(Why::LongGuid);
        }
        if let Some(id) = guid.strip_prefix(OURS) {
            let is_own = id.starts_with(OWN) && !id.starts_with(THEIRS) && escaped(id) == id;
            if is_own || self.greenroom.library.card(id).is_some() {
                return Ok(id.to_owned());
            }
        }
        Ok(format!("{THEIRS}{}", escaped(guid)))
    }

    /// One that can only be graded by oneself: a card of Anki says what is right, not which points
    /// are needed for it.
    fn own_card(&self, id: &str, card: &AnkiCard) -> Result<Card, Why> {
        let (asks, answer) = (text::plain(&card.front), text::plain(&card.back));
        if !text::has_words(&asks) {
            return Err(Why::NoQuestion);
        }
        if !text::has_words(&answer) {
            return Err(Why::NoAnswer);
        }
        if [&asks, &answer].iter().any(|side| side.chars().count() > TEXT_CHARS_MAX) {
            return Err(Why::TooLong);
        }
        let decks = card.deck.rsplit("::").map(|part| part.trim().replace(' ', "-"));
        let mut names = card.tags.iter().cloned().chain(decks);
        let topic = names.find_map(|name| {
            let topic = self.greenroom.library.topic(&name.to_lowercase())?;
            topic.round.is_some().then(|| topic.id.clone())
        });
        Ok(Card {
            id: id.to_owned(),
            topic: topic.unwrap_or_default(),
            level: Default::default(),
            kind: Default::default(),
            asks,
            answer,
            points: Vec::new(),
            estimate: None,
            from: None,
        })
    }

    fn is_worded_so(&self, state: &CardState, own: &Card) -> bool {
        let kept = self.greenroom.card_of(state).ok().flatten();
        kept.is_some_and(|kept| kept.asks == own.asks && kept.answer == own.answer)
    }

    fn past(&mut self, id: &str, card: &AnkiCard) -> Past {
        let known = self.reviews.get(id).map(Vec::as_slice).unwrap_or_default();
        // A card that was last reviewed tomorrow could not be graded until then.
        let (reviews, late): (Vec<_>, Vec<_>) =
            card.reviews.iter().copied().partition(|review| review.at_unix_ms <= self.now);
        let is_here = |review: &&AnkiReview| {
            let from = review.at_unix_ms.saturating_sub(SAME_REVIEW_MS);
            let next = known.get(known.partition_point(|at| *at < from));
            next.is_some_and(|at| *at <= review.at_unix_ms + SAME_REVIEW_MS)
        };
        let fresh = reviews.iter().filter(|review| !is_here(review)).copied().collect();
        let last_unix_ms = match (reviews.last(), card.due) {
            (Some(last), _) => Some(last.at_unix_ms),
            (None, AnkiDue::New) => None,
            // A package without its reviews.
            (None, AnkiDue::On { due_unix_ms }) => due_unix_ms
                .checked_sub(u64::from(card.interval_days) * DAY_MS)
                .filter(|at| *at <= self.now),
        };
        let past = Past { fresh, known: known.len(), last_unix_ms, reviews };
        if !late.is_empty() {
            self.leave_out(Why::InFuture, late.len(), card);
        }
        past
    }

    fn reschedule(&self, state: &mut CardState, card: &AnkiCard, due_unix_ms: u64, past: &Past) {
        let memory = self.memory(card, past);
        state.stability = memory.stability.into();
        state.difficulty = memory.difficulty.into();
        state.due_unix_ms = self.due(card, due_unix_ms);
        state.last_review_unix_ms = past.last_unix_ms;
        // One that has a due date is not new, however it got that.
        state.reviews = card.reviews_count.max(count(past.known + past.fresh.len())).max(1);
        state.lapses = state.lapses.max(card.lapses);
        state.is_suspended = card.is_suspended;
    }

    /// What Anki's FSRS says; where that was off, what ours makes of the reviews; where there are
    /// none either, the interval, which every scheduler means to end at about 90 %.
    fn memory(&self, card: &AnkiCard, past: &Past) -> Memory {
        if let (Some(stability), Some(difficulty)) = (card.stability, card.difficulty)
            && stability > 0.0
        {
            return Memory {
                stability: stability.clamp(0.01, f64::from(INTERVAL_DAYS_MAX)) as f32,
                difficulty: difficulty.clamp(1.0, 10.0) as f32,
            };
        }
        let mut memory = None;
        let mut before = None;
        for review in &past.reviews {
            let Some(grade) = Grade::from_number(review.grade) else { continue };
            let on = self.greenroom.day_of(review.at_unix_ms);
            let days = before.replace(on).map_or(0, |before| (on - before).get_days());
            let days = u32::try_from(days).unwrap_or(0);
            memory = Some(self.scheduler.next(memory, days)[grade as usize - 1].memory);
        }
        memory.unwrap_or_else(|| {
            let good = self.scheduler.next(None, 0)[Grade::Good as usize - 1].memory;
            let stability = card.interval_days.clamp(1, INTERVAL_DAYS_MAX) as f32;
            Memory { stability, ..good }
        })
    }

    fn due(&self, card: &AnkiCard, due_unix_ms: u64) -> u64 {
        let latest = self.now + u64::from(INTERVAL_DAYS_MAX) * DAY_MS;
        let due = due_unix_ms.min(latest);
        if card.interval_days == 0 {
            // A step of learning, in minutes.
            return due;
        }
        // Its days may begin at another hour than ours: noon is in the same day for both.
        self.greenroom.begins(self.greenroom.day_of(due + DAY_MS / 2))
    }

    /// Today for the first of them, and in the package's order.
    fn due_of_new(&mut self, state: &CardState) -> u64 {
        if state.is_suspended {
            return self.now;
        }
        let (day, place) = (self.new / NEW_A_DAY, self.new % NEW_A_DAY);
        self.new += 1;
        let from = match day {
            0 => self.now.saturating_sub(NEW_A_DAY as u64),
            day => {
                self.taken.later += 1;
                self.greenroom.begins(plus(self.greenroom.today(), count(day)))
            }
        };
        from + place as u64
    }
}

fn is_newer(past: &Past, here: Option<&CardState>) -> bool {
    let Some(here) = here.filter(|here| here.reviews > 0) else { return true };
    let here = here.last_review_unix_ms.map_or(0, |at| at + SAME_REVIEW_MS);
    past.last_unix_ms.is_some_and(|last| last > here)
}

fn taken_review(id: &str, review: &AnkiReview) -> Review {
    Review {
        card: id.to_owned(),
        at_unix_ms: review.at_unix_ms,
        grade: review.grade,
        took_ms: review.took_ms,
        by: "anki".to_owned(),
        detail: None,
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// What a card is called in a sentence.
fn title(front: &str) -> String {
    let text = text::plain(front);
    let line = text.lines().next().unwrap_or_default();
    let mut letters = line.chars();
    let head: String = letters.by_ref().take(TITLE_CHARS_MAX).collect();
    if letters.next().is_some() { format!("{}…", head.trim_end()) } else { head }
}
