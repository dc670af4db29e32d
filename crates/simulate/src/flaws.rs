//! What is wrong with a drawing.
use crate::design::Design;
use serde::Serialize;
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Flaw { pub place: Place, pub says: String, pub is_fatal: bool }
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place { Design, Node(String), Edge { from: String, to: String }, Operation(String) }
pub fn flaws(_: &Design) -> Vec<Flaw> { Vec::new() }
