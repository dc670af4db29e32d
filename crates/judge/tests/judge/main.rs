//! The judge as others use it. One program, so that it is linked once.

mod checkers;
mod packages;
mod support;
mod verdicts;
mod verifying;
