//! From events to operations.

use super::Worded;
use super::events::{Event, Kind, ReadError, events};
use crate::{Model, Operation};
use hashbrown::HashMap;

type Operations<M> = Vec<Operation<<M as Model>::Input, <M as Model>::Output>>;

/// The operations of a text; times are its lines, from 1.
///
/// # Errors
/// When the text is no history of this model.
pub fn history<M: Worded>(model: &M, text: &str) -> Result<Operations<M>, ReadError> {
    let (format, events) = events(text)?;
    let mut operations = Vec::new();
    let mut did_not_happen = Vec::new();
    // By process: its open call.
    let mut calls: HashMap<u64, (usize, Event)> = HashMap::new();
    for mut event in events {
        let line = event.line;
        let refused = |what| ReadError::new(line, what, M::SHAPE);
        if event.kind == Kind::Invoke {
            if let Some((_, open)) = calls.get(&event.process) {
                return Err(ReadError::new(
                    line,
                    format!(
                        "process {} calls while its call of line {} is open",
                        open.process, open.line
                    ),
                    "give every client a process of its own, or end the call by ok, fail or info first",
                ));
            }
            let input = model.input(&mut event).map_err(refused)?;
            let at = operations.len();
            operations.push(Operation::pending(event.process, input, line as u64));
            calls.insert(event.process, (at, event));
            continue;
        }
        let Some((at, call)) = calls.remove(&event.process) else {
            return Err(ReadError::new(
                line,
                format!("process {} ends a call that it did not make", event.process),
                "record the call as an event of type invoke before",
            ));
        };
        if call.f != event.f {
            return Err(ReadError::new(
                line,
                format!(
                    "process {} ends `{}`, but called `{}` in line {}",
                    event.process, event.f, call.f, call.line
                ),
                "repeat the `f` of the call",
            ));
        }
        let operation = &mut operations[at];
        match event.kind {
            Kind::Ok => {
                operation.output =
                    model.output(&operation.input, event, format).map_err(refused)?;
                operation.returned = Some(line as u64);
            }
            Kind::Fail => did_not_happen.push(at),
            Kind::Info | Kind::Invoke => {}
        }
    }
    // From the back, so that the others keep their places until it is their turn.
    did_not_happen.sort_unstable();
    for at in did_not_happen.into_iter().rev() {
        operations.remove(at);
    }
    Ok(operations)
}
