//! Threads and transactions of small steps, in every order.
//!
//! `steps` reads the lines, `world` says what one step does, `explore` tries all orders and tells one.
//!
//! Any order that breaks the promise is right, not only ours, because it is executed; `none` is right exactly
//! when no order breaks it, because all were.

mod explore;
#[cfg(test)]
mod props;
mod steps;
#[cfg(test)]
mod test;
mod world;

use crate::sheet::{plain, read_one, report, text};
use explore::{Explored, Told, explore, tell};
use greenroom_model::drill::{
    Drill, DrillAnswer, DrillError, DrillPart, DrillReport, Exercise, Form, Interleaving,
    Isolation, Question, Wanted,
};
use steps::Program;
use world::Rules;

const ORDER: &str = "order";
const LEVEL: &str = "level";
const NO_LEVEL: &str = "at none of them";
/// What a person would still call an order.
const TURNS_MAX: usize = 500;

pub(crate) fn present(drill: &Drill, task: &Interleaving) -> Result<Exercise, DrillError> {
    let program = program(drill, task)?;
    let question = match task.wanted {
        Wanted::Order => Question {
            id: ORDER.into(),
            asks: asks_order(task).into(),
            form: Form::Order { of: names(&program) },
            after: None,
        },
        Wanted::WeakestLevel => Question {
            id: LEVEL.into(),
            asks: "At which weakest isolation level does the promise hold in every order?".into(),
            form: Form::One { of: levels() },
            after: None,
        },
    };
    Ok(Exercise {
        asks: drill.asks.clone(),
        shown: shown(task, &program),
        questions: vec![question],
    })
}

pub(crate) fn truth(drill: &Drill, task: &Interleaving) -> Result<DrillAnswer, DrillError> {
    let program = program(drill, task)?;
    let (id, right) = match task.wanted {
        Wanted::Order => {
            let rules = Rules { program: &program, level: task.isolation };
            let explored = explore(&rules).map_err(wrong(drill))?;
            (ORDER, told_order(&program, &explored))
        }
        Wanted::WeakestLevel => (LEVEL, told_level(weakest(drill, &program)?.right)),
    };
    Ok(DrillAnswer::from([(id.to_owned(), right)]))
}

pub(crate) fn check(
    drill: &Drill,
    task: &Interleaving,
    answer: &DrillAnswer,
) -> Result<DrillReport, DrillError> {
    let program = program(drill, task)?;
    match task.wanted {
        Wanted::Order => check_order(drill, task, &program, text(answer, ORDER)),
        Wanted::WeakestLevel => check_level(drill, &program, text(answer, LEVEL)),
    }
}

fn check_order(
    drill: &Drill,
    task: &Interleaving,
    program: &Program,
    given: &str,
) -> Result<DrillReport, DrillError> {
    let rules = Rules { program, level: task.isolation };
    let explored = explore(&rules).map_err(wrong(drill))?;
    let ours = match &explored {
        Explored::Breaks { order } => Some(tell(&rules, order).map_err(wrong(drill))?),
        Explored::Holds { .. } => None,
    };
    let right = told_order(program, &explored);
    let (credit, says, trace) = match (read_order(given, program), ours) {
        (Err(why), ours) => (0.0, why, ours.map_or(Vec::new(), |ours| ours.trace)),
        (Ok(None), None) => (1.0, format!("So it is: {}", tried(&explored)), Vec::new()),
        (Ok(None), Some(ours)) => (0.0, format!("There is one: {right}. {}", ours.end), ours.trace),
        (Ok(Some(order)), ours) => {
            let Told { breaks, mut trace, end } = tell(&rules, &order).map_err(wrong(drill))?;
            match (breaks, ours) {
                (Some(true), _) => (1.0, end, trace),
                (_, None) => (0.0, format!("{end} {}", tried(&explored)), trace),
                (_, Some(ours)) => {
                    trace.push(String::new());
                    trace.push(format!("An order that breaks it: {right}"));
                    trace.extend(ours.trace);
                    (0.0, format!("{end} An order that breaks it is {right}."), trace)
                }
            }
        }
    };
    Ok(one_part(ORDER, asks_order(task), given, right, credit, says, trace))
}

