//! The steps of threads and transactions, read from their lines.

use crate::expr::Expr;
use greenroom_model::drill::{Actor, Interleaving};

/// Everything that is run, with names turned into places.
#[derive(Debug, Clone)]
pub(super) struct Program {
    /// Shared variables (rows, for transactions) with their first values.
    pub shared: Vec<(String, i64)>,
    /// Mutexes of threads.
    pub locks: Vec<String>,
    pub actors: Vec<Script>,
    pub promise: Expr,
}

#[derive(Debug, Clone)]
pub(super) struct Script {
    pub name: String,
    pub locals: Vec<String>,
    pub lines: Vec<Line>,
}

#[derive(Debug, Clone)]
pub(super) struct Line {
    pub text: String,
    pub step: Step,
}

/// Numbers are places: of a shared variable, a local one, a lock.
#[derive(Debug, Clone)]
pub(super) enum Step {
    /// `t = read x`, `t = read x for update`
    Read {
        into: usize,
        from: usize,
        for_update: bool,
    },
    /// `write x = t - 10`
    Write {
        to: usize,
        value: Expr,
    },
    /// `u = t + 1`
    Let {
        into: usize,
        value: Expr,
    },
    /// `if t < 10 stop`
    If {
        condition: Expr,
        then: Then,
    },
    /// `wait ready == 1`: only for threads; looks again until it holds.
    Wait {
        condition: Expr,
    },
    Lock(usize),
    Unlock(usize),
    /// `atomic x = x - 1 when x > 0 into ok`: one indivisible change, or `UPDATE ... WHERE`.
    Atomic {
        on: usize,
        value: Expr,
        when: Option<Expr>,
        into: Option<usize>,
    },
    /// `cas x t t + 1 into ok`
    Cas {
        on: usize,
        old: Expr,
        new: Expr,
        into: usize,
    },
    Commit,
    Abort,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Then {
    /// A thread ends and lets go of its locks; a transaction rolls back.
    Stop,
    /// A thread begins anew at its first step.
    Again,
    Commit,
    Abort,
}

/// States are kept in bit sets and small numbers.
const NAMES_MAX: usize = 60;
const STEPS_MAX: usize = 60;
const ACTORS_MAX: usize = 6;

/// Reads all, or says what is wrong and where.
pub(super) fn read(task: &Interleaving, transactions: bool) -> Result<Program, String> {
    let shared: Vec<(String, i64)> =
        task.start.iter().map(|(name, value)| (name.clone(), *value)).collect();
    if shared.len() > NAMES_MAX {
        return Err(format!("more than {NAMES_MAX} shared variables"));
    }
    if let Some((name, _)) = shared.iter().find(|(name, _)| !is_name(name)) {
        return Err(format!("`{name}` is no plain name for a shared variable"));
    }
    if !(2..=ACTORS_MAX).contains(&task.actor.len()) {
        return Err(format!("{} actors: there must be 2 to {ACTORS_MAX}", task.actor.len()));
    }
    let mut reader = Reader { shared: &shared, locks: Vec::new(), transactions };
    let mut actors: Vec<Script> = Vec::new();
    for actor in &task.actor {
        let name = &actor.name;
        let is_taken = actors.iter().any(|other| other.name.eq_ignore_ascii_case(name));
        if !is_name(name) || is_taken || name.eq_ignore_ascii_case("none") {
            return Err(format!("`{name}` is no name for an actor, or is taken"));
        }
        actors.push(reader.script(actor).map_err(|why| format!("{name}: {why}"))?);
    }
    let locks = reader.locks;
    let promise = Expr::parse(&task.promise).map_err(|why| format!("promise: {why}"))?;
    for name in promise.names() {
        let known = shared.iter().any(|(one, _)| one == name)
            || name.split_once('.').is_some_and(|(actor, local)| {
                actors.iter().any(|one| {
                    one.name == actor
                        && ((transactions && local == "committed")
                            || one.locals.iter().any(|known| known == local))
                })
            });
        if !known {
            return Err(format!("promise: `{name}` is not known"));
        }
    }
    Ok(Program { shared, locks, actors, promise })
}

fn is_name(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(|first| first.is_alphabetic())
        && letters.all(|c| c.is_alphanumeric() || c == '_')
}

struct Reader<'a> {
    shared: &'a [(String, i64)],
    locks: Vec<String>,
    transactions: bool,
}

