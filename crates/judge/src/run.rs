//! One program on one case.

use crate::build::Built;
use crate::ending::{self, Bounds, Ending};
use crate::error::JudgeError;
use crate::judge::OwnCase;
use crate::languages::Language;
use crate::package::{Case, Package};
use crate::queue::Queue;
use crate::report::{CaseReport, CaseResult, Excerpt, Verdict};
use crate::validate::{Checked, Question, Talked, Talker, Validator};
use crate::values::{self, Lines};
use greenroom_model::{Shape, Signature, Type};
use greenroom_sandbox::{Cancel, Limits, Outcome, Output, Sandbox, Stdin};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

pub enum Task<'a> {
    Case(&'a Case),
    Own(OwnCase),
}

impl Task<'_> {
    pub fn name(&self) -> &str {
        match self {
            Task::Case(case) => &case.name,
            Task::Own(own) => &own.name,
        }
    }
}

/// What all cases of one judgement share.
pub struct Runner<'a> {
    pub sandbox: &'a Sandbox,
    pub queue: &'a Queue,
    pub jobs: &'a Path,
    pub judgement: u64,
    pub package: &'a Package,
    pub language: &'static dyn Language,
    pub built: &'a Built,
    pub validator: Option<&'a Built>,
    /// What decides, and when it is ended.
    pub limit_ms: u64,
    pub cpu_ms: u64,
    /// On which cases it is ended so late; `None`: on all.
    pub patient: Option<&'a BTreeSet<String>>,
    /// It was seen to wait instead of working, on a quiet machine.
    pub waits: AtomicBool,
    pub cancel: &'a Cancel,
}

struct Data {
    input: Arc<[u8]>,
    /// `None`: it is only run.
    answer: Option<Vec<u8>>,
    args: Vec<String>,
    output_validator_args: Vec<String>,
}

struct Ran {
    outcome: Outcome,
    /// `None`: it waited, or the machine was busy.
    verdict: Option<Verdict>,
    messages: (Option<String>, Option<String>),
}

/// For programs that start threads of their own.
const PROCESSES: u32 = 64;