fn one_part(
    id: &str,
    asks: &str,
    given: &str,
    right: String,
    credit: f64,
    says: String,
    trace: Vec<String>,
) -> DrillReport {
    let part = DrillPart {
        question: id.into(),
        asks: asks.into(),
        given: given.trim().into(),
        right,
        credit,
        says,
    };
    report(vec![part], trace)
}

fn tried(explored: &Explored) -> String {
    match explored {
        Explored::Holds { worlds } => format!(
            "All orders were tried, through {worlds} different states, and none breaks the promise."
        ),
        Explored::Breaks { .. } => String::new(),
    }
}

fn check_level(drill: &Drill, program: &Program, given: &str) -> Result<DrillReport, DrillError> {
    let weakest = weakest(drill, program)?;
    let right = told_level(weakest.right);
    let mut trace = Vec::new();
    for (level, explored) in &weakest.found {
        match explored {
            Explored::Holds { worlds } => {
                trace.push(format!("{}: holds in every order ({worlds} states)", level.title()));
            }
            Explored::Breaks { order } => {
                let rules = Rules { program, level: Some(*level) };
                let told = tell(&rules, order).map_err(wrong(drill))?;
                trace.push(format!("{}: broken, for example so:", level.title()));
                trace.extend(told.trace.iter().map(|line| format!("  {line}")));
            }
        }
    }
    let why = match weakest
        .found
        .iter()
        .rev()
        .find(|(_, one)| matches!(one, Explored::Breaks { .. }))
    {
        Some((level, explored)) => {
            format!("At {} this order breaks it: {}.", level.title(), told_order(program, explored))
        }
        None => "No order breaks it at any level.".into(),
    };
    let (credit, says) = match read_one(level_meant(given), &levels()) {
        Err(why) => (0.0, why),
        Ok(one) if *one == right => (1.0, why),
        Ok(_) => (0.0, format!("It is {right}. {why}")),
    };
    let asks = "The weakest isolation level at which the promise holds";
    Ok(one_part(LEVEL, asks, given, right, credit, says, trace))
}

/// What came of every level, from the weakest, and which is right; `None`: none of them.
struct Weakest {
    found: Vec<(Isolation, Explored)>,
    right: Option<Isolation>,
}

fn weakest(drill: &Drill, program: &Program) -> Result<Weakest, DrillError> {
    let mut found = Vec::new();
    for level in Isolation::ALL {
        let explored = explore(&Rules { program, level: Some(level) }).map_err(wrong(drill))?;
        found.push((level, explored));
    }
    let holds = |explored: &Explored| matches!(explored, Explored::Holds { .. });
    let right = found.iter().position(|(_, explored)| holds(explored));
    if let Some(at) = right
        && let Some((level, _)) = found[at..].iter().find(|(_, explored)| !holds(explored))
    {
        return Err(DrillError::new(
            drill,
            format!("the promise holds at {} and not at {}", found[at].0.title(), level.title()),
            "an aborted transaction must not break the promise: use `actor.committed` in it",
        ));
    }
    let right = right.map(|at| found[at].0);
    Ok(Weakest { found, right })
}

fn levels() -> Vec<String> {
    Isolation::ALL.map(Isolation::title).into_iter().chain([NO_LEVEL]).map(str::to_owned).collect()
}

/// Other names under which people know the levels.
fn level_meant(given: &str) -> &str {
    match plain(given).as_str() {
        "none" | "none of them" => NO_LEVEL,
        "ru" => Isolation::ReadUncommitted.title(),
        "rc" => Isolation::ReadCommitted.title(),
        "rr" | "snapshot" | "snapshot isolation" => Isolation::RepeatableRead.title(),
        _ => given,
    }
}

fn told_level(level: Option<Isolation>) -> String {
    level.map_or(NO_LEVEL, Isolation::title).to_owned()
}

fn told_order(program: &Program, explored: &Explored) -> String {
    match explored {
        Explored::Holds { .. } => "none".into(),
        Explored::Breaks { order } => {
            let names: Vec<&str> =
                order.iter().map(|who| program.actors[*who].name.as_str()).collect();
            names.join(" ")
        }
    }
}

fn names(program: &Program) -> Vec<String> {
    program.actors.iter().map(|one| one.name.clone()).collect()
}

