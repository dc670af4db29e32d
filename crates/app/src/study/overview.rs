//! Cards at a glance, and what a face says of them: the same words in the browser and in the terminal.

use super::{Counts, Graded};
use crate::{AppError, Greenroom};
use greenroom_debrief::run::capital;
use greenroom_model::{Card, RoundKind};
use greenroom_plan::{Next, topic_title};
use std::collections::BTreeMap;
use std::fmt;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardsOverview {
    pub waiting: Counts,
    /// When the next card comes that does not wait yet.
    pub next_due_unix_ms: Option<u64>,
    pub own: usize,
    pub set_aside: usize,
    /// Those of which there are cards, round by round.
    pub topics: Vec<CardTopic>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardTopic {
    pub id: String,
    pub round: RoundKind,
    pub due: usize,
    /// Answered at least once.
    pub begun: usize,
    pub all: usize,
}

impl Greenroom {
    pub async fn cards_overview(&self) -> Result<CardsOverview, AppError> {
        let (known, now) = (self.known_cards().await?, self.clock.unix_ms());
        let mut of_topic: BTreeMap<&str, (usize, usize, usize)> = BTreeMap::new();
        for card in self.library.cards() {
            of_topic.entry(&card.topic).or_default().2 += 1;
        }
        for (state, card) in &known {
            let (due, begun, all) = of_topic.entry(&card.topic).or_default();
            *due += usize::from(!state.is_suspended && state.due_unix_ms <= now);
            *begun += usize::from(state.reviews > 0);
            *all += usize::from(state.own.is_some());
        }
        let mut topics = Vec::new();
        for round in RoundKind::ALL {
            let of_round = self.library.topics().iter().filter(|one| one.round == Some(round));
            topics.extend(of_round.filter_map(|topic| {
                let (due, begun, all) = *of_topic.get(topic.id.as_str())?;
                Some(CardTopic { id: topic.id.clone(), round, due, begun, all })
            }));
        }
        let waits = known.iter().filter(|(state, _)| !state.is_suspended);
        let later = waits.map(|(state, _)| state.due_unix_ms).filter(|due| *due > now);
        Ok(CardsOverview {
            waiting: self.card_counts().await?,
            next_due_unix_ms: later.min(),
            own: known.iter().filter(|(state, _)| state.own.is_some()).count(),
            set_aside: known.iter().filter(|(state, _)| state.is_suspended).count(),
            topics,
        })
    }

    /// `Tuesday, 12 January, 04:00`, where the person lives.
    pub fn moment_in_words(&self, unix_ms: u64) -> String {
        self.local(unix_ms).strftime("%A, %-d %B, %H:%M").to_string()
    }
}

/// What a card is of, as it is shown.
pub fn card_topic_title(card: &Card) -> String {
    match card.topic.as_str() {
        "" => "Your own".to_owned(),
        topic => capital(&topic_title(topic)),
    }
}

/// `14 cards due, 6 new`.
impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cards =
            |count: u64| if count == 1 { "1 card".to_owned() } else { format!("{count} cards") };
        match (self.due, self.new) {
            (0, 0) => f.write_str("No card is waiting"),
            (due, 0) => write!(f, "{} due", cards(due)),
            (0, new) => write!(f, "{} new", cards(new)),
            (due, new) => write!(f, "{} due, {new} new", cards(due)),
        }
    }
}

impl Graded {
    /// What the candidate is told after a grade; `None` where the card comes again in this sitting.
    pub fn told(&self) -> Option<String> {
        if let Some(leech) = &self.leech {
            return Some(match &leech.drill {
                Some((_, title)) => format!(
                    "This card keeps slipping, so it is set aside. The drill “{title}” is on \
                     tomorrow's plan instead."
                ),
                None => "This card keeps slipping, so it is set aside. Its topic has no drill yet."
                    .to_owned(),
            });
        }
        self.days.map(|days| format!("Comes back in {}.", days_in_words(days)))
    }
}

/// `in 3 weeks`.
pub fn comes_in_words(next: &Next) -> String {
    match next.days() {
        None => "in this sitting".to_owned(),
        Some(days) => format!("in {}", days_in_words(days)),
    }
}

fn days_in_words(days: u32) -> String {
    match days {
        1 => "a day".into(),
        2..=20 => format!("{days} days"),
        21..=60 => format!("{} weeks", days / 7),
        days => format!("{} months", (days / 30).max(2)),
    }
}
