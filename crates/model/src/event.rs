//! What happened in a session. The log of these is the truth; everything else is computed from it.
//!
//! `at_ms` counts on the session's own clock: it runs while the room is open and stands still
//! while paused or away, so a quote's time is the time that the candidate saw on screen. Wall time
//! appears only where a session starts, pauses or resumes.

use crate::{Band, CaseSet, CheckEnd, Company, Language, Level, Mode, OwnCase, Protocol, RunEnd};
use serde::{Deserialize, Serialize};

/// One entry of a session's append-only log. `seq` counts from 1 without gaps.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    pub seq: u64,
    pub at_ms: u64,
    #[serde(flatten)]
    pub body: EventBody,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum EventBody {
    SessionStarted(Box<SessionStart>),
    /// `round` and `phase` index into the protocol that the session started with.
    PhaseEntered {
        round: usize,
        phase: usize,
    },
    InterviewerSaid {
        text: String,
        #[serde(rename = "move")]
        intent: InterviewerMove,
    },
    /// A finished utterance; words still being spoken or typed are kept as a draft and never judged
    /// in the debrief.
    CandidateSaid {
        text: String,
        from_ms: u64,
        /// How the words came: typed, pasted or, once there is a microphone, spoken.
        via: Via,
        /// The sender's own name for it, so that words sent again after a broken connection or a
        /// crash are not taken twice. Empty when nothing can be sent again.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        id: String,
    },
    ArtifactChanged {
        artifact: Artifact,
        /// The round it belongs to. An artifact has one text for each round.
        round: usize,
        /// Counts from 1 for each artifact and round.
        revision: u64,
        splice: Splice,
    },
    /// The candidate had an artifact run. An asked run without its end was cut off by a crash.
    RunAsked {
        round: usize,
        /// Counts from 1 in each session.
        run: u64,
        cases: CaseSet,
        /// The revision of the code that runs; 0 is the starter as it was given.
        revision: u64,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        own: Vec<OwnCase>,
    },
    RunFinished {
        round: usize,
        run: u64,
        outcome: RunEnd,
    },
    /// What was drawn is held against the problem's targets: by wish, or because the round ends. One
    /// without its end was cut off by a crash and is run again.
    CheckAsked {
        round: usize,
        /// Counts from 1 in each session.
        check: u64,
        /// The revision of the drawing.
        revision: u64,
    },
    CheckFinished {
        round: usize,
        check: u64,
        outcome: CheckEnd,
    },
    HintShown {
        /// The problem whose rubric the point belongs to.
        problem: String,
        point: String,
        rung: HintRung,
        /// Points taken from the round's score.
        price: u32,
        text: String,
    },
    SelfScoreGiven {
        round: usize,
        band: Band,
    },
    Paused {
        unix_ms: u64,
    },
    Resumed {
        unix_ms: u64,
    },
    /// Keeps the clock: written now and then while nothing else happens, so that a crash costs
    /// seconds of clock and not minutes.
    ClockRead,
    Ended {
        reason: EndReason,
    },
}

/// What a session was started with. It carries the whole protocol, so that an old log still means
/// what it meant when content has changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SessionStart {
    pub protocol: Protocol,
    /// One problem id for each round of the protocol; `None` for rounds without a problem.
    pub problems: Vec<Option<String>>,
    pub level: Level,
    pub mode: Mode,
    pub language: Language,
    pub company: Company,
    /// Training only: show each nudge as it becomes useful instead of waiting to be asked.
    #[serde(default)]
    pub nudges_unasked: bool,
    pub seed: u64,
    pub started_unix_ms: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Via {
    Typed,
    Pasted,
    Spoken,
}

/// Why the interviewer spoke.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum InterviewerMove {
    /// Opens a round or a phase.
    Open,
    /// Answers what the candidate asked: from the problem's fact of that index, or by handing the
    /// question back.
    Answer {
        fact: Option<usize>,
    },
    /// Invites an unmet point.
    Probe {
        point: String,
    },
    /// Raises the counter-example to a misconception.
    Challenge {
        misconception: String,
    },
    /// Raises the load, by the problem's escalation of that index.
    Escalate {
        escalation: usize,
    },
    /// Asks to go on where nothing better is known.
    Continue,
    /// Ends a phase because its time is up.
    MoveOn,
    Close,
}

