//! Cards: which is next, what an answer is held against, and when it comes again.

use super::{AnswerSeen, DAY_MS, StudySettings, json};
use crate::{AppError, Greenroom};
use greenroom_model::{Card, CardPoint};
use greenroom_plan::{Edit, Grade, LEECH_LAPSES, Memory, Next, Scheduler, optimise};
use greenroom_store::{CardState, Review};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A forgotten card comes back after so long, or sooner when nothing else is left.
const AGAIN_MS: u64 = 10 * 60 * 1000;
/// Cards due so soon are asked when nothing else is: nobody shall wait ten minutes for the last one.
const AHEAD_MS: u64 = 20 * 60 * 1000;
/// More cards than anybody has.
const CARDS_MAX: usize = 1_000_000;
/// Begins the id of a card of the person's own.
pub(super) const OWN: &str = "own-";

/// A card that is asked.
#[derive(Debug, Clone)]
pub struct Asked {
    pub card: Card,
    pub is_new: bool,
    /// What each grade leads to, from *again* to *easy*.
    pub next: [Next; 4],
    pub left: Counts,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    pub due: u64,
    pub new: u64,
}

/// What a grade led to.
#[derive(Debug, Clone, PartialEq)]
pub struct Graded {
    /// `None`: again in this sitting.
    pub days: Option<u32>,
    pub leech: Option<Leech>,
}

/// A card that was forgotten so often that something else must help.
#[derive(Debug, Clone, PartialEq)]
pub struct Leech {
    /// The drill that was put on tomorrow's plan; `None` where the topic has none.
    pub drill: Option<(String, String)>,
}

impl Greenroom {
    /// The next card of the sitting: what is due, then what is new today. Of one topic, where that is
    /// given, all its new cards. `None`: nothing is left.
    pub async fn next_card(&self, topic: Option<&str>) -> Result<Option<Asked>, AppError> {
        let now = self.clock.unix_ms();
        let settings = self.study_settings().await?;
        let new = self.new_cards(topic).await?;
        let of =
            |state: &&CardState| topic.is_none_or(|topic| state.topic.as_deref() == Some(topic));
        // One topic is a small part of many cards; all that is due is looked through.
        let rows = if topic.is_some() { CARDS_MAX } else { 1 };
        let due = self.store.due_cards(now, rows).await?;
        let state = match due.iter().find(of) {
            Some(state) => Some(state.clone()),
            None if !new.is_empty() => None,
            None => self.store.due_cards(now + AHEAD_MS, rows).await?.iter().find(of).cloned(),
        };
        let left = self.counts(topic, new.len()).await?;
        let (card, state) = match state {
            Some(state) => {
                let Some(card) = self.card_of(&state)? else {
                    // Content that is no longer there: it must not block the queue.
                    self.set_aside(state).await?;
                    return Box::pin(self.next_card(topic)).await;
                };
                (card, Some(state))
            }
            None => match new.into_iter().next() {
                Some(card) => (card, None),
                None => return Ok(None),
            },
        };
        let next = self.next_of(&settings, state.as_ref(), now);
        Ok(Some(Asked { card, is_new: state.is_none(), next, left }))
    }

    /// What waits now: due, and new today.
    pub async fn card_counts(&self) -> Result<Counts, AppError> {
        let new = self.new_cards(None).await?.len();
        self.counts(None, new).await
    }

    async fn counts(&self, topic: Option<&str>, new: usize) -> Result<Counts, AppError> {
        let until = self.clock.unix_ms() + AHEAD_MS;
        let due = match topic {
            None => self.store.count_due(until).await?,
            Some(topic) => {
                let due = self.store.due_cards(until, CARDS_MAX).await?;
                due.iter().filter(|one| one.topic.as_deref() == Some(topic)).count() as u64
            }
        };
        Ok(Counts { due, new: new as u64 })
    }

    /// Cards never seen, of the topics that today's plan introduces, or of one topic.
    async fn new_cards(&self, topic: Option<&str>) -> Result<Vec<Card>, AppError> {
        let topics: Vec<String> = match topic {
            Some(topic) => vec![topic.to_owned()],
            None => self.introduced_today().await?,
        };
        let mut cards = self.unseen_cards().await?;
        cards.retain(|card| topics.contains(&card.topic));
        // Easier ones first, within the order of the topics.
        cards.sort_by_key(|card| {
            (topics.iter().position(|topic| *topic == card.topic), card.level, card.id.clone())
        });
        Ok(cards)
    }

    /// How many cards of each topic were never seen.
    pub(crate) async fn new_card_counts(&self) -> Result<BTreeMap<String, u32>, AppError> {
        let mut counts = BTreeMap::new();
        for card in self.unseen_cards().await? {
            *counts.entry(card.topic).or_default() += 1;
        }
        Ok(counts)
    }

