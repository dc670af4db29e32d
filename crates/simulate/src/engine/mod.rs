//! The run itself. Start at [`Simulation::frame`]; [`flow`] is how a request goes.

mod call;
mod calling;
mod chance;
mod events;
mod faults;
mod flow;
mod keep;
mod limit;
mod measure;
mod messages;
mod outcome;
mod route;
mod server;
mod shelf;
mod why;
mod world;

use crate::design::{Design, Part};
use crate::flaws::{Flaw, Place, flaws};
use crate::reach::instances;
use crate::report::{Frame, Report, Sampling};
use crate::scenario::{FaultKind, Scenario};
use world::World;

/// Moments of a run that are shown.
const FRAMES: u32 = 120;
/// Requests of the trial from which the size of a run is judged.
const TRIAL_REQUESTS: f64 = 2_000.0;
/// As many times more events than there may be, before a run is sampled.
const SAMPLED_FROM: f64 = 1.25;
/// Of what a run was judged to need, before it is ended early.
const OVERRUN: u64 = 6;

/// A run under way.
pub struct Simulation {
    world: World,
    design: Design,
    frames: Vec<Frame>,
    next: u32,
    warm_up_at: Option<u64>,
    sampling: Option<Sampling>,
    ended_early: bool,
}

/// What keeps a design from being run so; nothing runs for it.
#[must_use]
pub fn why_not(design: &Design, scenario: &Scenario) -> Vec<Flaw> {
    let mut fatal: Vec<Flaw> = flaws(design).into_iter().filter(|flaw| flaw.is_fatal).collect();
    fatal.extend(of_scenario(design, scenario));
    fatal
}

/// All of a run at once.
///
/// # Errors
/// What is wrong with the design or the scenario, so that it cannot be run.
pub fn run(design: &Design, scenario: &Scenario) -> Result<Report, Vec<Flaw>> {
    let mut simulation = Simulation::new(design, scenario)?;
    while simulation.frame().is_some() {}
    Ok(simulation.report())
}

impl Simulation {
    /// # Errors
    /// As [`run`].
    pub fn new(design: &Design, scenario: &Scenario) -> Result<Simulation, Vec<Flaw>> {
        let fatal = why_not(design, scenario);
        if !fatal.is_empty() {
            return Err(fatal);
        }
        let one_in = sampled_one_in(design, scenario);
        let world = World::new(design, scenario, one_in);
        let sampling = (one_in > 1.0).then(|| {
            let slower = one_in / f64::from(1 + world.ghosts);
            let caches = if slower > 1.5 {
                format!(", and cold caches warm {slower:.0} times as slowly")
            } else {
                String::new()
            };
            Sampling {
                one_in,
                says: format!(
                    "{} requests are too many to follow each, so one in {} was, in a system whose capacity \
                     counts as much less; below saturation waiting is by queueing formula{caches}.",
                    people(requests_in(design, scenario)),
                    if one_in >= 10.0 { one_in.round() } else { one_in },
                ),
            }
        });
        let warm_up_ns = (scenario.warm_up_s * 1e9) as u64;
        Ok(Simulation {
            world,
            design: design.clone(),
            frames: Vec::new(),
            next: 1,
            warm_up_at: (warm_up_ns > 0).then_some(warm_up_ns),
            sampling,
            ended_early: false,
        })
    }

    /// Runs up to the next moment to show. `None`: the run is over.
    pub fn frame(&mut self) -> Option<&Frame> {
        if self.next > FRAMES || self.ended_early {
            return None;
        }
        let until = self.world.end_at * u64::from(self.next) / u64::from(FRAMES);
        let most = self.world.scenario.events_max.saturating_mul(OVERRUN);
        if let Some(at) = self.warm_up_at.filter(|at| *at <= until) {
            self.world.run_until(at, most);
            self.world.forget();
            self.warm_up_at = None;
        }
        self.world.run_until(until, most);
        self.ended_early = self.world.events >= most;
        self.next += 1;
        let frame = self.world.end_frame();
        self.frames.push(frame);
        self.frames.last()
    }

    /// What has run so far.
    #[must_use]
    pub fn report(self) -> Report {
        outcome::report(self.world, &self.design, self.frames, self.sampling, self.ended_early)
    }
}

impl World {
    /// Everything that happens until a moment, that moment included.
    fn run_until(&mut self, until: u64, events_max: u64) {
        while self.events < events_max
            && let Some((at, event)) = self.agenda.take_until(until)
        {
            self.now = at;
            self.events += 1;
            self.trace = (self.trace ^ at ^ event.code())
                .wrapping_mul(0x9e37_79b9_7f4a_7c15)
                .rotate_left(29);
            self.handle(event);
        }
        self.now = self.now.max(until);
    }
}