/// The three rungs of a hint ladder, each dearer than the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum HintRung {
    Nudge,
    Pointer,
    Reveal,
}

impl HintRung {
    pub const ALL: [HintRung; 3] = [HintRung::Nudge, HintRung::Pointer, HintRung::Reveal];

    pub fn id(self) -> &'static str {
        match self {
            HintRung::Nudge => "nudge",
            HintRung::Pointer => "pointer",
            HintRung::Reveal => "reveal",
        }
    }
}

/// What the candidate makes besides speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Artifact {
    Code,
    Contract,
    Schema,
    Design,
    Notes,
}

impl Artifact {
    pub const ALL: [Artifact; 5] =
        [Artifact::Code, Artifact::Contract, Artifact::Schema, Artifact::Design, Artifact::Notes];

    pub fn id(self) -> &'static str {
        match self {
            Artifact::Code => "code",
            Artifact::Contract => "contract",
            Artifact::Schema => "schema",
            Artifact::Design => "design",
            Artifact::Notes => "notes",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EndReason {
    /// The protocol ran to its end.
    Completed,
    /// The candidate ended it.
    EndedEarly,
}

/// One replacement in a text: at character `at`, `remove` characters go and `insert` comes.
/// Positions count Unicode scalar values, so that a log never splits a letter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Splice {
    pub at: usize,
    pub remove: usize,
    pub insert: String,
}

impl Splice {
    /// The smallest single replacement that turns `before` into `after`.
    pub fn between(before: &str, after: &str) -> Splice {
        let old: Vec<char> = before.chars().collect();
        let new: Vec<char> = after.chars().collect();
        let same_start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
        let longest_end = old.len().min(new.len()) - same_start;
        let same_end = old
            .iter()
            .rev()
            .zip(new.iter().rev())
            .take(longest_end)
            .take_while(|(a, b)| a == b)
            .count();
        Splice {
            at: same_start,
            remove: old.len() - same_start - same_end,
            insert: new[same_start..new.len() - same_end].iter().collect(),
        }
    }

    pub fn changes_nothing(&self) -> bool {
        self.remove == 0 && self.insert.is_empty()
    }

    /// The text after the replacement; positions past the end are taken as the end, because a log
    /// is read even when a newer program wrote it.
    pub fn apply(&self, before: &str) -> String {
        let mut chars = before.chars();
        let mut after: String = chars.by_ref().take(self.at).collect();
        after.push_str(&self.insert);
        after.extend(chars.skip(self.remove));
        after
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_splice(before: &str, after: &str, expected: (usize, usize, &str)) {
        let splice = Splice::between(before, after);
        assert_eq!((splice.at, splice.remove, splice.insert.as_str()), expected);
        assert_eq!(splice.apply(before), after);
    }

    #[test]
    fn a_splice_is_the_smallest_replacement_and_leads_to_the_new_text() {
        check_splice("", "abc", (0, 0, "abc"));
        check_splice("abc", "abc", (3, 0, ""));
        check_splice("abc", "abXc", (2, 0, "X"));
        check_splice("aaa", "aa", (2, 1, ""));
        check_splice("naïve", "native", (2, 1, "ti"));
        check_splice("one two", "two", (0, 4, ""));
    }

    #[test]
    fn an_event_reads_back_as_it_was_written() {
        let event = Event {
            seq: 7,
            at_ms: 840_000,
            body: EventBody::InterviewerSaid {
                text: "What happens the moment the campaign goes out?".into(),
                intent: InterviewerMove::Probe { point: "cold-hot-link".into() },
            },
        };
        let json = serde_json::to_string(&event).unwrap();
        assert_eq!(serde_json::from_str::<Event>(&json).unwrap(), event);
        assert!(json.contains(r#""type":"interviewer_said""#), "{json}");
    }
}
