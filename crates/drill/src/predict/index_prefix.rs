//! A composite B-tree index: how many of its columns narrow a query's search, and whether its order is that
//! of the query.

use super::{draw, listed, numbered, some_of_both};
use crate::chance::Chance;
use crate::sheet::{Asked, Sheet};
use std::collections::BTreeSet;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Condition {
    None,
    Equal,
    Range,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Query {
    /// For each column of the index.
    conditions: Vec<Condition>,
    /// Columns with whether they descend.
    order: Vec<(usize, bool)>,
}

const NARROWS: [&str; 5] = ["narrow-1", "narrow-2", "narrow-3", "narrow-4", "narrow-5"];

pub(super) fn sheet(
    columns: &[String],
    queries: u32,
    chance: &mut Chance,
) -> Result<Sheet, String> {
    let is_plain = |name: &String| {
        !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    };
    let different: BTreeSet<&String> = columns.iter().collect();
    if !(3..=5).contains(&columns.len())
        || different.len() != columns.len()
        || !columns.iter().all(is_plain)
    {
        return Err("`columns` must be 3 to 5 different plain names".into());
    }
    super::within("queries", queries, 3..=5)?;
    let queries = draw(chance, |chance| {
        let all: Vec<Query> = (0..queries).map(|_| query(columns.len(), chance)).collect();
        let counts: BTreeSet<usize> = all.iter().map(narrows).collect();
        let sorted = all.iter().filter(|one| sorts(one)).count();
        // The two surprises: a condition that narrows nothing, and an order that an equality makes fit.
        let idle = all.iter().any(|one| {
            one.conditions.iter().filter(|condition| **condition != Condition::None).count()
                > narrows(one)
        });
        let helped = all
            .iter()
            .any(|one| !sorts(one) && one.order.first().is_some_and(|(column, _)| *column > 0));
        let mut different = all.clone();
        different.dedup();
        let is_good = counts.len() > 1
            && counts.last() > Some(&1)
            && idle
            && helped
            && different.len() == all.len();
        (is_good && some_of_both(sorted, all.len())).then_some(all)
    })?;
    Ok(ask(columns, &queries))
}

fn query(columns: usize, chance: &mut Chance) -> Query {
    // An index is made for queries by its first column.
    let conditions = (0..columns)
        .map(|at| match chance.below(if at == 0 { 7 } else { 10 }) {
            0..4 => Condition::Equal,
            4..6 => Condition::Range,
            _ => Condition::None,
        })
        .collect();
    let mut order: Vec<usize> = (0..columns).collect();
    // Mostly in the order of the index, so that it often fits.
    if chance.percent(30) {
        chance.shuffle(&mut order);
    }
    let count = 1 + chance.below(2);
    let from = chance.below(columns);
    let descends = chance.percent(40);
    let mixed = chance.percent(25);
    let order = order
        .into_iter()
        .skip(from)
        .take(count)
        .enumerate()
        .map(|(at, column)| (column, descends != (mixed && at > 0)))
        .collect();
    Query { conditions, order }
}

/// Equalities from the first column on, and one range after them.
fn narrows(query: &Query) -> usize {
    let equal = query.conditions.iter().take_while(|one| **one == Condition::Equal).count();
    equal + usize::from(query.conditions.get(equal) == Some(&Condition::Range))
}

/// Whether the rows come from the index in another order than is asked. A column that is equal to one value
/// changes no order, neither in the index nor in the query.
fn sorts(query: &Query) -> bool {
    let is_equal = |column: usize| query.conditions[column] == Condition::Equal;
    let wanted: Vec<(usize, bool)> =
        query.order.iter().copied().filter(|(column, _)| !is_equal(*column)).collect();
    let walked = (0..query.conditions.len()).filter(|column| !is_equal(*column));
    let fits = wanted.iter().zip(walked).all(|((column, _), walked)| *column == walked);
    let is_one_way = wanted.windows(2).all(|pair| pair[0].1 == pair[1].1);
    !fits || !is_one_way
}

fn ask(columns: &[String], queries: &[Query]) -> Sheet {
    let names = numbered("q", queries.len());
    let mut shown = vec![
        format!("CREATE INDEX by_all ON events ({});", columns.join(", ")),
        "-- a B-tree, read forwards or backwards, and never skipped through".into(),
        "-- a walk through the whole index in the right order needs no sort".into(),
        String::new(),
    ];
    shown.extend(
        names.iter().zip(queries).map(|(name, query)| format!("{name}: {}", told(columns, query))),
    );
    let mut asked: Vec<Asked> = NARROWS
        .into_iter()
        .zip(names.iter().zip(queries))
        .map(|(id, (name, query))| {
            Asked::number(
                id,
                format!(
                    "How many columns of the index narrow the range that is searched for {name}?"
                ),
                "columns",
                narrows(query) as u64,
            )
            .because(because(columns, query))
        })
        .collect();
    let sorted = names.iter().zip(queries).filter(|(_, query)| sorts(query));
    let sorted: Vec<String> = sorted.map(|(name, _)| name.clone()).collect();
    asked.push(
        Asked::many(
            "sorts",
            "Which queries need a sort, if they are answered by this index?",
            &names,
            sorted.clone(),
        )
        .because(format!("Their order is not that of the index: {}.", listed(&sorted))),
    );
    let trace = names
        .iter()
        .zip(queries)
        .map(|(name, query)| {
            let sort = if sorts(query) { "needs a sort" } else { "comes in order" };
            format!("{name} {sort}. {}", because(columns, query))
        })
        .collect();
    Sheet { shown, asked, trace }
}

fn because(columns: &[String], query: &Query) -> String {
    let count = narrows(query);
    let used = if count == 0 {
        "Narrowed by none".into()
    } else {
        format!("Narrowed by {}", columns[..count].join(", "))
    };
    let stop = match (count.checked_sub(1).map(|last| query.conditions[last]), columns.get(count)) {
        (Some(Condition::Range), Some(_)) => "; after a range no further column does".to_owned(),
        (_, Some(next)) => format!("; {next} has no condition to go on with"),
        (_, None) => String::new(),
    };
    format!("{used}{stop}.")
}

fn told(columns: &[String], query: &Query) -> String {
    let conditions: Vec<String> = columns
        .iter()
        .zip(&query.conditions)
        .filter_map(|(column, condition)| match condition {
            Condition::None => None,
            Condition::Equal => Some(format!("{column} = ?")),
            Condition::Range => Some(format!("{column} > ?")),
        })
        .collect();
    let filter = if conditions.is_empty() {
        String::new()
    } else {
        format!(" WHERE {}", conditions.join(" AND "))
    };
    let order: Vec<String> = query
        .order
        .iter()
        .map(|(column, descends)| {
            format!("{}{}", columns[*column], if *descends { " DESC" } else { "" })
        })
        .collect();
    format!("SELECT * FROM events{filter} ORDER BY {}", order.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Conditions as `=`, `>` or `.` a column; the order as columns, capitals descending.
    #[track_caller]
    fn check(conditions: &str, order: &str, expected: (usize, bool)) {
        let conditions = conditions.chars().map(|c| match c {
            '=' => Condition::Equal,
            '>' => Condition::Range,
            _ => Condition::None,
        });
        let order = order
            .bytes()
            .map(|b| (usize::from(b.to_ascii_lowercase() - b'a'), b.is_ascii_uppercase()));
        let query = Query { conditions: conditions.collect(), order: order.collect() };
        assert_eq!((narrows(&query), sorts(&query)), expected);
    }

    #[test]
    fn the_leftmost_prefix_narrows_and_equalities_free_the_order() {
        check("===", "a", (3, false));
        check("=.=", "b", (1, false));
        check("=>=", "b", (2, false));
        check("=>.", "c", (2, true));
        check(".==", "a", (0, false));
        check(".=.", "ac", (0, false));
        check("...", "b", (0, true));
        check("=..", "bc", (1, false));
        check("=..", "BC", (1, false));
        check("=..", "bC", (1, true));
        check("=..", "cb", (1, true));
        check("=..", "Ab", (1, false));
        check(">..", "ab", (1, false));
        check(">..", "b", (1, true));
    }

    /// Rows that are walked in the order of the index are in the order of the query, or not.
    #[test]
    fn a_sort_is_needed_exactly_when_some_rows_come_otherwise() {
        for seed in 0..400 {
            let query = query(3, &mut Chance::new(seed));
            let mut rows: Vec<[i32; 3]> = Vec::new();
            for at in 0..27 {
                let row = [at / 9, at / 3 % 3, at % 3];
                let holds = |(value, condition): (&i32, &Condition)| match condition {
                    Condition::None => true,
                    Condition::Equal => *value == 1,
                    Condition::Range => *value > 0,
                };
                if row.iter().zip(&query.conditions).all(holds) {
                    rows.push(row);
                }
            }
            let in_order = |rows: &[[i32; 3]]| {
                rows.windows(2).all(|pair| {
                    let compared = query.order.iter().map(|(column, descends)| {
                        let order = pair[0][*column].cmp(&pair[1][*column]);
                        if *descends { order.reverse() } else { order }
                    });
                    compared.fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then).is_le()
                })
            };
            let forwards = in_order(&rows);
            rows.reverse();
            assert_eq!(sorts(&query), !forwards && !in_order(&rows), "seed {seed}: {query:?}");
        }
    }
}