/// What a scenario asks for that this design, or no run, has.
fn of_scenario(design: &Design, scenario: &Scenario) -> Vec<Flaw> {
    let mut found = Vec::new();
    let mut wrong = |says: String| {
        found.push(Flaw { place: Place::Design, says, is_fatal: true });
    };
    if !(scenario.load > 0.0 && scenario.load <= 1e6) {
        wrong(format!("a load of {} cannot be run: it is between 0 and 1,000,000", scenario.load));
    }
    if !(scenario.duration_s >= 1.0 && scenario.duration_s <= 86_400.0) {
        wrong(format!("a run takes between 1 s and a day, not {} s", scenario.duration_s));
    }
    if !(scenario.warm_up_s >= 0.0 && scenario.warm_up_s < scenario.duration_s) {
        wrong("the warm-up has to end before the run does".to_owned());
    }
    let node = |id: &str| design.nodes.iter().find(|node| node.id == id);
    for fault in &scenario.faults {
        let missing = |id: &str| {
            let ids: Vec<&str> =
                design.nodes.iter().map(|node| node.id.as_str()).take(12).collect();
            format!("`{fault}`: there is no `{id}` in this design; there are {}", ids.join(", "))
        };
        match &fault.what {
            FaultKind::Kill { node: id, instance } | FaultKind::Slow { node: id, instance, .. } => {
                match (node(id), instance) {
                    (None, _) => wrong(missing(id)),
                    (Some(node), Some(number)) if *number > instances(&node.part) => {
                        wrong(format!("`{fault}`: `{id}` has {} instances", instances(&node.part)))
                    }
                    _ => {}
                }
            }
            FaultKind::Cold { node: id } | FaultKind::Deploy { node: id } => {
                if node(id).is_none() {
                    wrong(missing(id));
                }
            }
            FaultKind::Partition { one, other } => {
                for id in [one, other] {
                    if node(id).is_none() {
                        wrong(missing(id));
                    }
                }
            }
            FaultKind::Lose { zone } => {
                let zones = design.nodes.iter().flat_map(|node| &node.zones);
                let fits = |known: &&String| {
                    *known == zone
                        || known.split_once('/').is_some_and(|(region, _)| region == zone)
                };
                if !zones.clone().any(|known| fits(&known)) {
                    let mut all: Vec<&str> = zones.map(String::as_str).collect();
                    all.sort_unstable();
                    all.dedup();
                    let known = if all.is_empty() {
                        "no part says where it stands: give them `zones`".to_owned()
                    } else {
                        format!("there are {}", all.join(", "))
                    };
                    wrong(format!("`{fault}`: nothing stands in `{zone}`; {known}"));
                }
            }
        }
    }
    found
}

fn requests_in(design: &Design, scenario: &Scenario) -> f64 {
    let rates = design.nodes.iter().map(|node| match &node.part {
        Part::Clients(clients) => clients.rate_per_s,
        _ => 0.0,
    });
    let duration_s = scenario.duration_s;
    rates.sum::<f64>() * scenario.load * scenario.shape.mean(duration_s) * duration_s
}

/// For how many requests one has to stand, so that a run stays as small as it may be. By a trial: how much a
/// request sets off depends on caches, retries and fan-out.
fn sampled_one_in(design: &Design, scenario: &Scenario) -> f64 {
    let requests = requests_in(design, scenario);
    let most = scenario.events_max as f64;
    // Not even an arrival and an answer each, or so few that any design can do it.
    if requests * 400.0 < most {
        return 1.0;
    }
    let mut calm = scenario.clone();
    calm.faults.clear();
    let trial_one_in = (requests / TRIAL_REQUESTS).max(1.0);
    let mut trial = World::new(design, &calm, trial_one_in);
    let end_at = trial.end_at;
    trial.run_until(end_at, 2_000_000);
    let each = trial.events as f64 / (trial.total.offered.all().max(1)) as f64;
    let one_in = requests * each / most;
    // To follow each is better, and some more can be.
    if one_in > SAMPLED_FROM { (one_in * 10.0).ceil() / 10.0 } else { 1.0 }
}

/// `240 million`, `12,000`.
fn people(count: f64) -> String {
    match count {
        _ if count >= 1e9 => format!("{:.1} billion", count / 1e9),
        _ if count >= 1e6 => format!("{:.0} million", count / 1e6),
        _ => format!("{:.0} thousand", count / 1e3),
    }
}