impl Reader<'_> {
    fn script(&mut self, actor: &Actor) -> Result<Script, String> {
        if actor.steps.is_empty() || actor.steps.len() > STEPS_MAX {
            return Err(format!("has {} steps: write 1 to {STEPS_MAX}", actor.steps.len()));
        }
        let mut script = Script { name: actor.name.clone(), locals: Vec::new(), lines: Vec::new() };
        for text in &actor.steps {
            let step = self
                .step(text.trim(), &mut script.locals)
                .map_err(|why| format!("step `{text}`: {why}"))?;
            script.lines.push(Line { text: text.trim().to_owned(), step });
        }
        let ends =
            matches!(script.lines.last().map(|line| &line.step), Some(Step::Commit | Step::Abort));
        if self.transactions && !ends {
            return Err("a transaction ends with `commit` or `abort`".into());
        }
        Ok(script)
    }

    fn step(&mut self, text: &str, locals: &mut Vec<String>) -> Result<Step, String> {
        let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
        let rest = rest.trim();
        match first {
            "write" => {
                let (name, value) = rest.split_once('=').ok_or("write `write name = value`")?;
                Ok(Step::Write { to: self.shared(name)?, value: self.expr(value, locals, None)? })
            }
            "if" => {
                let (condition, then) = rest.rsplit_once(' ').ok_or("write `if condition stop`")?;
                let then = match then {
                    "stop" => Then::Stop,
                    "again" => Then::Again,
                    "commit" => Then::Commit,
                    "abort" => Then::Abort,
                    _ => return Err("an `if` ends in stop, again, commit or abort".into()),
                };
                match then {
                    Then::Again => self.only_threads()?,
                    Then::Commit | Then::Abort => self.only_transactions()?,
                    Then::Stop => {}
                }
                Ok(Step::If { condition: self.expr(condition, locals, None)?, then })
            }
            "wait" => {
                self.only_threads()?;
                let condition = Expr::parse(rest)?;
                let is_known =
                    |name: &&str| locals.iter().any(|one| one == name) || self.shared(name).is_ok();
                if let Some(name) = condition.names().into_iter().find(|name| !is_known(name)) {
                    return Err(format!("`{name}` is not known"));
                }
                Ok(Step::Wait { condition })
            }
            "lock" => Ok(Step::Lock(self.lock(rest)?)),
            "unlock" => Ok(Step::Unlock(self.lock(rest)?)),
            "atomic" => self.atomic(rest, locals),
            "cas" => {
                let how = "write `cas name old new into ok`";
                let (rest, into) = rest.rsplit_once(" into ").ok_or(how)?;
                let mut parts = rest.trim().splitn(3, ' ');
                let (Some(name), Some(old), Some(new)) = (parts.next(), parts.next(), parts.next())
                else {
                    return Err(how.into());
                };
                let (old, new) = (self.expr(old, locals, None)?, self.expr(new, locals, None)?);
                let on = self.shared(name)?;
                Ok(Step::Cas { on, old, new, into: self.local(into, locals)? })
            }
            "commit" | "abort" if rest.is_empty() => {
                self.only_transactions()?;
                Ok(if first == "commit" { Step::Commit } else { Step::Abort })
            }
            _ => self.assignment(text, locals),
        }
    }

    fn atomic(&self, rest: &str, locals: &mut Vec<String>) -> Result<Step, String> {
        let (rest, into) = match rest.rsplit_once(" into ") {
            Some((rest, into)) => (rest, Some(into)),
            None => (rest, None),
        };
        let (rest, when) = match rest.split_once(" when ") {
            Some((rest, when)) => (rest, Some(when)),
            None => (rest, None),
        };
        let (name, value) = rest.split_once('=').ok_or("write `atomic name = value`")?;
        let on = self.shared(name)?;
        let value = self.expr(value, locals, Some(name.trim()))?;
        let when = when.map(|when| self.expr(when, locals, Some(name.trim()))).transpose()?;
        let into = into.map(|into| self.local(into, locals)).transpose()?;
        Ok(Step::Atomic { on, value, when, into })
    }

    fn assignment(&self, text: &str, locals: &mut Vec<String>) -> Result<Step, String> {
        let (name, value) = text.split_once('=').ok_or("is not understood (docs/content.md)")?;
        let value = value.trim();
        match value.strip_prefix("read ") {
            Some(from) => {
                let (from, for_update) = match from.strip_suffix(" for update") {
                    Some(from) => (from, true),
                    None => (from, false),
                };
                if for_update {
                    self.only_transactions()?;
                }
                let from = self.shared(from)?;
                Ok(Step::Read { into: self.local(name, locals)?, from, for_update })
            }
            None => {
                let value = self.expr(value, locals, None)?;
                Ok(Step::Let { into: self.local(name, locals)?, value })
            }
        }
    }

    fn only_threads(&self) -> Result<(), String> {
        if self.transactions { Err("is for threads only".into()) } else { Ok(()) }
    }

    fn only_transactions(&self) -> Result<(), String> {
        if self.transactions { Ok(()) } else { Err("is for transactions only".into()) }
    }

    /// Names in a step's expression are local ones, because reading a shared one is a step of its own.
    fn expr(&self, text: &str, locals: &[String], also: Option<&str>) -> Result<Expr, String> {
        let expr = Expr::parse(text)?;
        for name in expr.names() {
            if Some(name) == also || locals.iter().any(|one| one == name) {
                continue;
            }
            return Err(match self.shared(name) {
                Ok(_) => format!("`{name}` is shared: read it in a step of its own"),
                Err(_) => format!("`{name}` has no value yet"),
            });
        }
        Ok(expr)
    }

    fn shared(&self, name: &str) -> Result<usize, String> {
        let name = name.trim();
        self.shared
            .iter()
            .position(|(one, _)| one == name)
            .ok_or_else(|| format!("`{name}` is not in `start`"))
    }

    fn local(&self, name: &str, locals: &mut Vec<String>) -> Result<usize, String> {
        let name = name.trim();
        if !is_name(name) || self.shared(name).is_ok() || name == "committed" {
            return Err(format!("`{name}` is no name for a local variable, or is taken"));
        }
        if let Some(at) = locals.iter().position(|one| one == name) {
            return Ok(at);
        }
        locals.push(name.to_owned());
        Ok(locals.len() - 1)
    }

    fn lock(&mut self, name: &str) -> Result<usize, String> {
        self.only_threads()?;
        if !is_name(name) {
            return Err(format!("`{name}` is no name for a lock"));
        }
        if let Some(at) = self.locks.iter().position(|one| one == name) {
            return Ok(at);
        }
        self.locks.push(name.to_owned());
        Ok(self.locks.len() - 1)
    }
}
