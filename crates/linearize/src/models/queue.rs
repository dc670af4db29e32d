//! First in, first out.

use super::arrow;
use crate::{Model, Told};

/// Empty at first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Queue;

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum QueueInput {
    Enqueue(String),
    Dequeue,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum QueueOutput {
    Enqueued,
    /// `None` when there was nothing.
    Dequeued(Option<String>),
}

impl Model for Queue {
    type Input = QueueInput;
    type Output = QueueOutput;
    /// The front comes first.
    type State = Vec<String>;

    fn initial(&self) -> Vec<String> {
        Vec::new()
    }

    fn step(
        &self,
        state: &Vec<String>,
        input: &QueueInput,
        output: Option<&QueueOutput>,
    ) -> Option<Vec<String>> {
        match (input, output) {
            (QueueInput::Enqueue(value), None | Some(QueueOutput::Enqueued)) => {
                let mut after = Vec::with_capacity(state.len() + 1);
                after.extend_from_slice(state);
                after.push(value.clone());
                Some(after)
            }
            (QueueInput::Dequeue, None) => Some(state.iter().skip(1).cloned().collect()),
            (QueueInput::Dequeue, Some(QueueOutput::Dequeued(told))) => {
                (told.as_ref() == state.first()).then(|| state.iter().skip(1).cloned().collect())
            }
            (QueueInput::Enqueue(_), Some(QueueOutput::Dequeued(_)))
            | (QueueInput::Dequeue, Some(QueueOutput::Enqueued)) => None,
        }
    }

    fn reads_only(&self, _input: &QueueInput, output: Option<&QueueOutput>) -> bool {
        output == Some(&QueueOutput::Dequeued(None))
    }

    /// A value that nobody took, where every dequeue says what it took: it stood behind all that were taken, and no
    /// dequeue that found nothing came after it. One that may not have happened and took it did not happen, then.
    fn can_spare(
        &self,
        one: Told<'_, QueueInput, QueueOutput>,
        others: &[Told<'_, QueueInput, QueueOutput>],
    ) -> bool {
        let QueueInput::Enqueue(value) = one.input else { return false };
        others.iter().all(|other| match (other.input, other.output) {
            (QueueInput::Enqueue(_), _) => true,
            (QueueInput::Dequeue, Some(QueueOutput::Dequeued(taken))) => {
                taken.as_ref() != Some(value)
            }
            (QueueInput::Dequeue, _) => !other.happened,
        })
    }

    fn show(&self, input: &QueueInput, output: Option<&QueueOutput>) -> String {
        let input = match input {
            QueueInput::Enqueue(value) => format!("enqueue {value}"),
            QueueInput::Dequeue => "dequeue".to_owned(),
        };
        let answer = output.and_then(|output| match output {
            QueueOutput::Enqueued => None,
            QueueOutput::Dequeued(None) => Some("nothing".to_owned()),
            QueueOutput::Dequeued(Some(value)) => Some(value.clone()),
        });
        format!("{input}{}", arrow(answer))
    }

    fn show_state(&self, state: &Vec<String>) -> String {
        match state.as_slice() {
            [] => "queue is empty".to_owned(),
            all => format!("queue holds {}", all.join(" ")),
        }
    }
}