fn is_transactions(task: &Interleaving) -> bool {
    task.isolation.is_some() || task.wanted == Wanted::WeakestLevel
}

fn program(drill: &Drill, task: &Interleaving) -> Result<Program, DrillError> {
    if task.isolation.is_some() && task.wanted == Wanted::WeakestLevel {
        return Err(DrillError::new(
            drill,
            "gives the isolation level that it asks for",
            "remove `isolation`",
        ));
    }
    steps::read(task, is_transactions(task)).map_err(wrong(drill))
}

fn wrong(drill: &Drill) -> impl Fn(String) -> DrillError {
    move |what| DrillError::new(drill, what, "correct the task")
}

fn asks_order(task: &Interleaving) -> &'static str {
    if is_transactions(task) {
        "Which order breaks the promise? Write the names as they take their steps, such as `A A B`, or \
         `none` if every order keeps it. Steps left over run afterwards, one transaction after another."
    } else {
        "Which order breaks the promise? Write the names as they take their steps, such as `A A B`, or \
         `none` if every order keeps it. Steps left over run afterwards, one thread after another. Waiting \
         for ever breaks it, too."
    }
}

fn shown(task: &Interleaving, program: &Program) -> Vec<String> {
    let start: Vec<String> =
        program.shared.iter().map(|(name, value)| format!("{name} = {value}")).collect();
    let mut shown = vec![format!("start:   {}", start.join(", "))];
    shown.push(format!("promise: {}", task.promise.trim()));
    if let Some(level) = task.isolation {
        shown.push(format!("level:   {}", level.title()));
    }
    for script in &program.actors {
        shown.push(String::new());
        shown.push(format!("{}:", script.name));
        shown.extend(
            script
                .lines
                .iter()
                .enumerate()
                .map(|(at, line)| format!("  {}. {}", at + 1, line.text)),
        );
    }
    shown
}

/// `A A B`, `A, B`, `a->b`, `AAB`, `A1 B1 A2`, `A*3 B`; nothing for `none`.
fn read_order(given: &str, program: &Program) -> Result<Option<Vec<usize>>, String> {
    let names = names(program);
    let how = format!(
        "Write names out of {} as they take their steps, such as `{} {}`, or `none`.",
        names.join(", "),
        names[0],
        names[1]
    );
    let whole = plain(given);
    if whole.is_empty() {
        return Err(format!("Nothing was answered. {how}"));
    }
    if ["none", "-", "no", "never", "no order", "no order breaks it"].contains(&whole.as_str()) {
        return Ok(None);
    }
    let lower: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
    let mut order = Vec::new();
    let separated = whole.replace("->", " ").replace('→', " ");
    for word in separated.split(|c: char| c.is_whitespace() || ",;>|".contains(c)) {
        if word.is_empty() || word == "then" {
            continue;
        }
        let Some(all) = read_turns(word, &lower) else {
            return Err(format!("`{word}` could not be read. {how}"));
        };
        order.extend(all);
        if order.len() > TURNS_MAX {
            return Err(format!("More than {TURNS_MAX} turns are not run. {how}"));
        }
    }
    if order.is_empty() {
        Err(format!("`{given}` could not be read. {how}"))
    } else {
        Ok(Some(order))
    }
}

fn read_turns(word: &str, names: &[String]) -> Option<Vec<usize>> {
    let named = |text: &str| names.iter().position(|name| name == text);
    if let Some(who) = named(word) {
        return Some(vec![who]);
    }
    if let Some((name, times)) = word.split_once(['*', '×']) {
        let times: usize = times.parse().ok().filter(|times| *times <= TURNS_MAX)?;
        return named(name).map(|who| vec![who; times]);
    }
    // `A1`, where the number says which step of theirs it is.
    let name = word.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ':');
    if let Some(who) = named(name) {
        return Some(vec![who]);
    }
    let mut begin =
        names.iter().enumerate().filter(|(_, name)| !word.is_empty() && name.starts_with(word));
    if let (Some((who, _)), None) = (begin.next(), begin.next()) {
        return Some(vec![who]);
    }
    let is_single = names.iter().all(|name| name.chars().count() == 1);
    let each: Option<Vec<usize>> = word.chars().map(|c| named(&c.to_string())).collect();
    each.filter(|_| is_single)
}
