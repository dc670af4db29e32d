//! How each lab looks at a service: one module a lab, registered in [`ALL`].

mod http;
pub mod job_queue;
pub mod paged_api;
pub mod url_shortener;

use crate::check::Checked;
use crate::trial::Trial;
use std::any::Any;
use std::future::Future;
use std::pin::Pin;

pub static ALL: &[Workload] = &[job_queue::WORKLOAD, paged_api::WORKLOAD, url_shortener::WORKLOAD];

pub struct Workload {
    /// The lab's id, which is its folder's name.
    pub lab: &'static str,
    /// How many processes of the service run side by side, each with its own DATA_DIR.
    pub instances: usize,
    /// What Greenroom runs beside the service, such as a store that its processes share.
    pub surroundings: Option<fn() -> Preparing>,
    /// In the order of `lab.toml`.
    pub checks: &'static [Check],
}

pub struct Check {
    pub id: &'static str,
    pub run: for<'a> fn(&'a mut Trial) -> Running<'a>,
}

pub type Running<'a> = Pin<Box<dyn Future<Output = Checked> + Send + 'a>>;
pub type Preparing = Pin<Box<dyn Future<Output = Result<Surroundings, String>> + Send>>;

/// What stands beside a service while it is checked.
#[derive(Default)]
pub struct Surroundings {
    /// Added to the environment of every process of the service.
    pub env: Vec<(String, String)>,
    /// Whatever must live as long, and what checks want to look into.
    pub kept: Option<Box<dyn Any + Send + Sync>>,
}

pub fn of(lab: &str) -> Option<&'static Workload> {
    ALL.iter().find(|workload| workload.lab == lab)
}

/// `check!("redirects", redirects)`: an async function under the id that `lab.toml` has for it.
macro_rules! check {
    ($id:literal, $function:path) => {
        $crate::workload::Check { id: $id, run: |trial| Box::pin($function(trial)) }
    };
}
pub(crate) use check;
