//! The interview from outside: inputs and clock readings in, events out.

mod hints;
mod interviewer;
mod replay;
mod room;
