//! What the tests of all kinds share.

use greenroom_model::drill::{Drill, Task};
use serde::Deserialize;

/// A drill whose task is the body of `[task]`.
pub(crate) fn drill(asks: &str, task: &str) -> Drill {
    #[derive(Deserialize)]
    struct File {
        task: Task,
    }
    let File { task } = toml::from_str(&format!("[task]\n{task}")).expect("a task");
    Drill {
        id: "tested".into(),
        title: "Tested".into(),
        topics: vec!["estimation".into()],
        level: greenroom_model::Level::Mid,
        minutes: 5,
        asks: asks.into(),
        why: "Because.".into(),
        task,
    }
}