impl Runner<'_> {
    pub fn run(&self, task: &Task, mut ahead: impl FnMut(usize)) -> Result<CaseReport, JudgeError> {
        let data = self.data(task)?;
        let mut turn = |slots| {
            let turn = self.queue.enter(self.judgement, slots, self.cancel, &mut ahead);
            turn.ok_or(JudgeError::Cancelled)
        };
        let mut ran = {
            let _turn = turn(if self.package.interactive { 2 } else { 1 })?;
            self.once(task.name(), &data)?
        };
        // By the clock alone nobody can tell a program that waits from a machine that is busy. With
        // the machine to itself it can; and of one that waits this is asked only once.
        if ran.verdict.is_none() && !self.waits.load(Ordering::SeqCst) {
            let _turn = turn(self.queue.slots())?;
            if !self.waits.load(Ordering::SeqCst) {
                ran = self.once(task.name(), &data)?;
                if ran.verdict.is_none() {
                    self.waits.store(true, Ordering::SeqCst);
                }
            }
        }
        Ok(self.report(task.name(), &data, ran))
    }

    fn data(&self, task: &Task) -> Result<Data, JudgeError> {
        Ok(match task {
            Task::Case(case) => Data {
                input: self.package.input(case)?.into(),
                answer: Some(self.package.answer(case)?),
                args: case.args.clone(),
                output_validator_args: case.output_validator_args.clone(),
            },
            Task::Own(own) => {
                // As the problem's own first case is judged.
                let like = self.package.cases().first();
                let args =
                    |of: fn(&Case) -> &Vec<String>| like.map(of).cloned().unwrap_or_default();
                Data {
                    input: own.input.clone().into(),
                    answer: own.expected.clone(),
                    args: args(|case| &case.args),
                    output_validator_args: args(|case| &case.output_validator_args),
                }
            }
        })
    }

    fn once(&self, name: &str, data: &Data) -> Result<Ran, JudgeError> {
        let package = &self.package.limits;
        let patient = self.patient.is_none_or(|cases| cases.contains(name));
        let cpu_ms = if patient { self.cpu_ms } else { self.limit_ms };
        let limits = Limits {
            cpu_ms,
            wall_ms: 5 * cpu_ms + 5_000,
            memory_bytes: package.memory_bytes,
            output_bytes: package.output_bytes,
            processes: PROCESSES,
            ..Limits::default()
        };
        let validator = self.validator.map(|built| Validator {
            sandbox: self.sandbox,
            built,
            limits: package,
            jobs: self.jobs,
        });
        let question = Question {
            case: name,
            input: &data.input,
            answer: data.answer.as_deref().unwrap_or_default(),
            args: &data.output_validator_args,
        };
        if let Some(validator) = validator.as_ref().filter(|_| self.package.interactive) {
            let talker = Talker {
                built: self.built,
                language: self.language,
                args: &data.args,
                limits,
                time_limit_ms: self.limit_ms,
            };
            let Talked { outcome, verdict, checked } =
                validator.talk(&question, &talker, self.cancel)?;
            let messages = (checked.team_message, checked.judge_message);
            return Ok(Ran { outcome, verdict, messages });
        }
        let stdin = Stdin::Bytes(data.input.clone());
        let job = self.built.job(&data.args, stdin, Output::Capture, limits);
        let bounds = Bounds {
            time_ms: self.limit_ms,
            memory_bytes: job.limits.memory_bytes,
            output_bytes: job.limits.output_bytes,
        };
        let outcome = self.sandbox.run(job, self.cancel)?;
        let mut messages = (None, None);
        let verdict = match ending::of(&outcome, bounds, self.language) {
            Ending::Cancelled => return Err(JudgeError::Cancelled),
            Ending::Stuck => None,
            Ending::Badly(verdict) => Some(verdict),
            Ending::Well => Some(match (&data.answer, &validator) {
                (None, _) => Verdict::Ran,
                (Some(_), Some(validator)) => {
                    let Checked { accepted, team_message, judge_message } =
                        validator.check(&question, outcome.stdout.clone(), self.cancel)?;
                    messages = (team_message, judge_message);
                    if accepted {
                        Verdict::Accepted
                    } else {
                        Verdict::WrongAnswer { difference: None, place: None }
                    }
                }
                (Some(answer), None) => self.compare(name, data, answer, &outcome.stdout)?,
            }),
        };
        Ok(Ran { outcome, verdict, messages })
    }

    fn compare(
        &self,
        name: &str,
        data: &Data,
        answer: &[u8],
        got: &[u8],
    ) -> Result<Verdict, JudgeError> {
        let comparison = self
            .package
            .comparison(&data.output_validator_args)
            .map_err(|why| JudgeError::Validator { case: name.to_owned(), why })?;
        let Some(difference) = comparison.difference(answer, got) else {
            return Ok(Verdict::Accepted);
        };
        let lines = self.package.signature.as_ref().map(lines);
        let place =
            lines.and_then(|lines| values::explain(lines, &data.input, answer, got, &difference));
        Ok(Verdict::WrongAnswer { difference: Some(difference), place })
    }

    fn report(&self, name: &str, data: &Data, ran: Ran) -> CaseReport {
        let Ran { outcome, verdict, messages: (team_message, judge_message) } = ran;
        let cpu_ms = outcome.cpu_us / 1000;
        let verdict = verdict.unwrap_or(Verdict::TimeLimit { cpu_ms, waited: true });
        let n = match self.package.signature {
            Some(_) => values::scalars(&data.input),
            None => data.input.len() as u64,
        };
        let expected = data.answer.as_deref().filter(|_| !self.package.interactive);
        CaseReport {
            name: name.to_owned(),
            result: CaseResult::Judged { verdict },
            cpu_us: outcome.cpu_us,
            memory_bytes: outcome.memory_peak_bytes,
            n,
            input: Excerpt::of(&data.input),
            expected: expected.map(Excerpt::of),
            got: Excerpt::of(&outcome.stdout),
            stderr: Excerpt::of(&outcome.stderr),
            team_message,
            judge_message,
        }
    }
}

fn lines(signature: &Signature) -> Lines {
    match &signature.shape {
        Shape::Class { .. } => Lines::Calls,
        Shape::Function { returns: Type::List(_), .. } => Lines::Elements,
        Shape::Function { .. } => Lines::Value,
    }
}
