//! A job queue with leases: at least once, bounded tries, and late answers that count for nothing.

use super::{draw, listed, numbered, some_of_both, within};
use crate::chance::Chance;
use crate::sheet::{Asked, Sheet};

const WORKERS: usize = 3;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Act {
    Asks,
    /// It was restarted, forgot its job, and asks.
    Restarts,
    Reports,
}

#[derive(Debug, Clone, Copy)]
struct Event {
    at_ms: u64,
    worker: usize,
    act: Act,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Waiting,
    Leased { until_ms: u64 },
    Done,
    Dead,
}

impl State {
    const TITLES: [&str; 4] = ["waiting", "leased", "done", "dead"];

    fn title(self) -> &'static str {
        match self {
            State::Waiting => "waiting",
            State::Leased { .. } => "leased",
            State::Done => "done",
            State::Dead => "dead",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Came {
    /// The job, or nothing to do.
    Got(Option<usize>),
    Accepted(usize),
    Refused(usize),
}

#[derive(Debug, Clone)]
struct Queue {
    lease_ms: u64,
    tries_max: u32,
    /// State, and how often it was leased.
    jobs: Vec<(State, u32)>,
    /// What each worker believes to be its own: the job, and which of its tries.
    workers: Vec<Option<(usize, u32)>>,
}

impl Queue {
    fn new(lease_ms: u64, jobs: usize, tries_max: u32) -> Queue {
        let workers = vec![None; WORKERS];
        Queue { lease_ms, tries_max, jobs: vec![(State::Waiting, 0); jobs], workers }
    }

    fn expire(&mut self, at_ms: u64) {
        for (state, tries) in &mut self.jobs {
            if matches!(state, State::Leased { until_ms } if *until_ms <= at_ms) {
                *state = if *tries >= self.tries_max { State::Dead } else { State::Waiting };
            }
        }
    }

    fn act(&mut self, event: Event) -> Came {
        self.expire(event.at_ms);
        let holds = self.workers[event.worker].take();
        if let (Act::Reports, Some((job, tries))) = (event.act, holds) {
            let (state, leased) = &mut self.jobs[job];
            if matches!(state, State::Leased { .. }) && *leased == tries {
                *state = State::Done;
                return Came::Accepted(job);
            }
            return Came::Refused(job);
        }
        let free = self.jobs.iter().position(|(state, _)| *state == State::Waiting);
        if let Some(job) = free {
            let (state, tries) = &mut self.jobs[job];
            *state = State::Leased { until_ms: event.at_ms + self.lease_ms };
            *tries += 1;
            self.workers[event.worker] = Some((job, *tries));
        }
        Came::Got(free)
    }
}

struct Run {
    events: Vec<Event>,
    came: Vec<Came>,
    queue: Queue,
}

pub(super) fn sheet(
    lease_ms: u32,
    jobs: u32,
    tries_max: u32,
    chance: &mut Chance,
) -> Result<Sheet, String> {
    within("lease_ms", lease_ms, 40..=3_600_000)?;
    within("jobs", jobs, 3..=5)?;
    within("tries_max", tries_max, 2..=4)?;
    draw(chance, |chance| {
        let run = run(Queue::new(u64::from(lease_ms), jobs as usize, tries_max), chance);
        ask(&run, chance)
    })
}

/// Workers ask, report sooner or later, or are restarted.
fn run(mut queue: Queue, chance: &mut Chance) -> Run {
    let grid = queue.lease_ms / 4;
    let mut at_ms = 0;
    let (mut events, mut came) = (Vec::new(), Vec::new());
    for _ in 0..queue.jobs.len() * 2 + 4 {
        at_ms += grid * chance.between(1, 3);
        let worker = chance.below(WORKERS);
        let act = match queue.workers[worker] {
            None => Act::Asks,
            Some(_) if chance.percent(70) => Act::Reports,
            Some(_) => Act::Restarts,
        };
        let event = Event { at_ms, worker, act };
        came.push(queue.act(event));
        events.push(event);
    }
    Run { events, came, queue }
}

/// `None` where too little happened.
fn ask(run: &Run, chance: &mut Chance) -> Option<Sheet> {
    let Run { events, came, queue } = run;
    let jobs = numbered("J", queue.jobs.len());
    let workers = numbered("W", WORKERS);
    let lines: Vec<String> = (1..=events.len()).map(|at| at.to_string()).collect();
    let refused = |came: &Came| matches!(came, Came::Refused(_));
    let accepted = |came: &Came| matches!(came, Came::Accepted(_));
    let late: Vec<String> = lines
        .iter()
        .zip(came)
        .filter(|(_, came)| refused(came))
        .map(|(line, _)| line.clone())
        .collect();
    let reports: Vec<String> = lines
        .iter()
        .zip(events)
        .filter(|(_, event)| event.act == Act::Reports)
        .map(|(line, _)| line.clone())
        .collect();
    let again: Vec<String> = jobs
        .iter()
        .zip(&queue.jobs)
        .filter(|(_, (_, tries))| *tries > 1)
        .map(|(job, _)| job.clone())
        .collect();
    // Who gets a job that another had before.
    let gets: Vec<(usize, usize)> = came
        .iter()
        .enumerate()
        .filter_map(|(at, came)| match came {
            Came::Got(Some(job)) if came_before(run, at, *job) => Some((at, *job)),
            _ => None,
        })
        .collect();
    let (line, job) = *gets.get(chance.below(gets.len()))?;
    let mut asked_jobs: Vec<usize> = (0..jobs.len()).collect();
    chance.shuffle(&mut asked_jobs);
    let (one, two) = (asked_jobs[0], asked_jobs[1]);
    let differs = queue.jobs[one].0.title() != queue.jobs[two].0.title();
    if !differs
        || !came.iter().any(accepted)
        || !some_of_both(late.len(), reports.len())
        || !some_of_both(again.len(), jobs.len())
    {
        return None;
    }
    let lease = queue.lease_ms;
    let mut shown = vec![
        format!(
            "A worker that asks gets the waiting job with the lowest number, for {lease} ms: its lease."
        ),
        format!(
            "After exactly {lease} ms the lease is over, and the job waits again; when {} leases of it are over,",
            queue.tries_max
        ),
        "it is dead. A report counts only from the one who holds the lease at that time.".into(),
        "A worker has one job at most, and is not told when its lease is over.".into(),
        String::new(),
    ];
    let told = |event: &Event| {
        let worker = &workers[event.worker];
        match event.act {
            Act::Asks => format!("{worker} asks for a job"),
            Act::Restarts => format!("{worker} is restarted, forgets its job, and asks for one"),
            Act::Reports => format!("{worker} reports its job as done"),
        }
    };
    shown.extend(
        events
            .iter()
            .enumerate()
            .map(|(at, event)| format!("{}. at {} ms: {}", at + 1, event.at_ms, told(event))),
    );
    let states = State::TITLES.map(str::to_owned);
    let state = |id, job: usize| {
        let asks = format!("In which state is {} right after the last line?", jobs[job]);
        Asked::one(id, asks, &states, queue.jobs[job].0.title())
    };
    let given: Vec<String> = jobs.iter().cloned().chain(["nothing".to_owned()]).collect();
    let asked = vec![
        Asked::one(
            "gets",
            format!("Which job does {} get in line {}?", workers[events[line].worker], line + 1),
            &given,
            &jobs[job],
        ),
        Asked::many("late", "Which reports, by their lines, do not count?", &reports, late.clone())
            .because(format!("Their leases were over: {}.", listed(&late))),
        Asked::many("again", "Which jobs were given out more than once?", &jobs, again.clone())
            .because(format!("So their work may have been done twice: {}.", listed(&again))),
        state("state-1", one),
        state("state-2", two),
    ];
    let trace = events
        .iter()
        .zip(came)
        .enumerate()
        .map(|(at, (event, came))| {
            let what = match came {
                Came::Got(Some(job)) => format!("gets {}", jobs[*job]),
                Came::Got(None) => "gets nothing".into(),
                Came::Accepted(job) => format!("{} is done", jobs[*job]),
                Came::Refused(job) => format!("does not count for {}", jobs[*job]),
            };
            format!("{}. at {} ms: {}: {what}", at + 1, event.at_ms, told(event))
        })
        .collect();
    Some(Sheet { shown, asked, trace })
}

fn came_before(run: &Run, at: usize, job: usize) -> bool {
    run.came[..at].contains(&Came::Got(Some(job)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leases_end_to_the_millisecond_and_late_reports_do_not_count() {
        let mut queue = Queue::new(100, 1, 2);
        let mut act = |at_ms, worker, act| queue.act(Event { at_ms, worker, act });
        assert_eq!(act(0, 0, Act::Asks), Came::Got(Some(0)));
        assert_eq!(act(99, 1, Act::Asks), Came::Got(None));
        assert_eq!(act(100, 1, Act::Asks), Came::Got(Some(0)));
        assert_eq!(act(150, 0, Act::Reports), Came::Refused(0));
        assert_eq!(act(199, 1, Act::Reports), Came::Accepted(0));
    }

    #[test]
    fn a_job_dies_when_its_last_lease_is_over() {
        let mut queue = Queue::new(100, 1, 2);
        for (at_ms, expected) in [(0, Some(0)), (100, Some(0)), (200, None)] {
            let event = Event { at_ms, worker: 0, act: Act::Restarts };
            assert_eq!(queue.act(event), Came::Got(expected));
        }
        assert_eq!(queue.jobs[0].0, State::Dead);
    }

    #[test]
    fn no_job_is_given_out_too_often_or_to_two_at_once() {
        for seed in 0..300 {
            let run = run(Queue::new(100, 4, 2), &mut Chance::new(seed));
            for job in 0..4 {
                let given: Vec<u64> = run
                    .events
                    .iter()
                    .zip(&run.came)
                    .filter(|(_, came)| **came == Came::Got(Some(job)))
                    .map(|(event, _)| event.at_ms)
                    .collect();
                assert!(given.len() <= 2, "seed {seed}");
                assert!(given.windows(2).all(|pair| pair[1] >= pair[0] + 100), "seed {seed}");
            }
        }
    }
}