    /// Cards of the level that were never asked.
    pub(super) async fn unseen_cards(&self) -> Result<Vec<Card>, AppError> {
        let level = self.profile().await?.level;
        let cards: Vec<&Card> = self.library.cards().filter(|card| card.level <= level).collect();
        let ids: Vec<&str> = cards.iter().map(|card| card.id.as_str()).collect();
        let seen: BTreeSet<String> = self.store.known_among(&ids).await?.into_iter().collect();
        Ok(cards.into_iter().filter(|card| !seen.contains(&card.id)).cloned().collect())
    }

    /// A card by its id: of the content, or the person's own. `None` where there is none.
    pub async fn card(&self, id: &str) -> Result<Option<Card>, AppError> {
        if let Some(card) = self.library.card(id) {
            return Ok(Some(card.clone()));
        }
        match self.store.card(id).await? {
            Some(state) => self.card_of(&state),
            None => Ok(None),
        }
    }

    pub(super) fn card_of(&self, state: &CardState) -> Result<Option<Card>, AppError> {
        match &state.own {
            None => Ok(self.library.card(&state.card).cloned()),
            Some(own) => {
                serde_json::from_value(own.clone()).map(Some).map_err(|error| AppError::Kept {
                    what: format!("the card `{}`", state.card),
                    why: error.to_string(),
                })
            }
        }
    }

    async fn set_aside(&self, state: CardState) -> Result<(), AppError> {
        Ok(self.store.put_cards(&[CardState { is_suspended: true, ..state }]).await?)
    }

    /// What each grade of a card would lead to now.
    pub async fn card_grades(&self, id: &str) -> Result<[Next; 4], AppError> {
        let settings = self.study_settings().await?;
        let state = self.store.card(id).await?;
        Ok(self.next_of(&settings, state.as_ref(), self.clock.unix_ms()))
    }

    /// Keeps a grade with what was seen of the answer; durable on return. Grading the same card twice within
    /// a second counts once.
    pub async fn grade_card(
        &self,
        id: &str,
        grade: Grade,
        by: &str,
        took_ms: u32,
        seen: Option<&AnswerSeen>,
    ) -> Result<Graded, AppError> {
        let now = self.clock.unix_ms();
        let mut settings = self.study_settings().await?;
        let card = self.card(id).await?.ok_or_else(|| AppError::NoCard(id.to_owned()))?;
        let before = self.store.card(id).await?;
        if let Some(last) = before.as_ref().and_then(|state| state.last_review_unix_ms)
            && now < last + 1000
        {
            return Ok(Graded { days: None, leech: None });
        }
        let next = self.next_of(&settings, before.as_ref(), now)[grade as usize - 1];
        let is_lapse = grade == Grade::Again && before.as_ref().is_some_and(|one| one.reviews > 0);
        let mut after = before.unwrap_or_else(|| new_state(&card, now));
        after.stability = f64::from(next.memory.stability);
        after.difficulty = f64::from(next.memory.difficulty);
        after.due_unix_ms = match next.days() {
            None => now + AGAIN_MS,
            Some(days) => self.begins(plus(self.today(), days)),
        };
        after.last_review_unix_ms = Some(now);
        after.reviews += 1;
        after.lapses += u32::from(is_lapse);
        let is_leech = is_lapse && after.lapses % LEECH_LAPSES == 0;
        after.is_suspended = is_leech;
        let review = Review {
            card: id.to_owned(),
            at_unix_ms: now,
            grade: grade as u8,
            took_ms,
            by: by.to_owned(),
            detail: seen.and_then(AnswerSeen::detail),
        };
        self.store.add_review(&after, &review).await?;
        let leech = if is_leech { Some(self.leech(&card, &mut settings).await?) } else { None };
        Ok(Graded { days: next.days(), leech })
    }

    /// Puts a drill of the card's topic on tomorrow's plan.
    async fn leech(&self, card: &Card, settings: &mut StudySettings) -> Result<Leech, AppError> {
        let drill = self.library.drills().find(|drill| drill.topics.contains(&card.topic));
        let Some(drill) = drill else { return Ok(Leech { drill: None }) };
        let exercise = format!("drill/{}", drill.id);
        settings.edits.push(Edit::Pin { exercise, on: plus(self.today(), 1) });
        self.set_study_settings(settings).await?;
        Ok(Leech { drill: Some((drill.id.clone(), drill.title.clone())) })
    }

    fn next_of(&self, settings: &StudySettings, state: Option<&CardState>, now: u64) -> [Next; 4] {
        let scheduler = scheduler(settings);
        let reviewed = state.filter(|state| state.reviews > 0 && state.stability > 0.0);
        let memory = reviewed.map(|state| Memory {
            stability: state.stability as f32,
            difficulty: state.difficulty as f32,
        });
        let last = reviewed.and_then(|state| state.last_review_unix_ms).unwrap_or(now);
        let days = (self.day_of(now) - self.day_of(last)).get_days().max(0) as u32;
        scheduler.next(memory, days)
    }

