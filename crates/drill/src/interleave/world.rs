//! What one step does to memory, locks and transactions.
//!
//! Threads share one memory and see every write at once (sequential consistency). Transactions work as
//! follows, which is how PostgreSQL does it but for read uncommitted, which PostgreSQL does not have:
//!
//! - Whoever writes a row, or reads it `for update`, holds it until the end; others who want that wait.
//! - *Read uncommitted* reads what was written last, committed or not.
//! - *Read committed* reads what was committed last, and its own writes.
//! - *Repeatable read* reads as of its first step, and its own writes. It is aborted when it writes a row that
//!   another has changed and committed since (first updater wins).
//! - *Serializable* does the same, and a transaction that wrote is aborted at `commit` when something that it
//!   read has been changed since by another that committed. Every history is then equivalent to the order of
//!   commits. PostgreSQL aborts later and less, with the same promise.
//! - Waiting in a circle aborts the one whose wait closes it.

use super::steps::{Program, Step, Then};
use crate::expr::Expr;
use greenroom_model::drill::Isolation;

/// Everything that decides what may happen from here.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct World {
    /// The memory of threads; what is committed, for transactions.
    pub shared: Vec<i64>,
    /// Who holds which lock (threads) or row (transactions).
    pub held: Vec<Option<u8>>,
    pub actors: Vec<Doing>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Doing {
    /// The next line.
    pub at: u8,
    pub locals: Vec<i64>,
    pub state: State,
    /// What a transaction wrote and has not committed.
    wrote: Vec<(u8, i64)>,
    /// As of the transaction's first step.
    snapshot: Vec<i64>,
    /// Rows that others changed and committed since the snapshot.
    changed: u64,
    /// Rows that it read.
    read: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum State {
    Running,
    /// A thread that ended.
    Ended,
    Committed,
    Aborted,
}

/// What came of an actor's turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Turn {
    /// What the step did.
    Done(String),
    /// It cannot go on: why.
    Waits(String),
}

pub(super) struct Rules<'a> {
    pub program: &'a Program,
    /// `None`: threads.
    pub level: Option<Isolation>,
}

