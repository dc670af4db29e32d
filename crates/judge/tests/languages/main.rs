//! Every language's driver, with its own compiler or interpreter and without a sandbox: what goes in
//! comes out the same in all of them, and what does not fit is said in words.

mod echo;
mod misuse;
mod signatures;
mod starters;
mod support;
mod table;
