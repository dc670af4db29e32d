//! Clients that control and show every byte.

pub mod http;

pub use http::{Client, Exchange, Request};