impl Rules<'_> {
    pub fn start(&self) -> World {
        let held = match self.level {
            Some(_) => self.program.shared.len(),
            None => self.program.locks.len(),
        };
        World {
            shared: self.program.shared.iter().map(|(_, value)| *value).collect(),
            held: vec![None; held],
            actors: self
                .program
                .actors
                .iter()
                .map(|script| Doing {
                    at: 0,
                    locals: vec![0; script.locals.len()],
                    state: State::Running,
                    wrote: Vec::new(),
                    snapshot: Vec::new(),
                    changed: 0,
                    read: 0,
                })
                .collect(),
        }
    }

    /// Lets an actor take its next step. An error is a fault of the drill.
    pub fn turn(&self, world: &mut World, who: usize) -> Result<Turn, String> {
        if let Some((holder, what)) = self.waits_for(world, who)? {
            if self.level.is_some() && self.is_circle(world, who)? {
                self.end(world, who, State::Aborted);
                return Ok(Turn::Done("waiting would close a circle (deadlock): aborted".into()));
            }
            let holder = holder.map_or(String::new(), |holder| {
                format!(", held by {}", self.program.actors[holder].name)
            });
            return Ok(Turn::Waits(format!("waits for {what}{holder}")));
        }
        let line = &self.program.actors[who].lines[usize::from(world.actors[who].at)];
        world.actors[who].at += 1;
        let told = self.step(world, who, &line.step).map_err(|why| {
            format!("{}: step `{}`: {why}", self.program.actors[who].name, line.text)
        })?;
        let is_over = usize::from(world.actors[who].at) >= self.program.actors[who].lines.len();
        if is_over && self.is_running(world, who) {
            world.actors[who].state = State::Ended;
        }
        Ok(Turn::Done(told))
    }

    pub fn is_running(&self, world: &World, who: usize) -> bool {
        world.actors[who].state == State::Running
    }

    /// Whether the promise holds. An error is a fault of the drill.
    pub fn holds(&self, world: &World) -> Result<bool, String> {
        let value = |name: &str| {
            if let Some(at) = self.program.shared.iter().position(|(one, _)| one == name) {
                return Some(world.shared[at]);
            }
            let (actor, local) = name.split_once('.')?;
            let who = self.program.actors.iter().position(|one| one.name == actor)?;
            if local == "committed" {
                return Some(i64::from(world.actors[who].state == State::Committed));
            }
            let at = self.program.actors[who].locals.iter().position(|one| one == local)?;
            Some(world.actors[who].locals[at])
        };
        Ok(self.program.promise.whole(&value).map_err(|why| format!("promise: {why}"))? != 0)
    }

    /// Whom the next step must wait for, where it is somebody, and for what. An error is the drill's.
    fn waits_for(
        &self,
        world: &World,
        who: usize,
    ) -> Result<Option<(Option<usize>, String)>, String> {
        let script = &self.program.actors[who];
        let step = &script.lines[usize::from(world.actors[who].at)].step;
        let other =
            |place: usize| world.held[place].map(usize::from).filter(|holder| *holder != who);
        let row = |place: usize| {
            other(place).map(|holder| (Some(holder), self.program.shared[place].0.clone()))
        };
        Ok(match step {
            // A thread that locks twice waits for itself: a mutex is not reentrant here.
            Step::Lock(place) => world.held[*place]
                .map(|holder| (Some(usize::from(holder)), self.program.locks[*place].clone())),
            Step::Wait { condition } => {
                let holds = self.eval(world, who, condition, true)? != 0;
                (!holds).then(|| (None, "its condition".to_owned()))
            }
            Step::Write { to, .. } if self.level.is_some() => row(*to),
            Step::Read { from, for_update: true, .. } => row(*from),
            Step::Atomic { on, .. } | Step::Cas { on, .. } if self.level.is_some() => {
                // An UPDATE passes over a row that does not match what is committed, without waiting.
                let seen = self.seen(world, who, *on);
                if other(*on).is_some() && self.change(world, who, step, seen)?.is_some() {
                    row(*on)
                } else {
                    None
                }
            }
            _ => None,
        })
    }

    /// Whether waiting for one another leads back to `who`.
    fn is_circle(&self, world: &World, who: usize) -> Result<bool, String> {
        let mut at = who;
        for _ in 0..world.actors.len() {
            match self.waits_for(world, at)? {
                Some((Some(holder), _)) if holder == who => return Ok(true),
                Some((Some(holder), _)) => at = holder,
                _ => return Ok(false),
            }
        }
        Ok(false)
    }

    fn step(&self, world: &mut World, who: usize, step: &Step) -> Result<String, String> {
        self.take_snapshot(world, who, step);
        let script = &self.program.actors[who];
        let shared = |place: usize| self.program.shared[place].0.as_str();
        let local = |place: usize| script.locals[place].as_str();
        match step {
            Step::Read { into, from, for_update } => {
                if *for_update {
                    if let Some(told) = self.loses(world, who, *from) {
                        return Ok(told);
                    }
                    world.held[*from] = Some(who as u8);
                }
                let value = self.seen(world, who, *from);
                self.note_read(world, who, *from);
                world.actors[who].locals[*into] = value;
                Ok(format!("{} = {value}", local(*into)))
            }
            Step::Write { to, value } => {
                let value = self.eval(world, who, value, false)?;
                if let Some(told) = self.loses(world, who, *to) {
                    return Ok(told);
                }
                self.put(world, who, *to, value);
                Ok(format!("{} = {value}", shared(*to)))
            }
            Step::Let { into, value } => {
                let value = self.eval(world, who, value, false)?;
                world.actors[who].locals[*into] = value;
                Ok(format!("{} = {value}", local(*into)))
            }
            Step::If { condition, then } => {
                if self.eval(world, who, condition, false)? == 0 {
                    return Ok("no, goes on".into());
                }
                Ok(self.then(world, who, *then))
            }
            Step::Wait { .. } => Ok("holds, goes on".into()),
            Step::Lock(place) => {
                world.held[*place] = Some(who as u8);
                Ok(format!("holds {}", self.program.locks[*place]))
            }
            Step::Unlock(place) => {
                let name = &self.program.locks[*place];
                if world.held[*place] != Some(who as u8) {
                    return Err(format!("lets go of {name} without holding it"));
                }
                world.held[*place] = None;
                Ok(format!("lets go of {name}"))
            }
            Step::Atomic { on, into, .. } => self.update(world, who, step, *on, *into),
            Step::Cas { on, into, .. } => self.update(world, who, step, *on, Some(*into)),
            Step::Commit => Ok(self.then(world, who, Then::Commit)),
            Step::Abort => Ok(self.then(world, who, Then::Abort)),
        }
    }

    /// `atomic` and `cas`.
    fn update(
        &self,
        world: &mut World,
        who: usize,
        step: &Step,
        on: usize,
        into: Option<usize>,
    ) -> Result<String, String> {
        let seen = self.seen(world, who, on);
        let found = self.change(world, who, step, seen)?;
        self.note_read(world, who, on);
        let name = &self.program.shared[on].0;
        if found.is_some()
            && let Some(told) = self.loses(world, who, on)
        {
            return Ok(told);
        }
        let mut told = match found {
            Some(value) => {
                self.put(world, who, on, value);
                format!("{name} = {value}")
            }
            None => format!("{name} is {seen}: nothing changed"),
        };
        if let Some(into) = into {
            let done = i64::from(found.is_some());
            world.actors[who].locals[into] = done;
            told.push_str(&format!(", {} = {done}", self.program.actors[who].locals[into]));
        }
        Ok(told)
    }

    /// The new value of an `atomic` or `cas`, where it applies to `seen`.
    fn change(
        &self,
        world: &World,
        who: usize,
        step: &Step,
        seen: i64,
    ) -> Result<Option<i64>, String> {
        match step {
            Step::Atomic { on, value, when, .. } => {
                let name = &self.program.shared[*on].0;
                let with = |expr: &Expr| {
                    expr.whole(&|asked| {
                        if asked == name { Some(seen) } else { self.local_value(world, who, asked) }
                    })
                };
                let applies = match when {
                    Some(when) => with(when)? != 0,
                    None => true,
                };
                if applies { with(value).map(Some) } else { Ok(None) }
            }
            Step::Cas { old, new, .. } if self.eval(world, who, old, false)? == seen => {
                self.eval(world, who, new, false).map(Some)
            }
            _ => Ok(None),
        }
    }

    fn then(&self, world: &mut World, who: usize, then: Then) -> String {
        let (state, told) = match then {
            Then::Again => {
                world.actors[who].at = 0;
                return "yes, begins again".into();
            }
            Then::Stop if self.level.is_none() => (State::Ended, "yes, stops"),
            Then::Stop => (State::Aborted, "yes, stops and rolls back"),
            Then::Abort => (State::Aborted, "rolls back"),
            Then::Commit if self.is_unserializable(world, who) => (
                State::Aborted,
                "something that it read was changed by another since: aborted instead",
            ),
            Then::Commit => (State::Committed, "committed"),
        };
        self.end(world, who, state);
        told.into()
    }

    fn is_unserializable(&self, world: &World, who: usize) -> bool {
        let doing = &world.actors[who];
        self.level == Some(Isolation::Serializable)
            && !doing.wrote.is_empty()
            && doing.read & doing.changed != 0
    }

    /// Ends an actor and lets go of all it holds.
    fn end(&self, world: &mut World, who: usize, state: State) {
        if state == State::Committed {
            let wrote = std::mem::take(&mut world.actors[who].wrote);
            let mut rows = 0;
            for (row, value) in wrote {
                world.shared[usize::from(row)] = value;
                rows |= 1 << row;
            }
            for (at, other) in world.actors.iter_mut().enumerate() {
                if at != who && !other.snapshot.is_empty() {
                    other.changed |= rows;
                }
            }
        }
        for holder in world.held.iter_mut().filter(|holder| **holder == Some(who as u8)) {
            *holder = None;
        }
        // What an ended one remembers decides nothing any more; equal worlds must be equal.
        let doing = &mut world.actors[who];
        doing.state = state;
        doing.wrote.clear();
        doing.snapshot.clear();
        (doing.changed, doing.read) = (0, 0);
    }

    fn take_snapshot(&self, world: &mut World, who: usize, step: &Step) {
        let touches = matches!(
            step,
            Step::Read { .. } | Step::Write { .. } | Step::Atomic { .. } | Step::Cas { .. }
        );
        if touches && self.is_snapshot() && world.actors[who].snapshot.is_empty() {
            world.actors[who].snapshot = world.shared.clone();
        }
    }

    /// Kept only where it decides something: worlds that differ in nothing else are the same.
    fn note_read(&self, world: &mut World, who: usize, row: usize) {
        if self.level == Some(Isolation::Serializable) {
            world.actors[who].read |= 1 << row;
        }
    }

    fn is_snapshot(&self) -> bool {
        self.level >= Some(Isolation::RepeatableRead)
    }

    /// First updater wins: a writer whose snapshot is older than the row is aborted.
    fn loses(&self, world: &mut World, who: usize, row: usize) -> Option<String> {
        if !self.is_snapshot() || world.actors[who].changed & (1 << row) == 0 {
            return None;
        }
        self.end(world, who, State::Aborted);
        let name = &self.program.shared[row].0;
        Some(format!("{name} was changed by another since its first step: aborted"))
    }

    /// Writes; a transaction keeps it for itself until it commits.
    fn put(&self, world: &mut World, who: usize, row: usize, value: i64) {
        if self.level.is_none() {
            world.shared[row] = value;
            return;
        }
        world.held[row] = Some(who as u8);
        let wrote = &mut world.actors[who].wrote;
        match wrote.iter_mut().find(|(one, _)| usize::from(*one) == row) {
            Some((_, old)) => *old = value,
            None => {
                wrote.push((row as u8, value));
                wrote.sort_unstable();
            }
        }
    }

    /// The value of a shared variable as an actor sees it.
    fn seen(&self, world: &World, who: usize, row: usize) -> i64 {
        let wrote = |who: usize| {
            let all = &world.actors[who].wrote;
            all.iter().find(|(one, _)| usize::from(*one) == row).map(|(_, value)| *value)
        };
        if let Some(own) = wrote(who) {
            return own;
        }
        if self.level == Some(Isolation::ReadUncommitted)
            && let Some(dirty) = (0..world.actors.len()).find_map(wrote)
        {
            return dirty;
        }
        match world.actors[who].snapshot.get(row) {
            Some(old) => *old,
            None => world.shared[row],
        }
    }

    fn local_value(&self, world: &World, who: usize, name: &str) -> Option<i64> {
        let at = self.program.actors[who].locals.iter().position(|one| one == name)?;
        world.actors[who].locals.get(at).copied()
    }

    fn eval(
        &self,
        world: &World,
        who: usize,
        expr: &Expr,
        also_shared: bool,
    ) -> Result<i64, String> {
        expr.whole(&|name| {
            self.local_value(world, who, name).or_else(|| {
                let at = self.program.shared.iter().position(|(one, _)| one == name);
                at.filter(|_| also_shared).map(|at| world.shared[at])
            })
        })
    }
}
