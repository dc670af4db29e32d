//! Histories as text, one event a line. The order of the lines is the order of the events.
//!
//! | format | a line |
//! |---|---|
//! | [`Format::JsonLines`] | `{"process":0,"type":"invoke","f":"put","key":"x","value":"1"}` |
//! | [`Format::Edn`] | `{:process 0, :type :invoke, :f :get, :key "x", :value nil}`, as porcupine's examples and Jepsen's stores have it |
//! | [`Format::JepsenLog`] | `INFO  jepsen.util - 0 :invoke :read nil`, as Jepsen and Knossos log it |
//!
//! `type` is `invoke`; or how the process's last call ended: `ok`, with the answer as `value`; `fail`, when it is known
//! not to have happened; `info`, when nobody knows. A call without an end is one of which nobody knows.
//!
//! | model | `f` with `value` of the call, and of `ok` |
//! |---|---|
//! | register | `read`, the value or null; `write` a value; `cas` `[from, to]`, false if the value was not `from` |
//! | kv, with `key` | `get`, the value or null; `put` and `append` a value; `delete`; `cas` as above; `read` and `write` are `get` and `put` |
//! | counter | `read`, a number; `add` a number; `add-and-get` a number, the number after it |
//! | set | `add` and `remove` an element, whether that changed anything; `contains` an element, true or false; `read`, all elements |
//! | queue | `enqueue` a value; `dequeue`, the value or null when there was none |
//! | lock | `acquire` and `release`, false if it was refused |
//! | list, with `key` | `append` an element; `read`, all elements |
//!
//! Where the answer is "done" or "true", `ok` may have any other value, such as that of the call. Values that are not
//! texts count as the text they are written as: `5` and `"5"` are equal.

mod edn;
mod events;
mod history;
mod wording;

pub use events::{Format, ReadError};
pub use history::history;
pub use wording::Worded;
