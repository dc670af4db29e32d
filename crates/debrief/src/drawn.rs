//! What a drawing came to, in words: the same sentences on every page.

use crate::words::count;
use greenroom_model::{DrawnFinding, HeldDrawing};

/// "3 of 5 targets met, 1 not assessed."
pub fn headline(held: &HeldDrawing) -> String {
    let of = |verdict| held.targets.iter().filter(|target| target.is_met == verdict).count();
    let unseen = match of(None) {
        0 => String::new(),
        unseen => format!(", {unseen} not assessed"),
    };
    format!("{} of {} met{unseen}.", of(Some(true)), count(held.targets.len(), "target"))
}

/// How often a drawing was held against the targets.
pub(crate) fn times(drawn: &DrawnFinding) -> String {
    match drawn.checks {
        0 | 1 => "It was checked once.".into(),
        times => format!("It was the last of {times} that were checked."),
    }
}
