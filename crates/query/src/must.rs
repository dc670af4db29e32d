//! What a plan and its work must show: the rules of `must`.

use crate::statement::aliases;
use greenroom_model::drill::Writes;

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Must {
    /// As it was written.
    pub text: String,
    /// Counted from 0; `None`: every query.
    query: Option<usize>,
    rule: Rule,
}

#[derive(Debug, Clone, PartialEq)]
enum Rule {
    UsesIndex,
    Covering,
    NoSort,
    /// Of this table, or of any.
    NoScan(Option<String>),
    NoAutomaticIndex,
    NoCorrelatedSubquery,
    StepsShare {
        of: u64,
        whole: u64,
    },
    StepsMost(u64),
    ColumnsMost(usize),
    PlanHas(String),
    PlanLacks(String),
}

/// A query before and after the statement, or in place of it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Measured {
    pub sql: String,
    pub plan: Vec<String>,
    pub steps: u64,
}

/// All that rules look at.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Seen {
    pub before: Vec<Measured>,
    pub after: Vec<Measured>,
    /// The index that was made, with its number of columns.
    pub index: Option<(String, usize)>,
}

/// What came of a rule.
pub(crate) struct Outcome {
    pub holds: bool,
    /// Plan lines or numbers.
    pub evidence: String,
}

impl Must {
    pub fn parse(text: &str, writes: Writes, queries: usize) -> Result<Must, String> {
        let whole = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let (query, rule) =
            match whole.strip_prefix("query ").and_then(|rest| rest.split_once(": ")) {
                Some((number, rule)) => {
                    let number: usize = number
                        .parse()
                        .map_err(|_| format!("`{number}` is no number of a query"))?;
                    if number == 0 || number > queries {
                        return Err(format!("there is no query {number}"));
                    }
                    (Some(number - 1), rule)
                }
                None => (None, whole.as_str()),
            };
        let rule = parse_rule(rule).ok_or("is no rule of docs/content.md")?;
        if matches!(rule, Rule::ColumnsMost(_)) && writes == Writes::Query {
            return Err("is for `writes = \"index\"` only".into());
        }
        if matches!(rule, Rule::StepsShare { whole: 0, .. }) {
            return Err("divides by zero".into());
        }
        Ok(Must { text: whole.clone(), query, rule })
    }

    /// A limit holds of what does nothing, too, and so proves nothing alone.
    pub fn is_limit(&self) -> bool {
        matches!(self.rule, Rule::ColumnsMost(_))
    }

    pub fn judge(&self, seen: &Seen) -> Outcome {
        let of = |all: &[Measured]| -> Vec<Measured> {
            let is_meant = |at: &usize| self.query.is_none_or(|query| query == *at);
            all.iter()
                .enumerate()
                .filter(|(at, _)| is_meant(at))
                .map(|(_, one)| one.clone())
                .collect()
        };
        let (before, after) = (of(&seen.before), of(&seen.after));
        let sum = |all: &[Measured]| all.iter().map(|one| one.steps).sum::<u64>();
        let name = seen.index.as_ref().map(|(name, _)| name.as_str());
        let each = |has: &dyn Fn(&Measured, &str) -> bool, wanted: bool| lines(&after, has, wanted);
        match &self.rule {
            Rule::UsesIndex => each(&|_, line| uses(line, "INDEX", name), true),
            Rule::Covering => each(&|_, line| uses(line, "COVERING INDEX", name), true),
            Rule::NoSort => each(&|_, line| line.contains("USE TEMP B-TREE"), false),
            Rule::NoScan(table) => {
                each(&|one, line| scans(&one.sql, line, table.as_deref()), false)
            }
            Rule::NoAutomaticIndex => each(&|_, line| line.contains("AUTOMATIC"), false),
            Rule::NoCorrelatedSubquery => each(&|_, line| line.contains("CORRELATED"), false),
            Rule::PlanHas(text) => each(&|_, line| has_text(line, text), true),
            Rule::PlanLacks(text) => each(&|_, line| has_text(line, text), false),
            Rule::StepsShare { of, whole } => {
                let (before, after) = (sum(&before), sum(&after));
                Outcome {
                    holds: after.saturating_mul(*whole) <= before.saturating_mul(*of),
                    evidence: format!("{} steps, {} before", told(after), told(before)),
                }
            }
            Rule::StepsMost(most) => Outcome {
                holds: sum(&after) <= *most,
                evidence: format!("{} steps", told(sum(&after))),
            },
            Rule::ColumnsMost(most) => {
                let count = seen.index.as_ref().map_or(0, |(_, count)| *count);
                Outcome {
                    holds: (1..=*most).contains(&count),
                    evidence: format!("{count} columns"),
                }
            }
        }
    }