    /// Makes a card of a point of a session that was not met; a second time it is the same card. `None`
    /// where the round, the point or its problem is not there.
    pub async fn card_from_finding(
        &self,
        session: &str,
        round: usize,
        point: &str,
    ) -> Result<Option<String>, AppError> {
        let debrief = self.debrief(session).await?;
        let Some(report) = debrief.rounds.iter().find(|one| one.round == round) else {
            return Ok(None);
        };
        let found = self.library.problem(&report.problem).and_then(|problem| {
            let point = problem.rubric.point(point)?;
            Some((problem, point))
        });
        let Some((problem, point)) = found else { return Ok(None) };
        let id = format!("{OWN}{}-{}", problem.id, point.id);
        if self.store.card(&id).await?.is_some() {
            return Ok(Some(id));
        }
        let question =
            if point.probe.is_empty() { "What would you say about it?" } else { &point.probe };
        let topic = point.topics.first().or(problem.topics.first()).cloned().unwrap_or_default();
        let card = Card {
            id: id.clone(),
            topic,
            level: point.level,
            kind: Default::default(),
            asks: format!("{}: {question}", problem.title),
            answer: point.says.clone(),
            points: vec![CardPoint {
                says: point.says.clone(),
                heard_as: point.heard_as.clone(),
                not: point.not.clone(),
            }],
            estimate: None,
            from: Some(format!("/sessions/{session}/debrief")),
        };
        self.add_own_card(card).await?;
        Ok(Some(id))
    }

    /// Keeps an own card, due at once.
    pub async fn add_own_card(&self, card: Card) -> Result<(), AppError> {
        let mut state = new_state(&card, self.clock.unix_ms());
        state.own = Some(json(&card));
        Ok(self.store.put_cards(&[state]).await?)
    }

    /// Every card that was seen or made, with its text.
    pub async fn known_cards(&self) -> Result<Vec<(CardState, Card)>, AppError> {
        let mut known = Vec::new();
        for state in self.store.all_cards().await? {
            if let Some(card) = self.card_of(&state)? {
                known.push((state, card));
            }
        }
        Ok(known)
    }

    /// Takes a card out of the queue, or puts it back.
    pub async fn suspend_card(&self, id: &str, is_suspended: bool) -> Result<(), AppError> {
        match self.store.card(id).await? {
            Some(state) => Ok(self.store.put_cards(&[CardState { is_suspended, ..state }]).await?),
            None => Err(AppError::NoCard(id.to_owned())),
        }
    }

    /// Fits FSRS to the person's own reviews; takes seconds when there are many.
    pub async fn fit_memory(&self) -> Result<usize, AppError> {
        let reviews = self.store.all_reviews().await?;
        let mut by_card: BTreeMap<&str, Vec<(u32, Grade)>> = BTreeMap::new();
        let mut last: BTreeMap<&str, Date> = BTreeMap::new();
        for review in &reviews {
            let Some(grade) = Grade::from_number(review.grade) else { continue };
            let on = self.day_of(review.at_unix_ms);
            let days = last.insert(&review.card, on).map_or(0, |before| (on - before).get_days());
            by_card.entry(&review.card).or_default().push((days.max(0) as u32, grade));
        }
        let cards: Vec<Vec<(u32, Grade)>> = by_card.into_values().collect();
        let fitted = tokio::task::spawn_blocking(move || optimise(&cards))
            .await
            .expect("fitting does not panic")?;
        let mut settings = self.study_settings().await?;
        settings.parameters = fitted;
        self.set_study_settings(&settings).await?;
        Ok(reviews.len())
    }
}

/// The person's own, or the usual one when the kept parameters are damaged.
pub(crate) fn scheduler(settings: &StudySettings) -> Scheduler {
    Scheduler::new(&settings.parameters, settings.retention)
        .or_else(|_| Scheduler::new(&[], settings.retention))
        .expect("FSRS's own parameters are sound")
}

pub(super) fn new_state(card: &Card, now: u64) -> CardState {
    CardState {
        card: card.id.clone(),
        topic: Some(card.topic.clone()).filter(|topic| !topic.is_empty()),
        due_unix_ms: now,
        stability: 0.0,
        difficulty: 0.0,
        last_review_unix_ms: None,
        reviews: 0,
        lapses: 0,
        is_suspended: false,
        made_unix_ms: now,
        own: None,
    }
}

pub(super) fn plus(day: Date, days: u32) -> Date {
    day.saturating_add(jiff::Span::new().days(i64::from(days)))
}

/// Days from milliseconds, for chances to recall.
pub(crate) fn days_since(then: u64, now: u64) -> f32 {
    (now.saturating_sub(then) as f64 / DAY_MS as f64) as f32
}
