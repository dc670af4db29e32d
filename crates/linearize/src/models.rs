//! The objects that histories are usually of.
//!
//! Values are texts: whether they were numbers or words makes no difference to their order.

mod cell;
mod counter;
mod list;
mod lock;
mod queue;
mod set;

pub use cell::{CellInput, CellOutput, Kv, KvInput, Register};
pub use counter::{Counter, CounterInput};
pub use list::{List, ListInput, ListOutput};
pub use lock::{Lock, LockInput};
pub use queue::{Queue, QueueInput, QueueOutput};
pub use set::{Set, SetInput, SetOutput};

/// `-> answer`, or nothing when it is not known.
fn arrow(answer: Option<String>) -> String {
    answer.map_or_else(String::new, |answer| format!(" -> {answer}"))
}