    /// What it demands, as a sentence for the candidate.
    pub fn told(&self, writes: Writes) -> String {
        let index = if writes == Writes::Index { "the new index" } else { "an index" };
        let what = match &self.rule {
            Rule::UsesIndex => format!("uses {index}"),
            Rule::Covering => format!("reads {index} only, and no row of the table"),
            Rule::NoSort => "needs no sort (no temporary B-tree)".into(),
            Rule::NoScan(None) => "scans no table from end to end".into(),
            Rule::NoScan(Some(table)) => format!("does not scan {table} from end to end"),
            Rule::NoAutomaticIndex => "has no index built for it on the fly".into(),
            Rule::NoCorrelatedSubquery => "runs no subquery once a row".into(),
            Rule::StepsShare { of, whole } => format!("takes at most {of}/{whole} of the steps"),
            Rule::StepsMost(most) => format!("takes at most {} steps", told(*most)),
            Rule::ColumnsMost(most) => return format!("The index has at most {most} columns"),
            Rule::PlanHas(text) => format!("shows `{text}` in its plan"),
            Rule::PlanLacks(text) => format!("does not show `{text}` in its plan"),
        };
        match (writes, self.query) {
            (Writes::Query, _) => format!("The query {what}"),
            (Writes::Index, None) => format!("Each query {what}").replacen(
                "Each query takes",
                "Together the queries take",
                1,
            ),
            (Writes::Index, Some(query)) => format!("Query {} {what}", query + 1),
        }
    }
}

fn parse_rule(text: &str) -> Option<Rule> {
    Some(match text {
        "uses index" => Rule::UsesIndex,
        "covering" => Rule::Covering,
        "no sort" => Rule::NoSort,
        "no scan" => Rule::NoScan(None),
        "no automatic index" => Rule::NoAutomaticIndex,
        "no correlated subquery" => Rule::NoCorrelatedSubquery,
        _ => {
            if let Some(table) = text.strip_prefix("no scan of ") {
                Rule::NoScan(Some(table.to_owned()))
            } else if let Some(most) = text.strip_prefix("steps at most ") {
                match most.split_once('/') {
                    Some((of, whole)) => Rule::StepsShare {
                        of: of.trim().parse().ok()?,
                        whole: whole.trim().parse().ok()?,
                    },
                    None => Rule::StepsMost(most.replace(['_', ','], "").parse().ok()?),
                }
            } else if let Some(most) = text.strip_prefix("columns at most ") {
                Rule::ColumnsMost(most.parse().ok()?)
            } else if let Some(words) = text.strip_prefix("plan has ") {
                Rule::PlanHas(words.to_owned())
            } else {
                Rule::PlanLacks(text.strip_prefix("plan lacks ")?.to_owned())
            }
        }
    })
}

/// `wanted`: every plan has such a line; else none has. The evidence is the lines that decide.
fn lines(after: &[Measured], has: &dyn Fn(&Measured, &str) -> bool, wanted: bool) -> Outcome {
    let mut holds = true;
    let mut evidence = Vec::new();
    for one in after {
        let found: Vec<&String> = one.plan.iter().filter(|line| has(one, line)).collect();
        if found.is_empty() == wanted {
            holds = false;
        }
        let shown = if found.is_empty() { one.plan.iter().collect() } else { found };
        evidence.extend(shown.iter().map(|line| format!("`{}`", line.trim())));
    }
    Outcome { holds, evidence: evidence.join(", ") }
}

