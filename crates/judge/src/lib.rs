//! Builds programs, runs them on cases, and says what came out.

pub mod languages;