/// `USING INDEX name (a=?)`, `USING COVERING INDEX name`.
fn uses(line: &str, what: &str, name: Option<&str>) -> bool {
    if line.contains("AUTOMATIC") {
        return false;
    }
    let Some((_, rest)) = line.split_once(what) else { return false };
    let used = rest.trim_start().split([' ', '(']).next().unwrap_or_default();
    // `USING INDEX` of another kind, such as `MULTI-INDEX OR`, names none.
    line.contains("USING") && name.is_none_or(|name| used.eq_ignore_ascii_case(name))
}

fn scans(sql: &str, line: &str, table: Option<&str>) -> bool {
    let Some(rest) = line.trim_start().strip_prefix("SCAN ") else { return false };
    let scanned = rest.split(' ').next().unwrap_or_default().to_uppercase();
    match table {
        Some(table) => aliases(sql, table).contains(&scanned),
        None => !scanned.starts_with('(') && scanned != "CONSTANT",
    }
}

fn has_text(line: &str, text: &str) -> bool {
    line.to_lowercase().contains(&text.to_lowercase())
}

/// With commas.
pub(crate) fn told(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(plan: &[&str], steps: u64) -> Seen {
        let one = |plan: &[&str], steps| Measured {
            sql: "SELECT * FROM orders o".into(),
            plan: plan.iter().map(|line| (*line).to_owned()).collect(),
            steps,
        };
        Seen {
            before: vec![one(&["SCAN o"], 1000)],
            after: vec![one(plan, steps)],
            index: Some(("mine".into(), 2)),
        }
    }

    #[track_caller]
    fn check(rule: &str, plan: &[&str], steps: u64, expected: bool) {
        let must = Must::parse(rule, Writes::Index, 1).unwrap();
        let outcome = must.judge(&seen(plan, steps));
        assert_eq!(outcome.holds, expected, "{rule}: {}", outcome.evidence);
        assert!(!outcome.evidence.is_empty());
    }

    #[test]
    fn rules_are_held_against_plans_and_steps() {
        let search = &["SEARCH o USING INDEX mine (a=?)"];
        let covering = &["SEARCH o USING COVERING INDEX mine (a=? AND b>?)"];
        let other = &["SEARCH o USING INDEX mine2 (a=?)", "USE TEMP B-TREE FOR ORDER BY"];
        check("uses index", search, 1, true);
        check("uses index", covering, 1, true);
        check("uses index", other, 1, false);
        check("uses index", &["SEARCH o USING AUTOMATIC COVERING INDEX (a=?)"], 1, false);
        check("uses index", &["SEARCH o USING INTEGER PRIMARY KEY (rowid=?)"], 1, false);
        check("covering", search, 1, false);
        check("covering", covering, 1, true);
        check("no sort", search, 1, true);
        check("no sort", other, 1, false);
        check("no scan", &["SCAN o USING INDEX mine"], 1, false);
        check("no scan", &["SCAN CONSTANT ROW", "SCAN (subquery-1)"], 1, true);
        check("no scan of orders", &["SCAN o"], 1, false);
        check("no scan of orders", &["SCAN c"], 1, true);
        check("no automatic index", &["SEARCH o USING AUTOMATIC COVERING INDEX (a=?)"], 1, false);
        check("no correlated subquery", &["CORRELATED SCALAR SUBQUERY 1"], 1, false);
        check("steps at most 1/20", search, 50, true);
        check("steps at most 1/20", search, 51, false);
        check("steps at most 1_000", search, 1000, true);
        check("columns at most 2", search, 1, true);
        check("columns at most 1", search, 1, false);
        check("query 1: plan has using index", search, 1, true);
        check("plan lacks MULTI-INDEX", search, 1, true);
    }

    #[test]
    fn what_is_no_rule_is_refused() {
        for (text, why) in [
            ("uses an index", "is no rule of docs/content.md"),
            ("query 2: no sort", "there is no query 2"),
            ("query x: no sort", "`x` is no number of a query"),
            ("steps at most few", "is no rule of docs/content.md"),
        ] {
            assert_eq!(Must::parse(text, Writes::Index, 1), Err(why.to_owned()));
        }
        assert!(Must::parse("columns at most 2", Writes::Query, 1).is_err());
    }
}
