//! `/code`: the coding problems by topic.

use crate::{Site, shell};
use axum::extract::{Query, State};
use greenroom_app::content::{Difficulty, Library, Problem};
use greenroom_app::debrief::run::capital;
use greenroom_model::RoundKind;
use maud::{Markup, html};
use serde::Deserialize;

const DIFFICULTIES: [Difficulty; 3] = [Difficulty::Easy, Difficulty::Medium, Difficulty::Hard];
/// Nearly every problem asks for its cost, so that it says little about any of them.
const TOPIC_OF_ALL: &str = "complexity";

/// What is wanted; empty is everything. What names nothing finds nothing, and the page says so.
#[derive(Debug, Default, Deserialize)]
pub struct Filter {
    #[serde(default)]
    topic: String,
    #[serde(default)]
    difficulty: String,
}

pub async fn list(State(site): State<Site>, Query(filter): Query<Filter>) -> Markup {
    let library = &site.greenroom.library;
    let groups = groups(library, &filter);
    let found: usize = groups.iter().map(|(_, problems)| problems.len()).sum();
    let body = html! {
        div."page-head" {
            h1 { "Solve a problem alone" }
            p.lede { "No interviewer and no clock: write code, run it, see the case that fails and how time grows." }
        }
        nav.filters aria-label="Which problems" {
            (choices("Topic", &filter.topic, asked(library).map(|id| (id, title(id))), |topic| link(topic, &filter.difficulty)))
            (choices("Difficulty", &filter.difficulty, difficulties(library), |difficulty| link(&filter.topic, difficulty)))
        }
        @if found == 0 {
            div.empty {
                h2 { "No problem is like that" }
                p { "Other topics and other difficulties have some." }
                a.button href="/code" { "Show all" }
            }
        }
        @for (topic, problems) in &groups {
            section.stack {
                h2 { (title(topic)) }
                ul.list {
                    @for problem in problems {
                        li {
                            a."list-main" href={ "/code/" (problem.id) } { (problem.title) }
                            span."list-meta" { (problem.difficulty.map_or("", Difficulty::word)) }
                            p."list-more" { (problem.summary) }
                        }
                    }
                }
            }
        }
        @if filter.topic.is_empty() && filter.difficulty.is_empty() { (drawings(library)) }
    };
    shell::wide("Practise", "/code", body)
}

/// Not code, but solved alone as well.
fn drawings(library: &Library) -> Markup {
    html! {
        section.stack {
            h2 { "Draw a system" }
            p.soft { "In the studio a drawing runs: load it, break it, and hold it against what the problem asks." }
            ul.list {
                @for problem in library.of_kind(RoundKind::Design) {
                    li {
                        a."list-main" href={ "/studio/new?problem=" (problem.id) } { (problem.title) }
                        span."list-meta" { "in the studio" }
                        p."list-more" { (problem.summary) }
                    }
                }
            }
        }
    }
}

/// Each problem once, under its chief topic; by topic in the library's order, easy ones first.
fn groups<'a>(library: &'a Library, filter: &Filter) -> Vec<(&'a str, Vec<&'a Problem>)> {
    let wanted = |problem: &&Problem| {
        (filter.topic.is_empty() || problem.topics.contains(&filter.topic))
            && (filter.difficulty.is_empty()
                || problem.difficulty.is_some_and(|one| one.word() == filter.difficulty))
    };
    let mut groups: Vec<(&str, Vec<&Problem>)> =
        topics(library).map(|topic| (topic, Vec::new())).collect();
    for problem in library.of_kind(RoundKind::Coding).filter(wanted) {
        let home = home(library, problem);
        if let Some((_, problems)) = groups.iter_mut().find(|(topic, _)| *topic == home) {
            problems.push(problem);
        }
    }
    groups.retain(|(_, problems)| !problems.is_empty());
    for (_, problems) in &mut groups {
        problems.sort_by_key(|problem| (problem.difficulty, problem.title.as_str()));
    }
    groups
}

fn topics(library: &Library) -> impl Iterator<Item = &str> {
    let of_coding = library.topics().iter().filter(|topic| topic.round == Some(RoundKind::Coding));
    of_coding.map(|topic| topic.id.as_str())
}

/// The first of its topics that says more than that it is code.
fn home<'a>(library: &'a Library, problem: &Problem) -> &'a str {
    let known = |id: &String| topics(library).find(|topic| topic == id);
    let mut named = problem.topics.iter().filter_map(known);
    named.find(|topic| *topic != TOPIC_OF_ALL).unwrap_or(TOPIC_OF_ALL)
}

/// Those that some problem has.
fn asked(library: &Library) -> impl Iterator<Item = &str> {
    topics(library).filter(|topic| {
        library.of_kind(RoundKind::Coding).any(|one| one.topics.iter().any(|id| id == topic))
    })
}

/// Those that some problem has.
fn difficulties(library: &Library) -> impl Iterator<Item = (&'static str, String)> {
    let is_there = |one: &Difficulty| {
        library.of_kind(RoundKind::Coding).any(|problem| problem.difficulty == Some(*one))
    };
    DIFFICULTIES.into_iter().filter(is_there).map(|one| (one.word(), capital(one.word())))
}

fn choices<'a>(
    name: &str,
    chosen: &str,
    values: impl Iterator<Item = (&'a str, String)>,
    link: impl Fn(&str) -> String,
) -> Markup {
    let current = |value: &str| (value == chosen).then_some("true");
    html! {
        div role="group" aria-label=(name) {
            span.soft { (name) }
            a href=(link("")) aria-current=[current("")] { "All" }
            @for (value, title) in values {
                a href=(link(value)) aria-current=[current(value)] { (title) }
            }
        }
    }
}

/// Keeps what else is chosen. What came with the request goes back in only where it is a plain word.
fn link(topic: &str, difficulty: &str) -> String {
    let is_plain = |value: &&(&str, &str)| {
        !value.1.is_empty() && value.1.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    let pairs: Vec<String> = [("topic", topic), ("difficulty", difficulty)]
        .iter()
        .filter(is_plain)
        .map(|(key, value)| format!("{key}={value}"))
        .collect();
    if pairs.is_empty() { "/code".into() } else { format!("/code?{}", pairs.join("&")) }
}

fn title(topic: &str) -> String {
    capital(&topic.replace('-', " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(groups: &[(&str, Vec<&Problem>)]) -> Vec<String> {
        let mut ids: Vec<String> =
            groups.iter().flat_map(|(_, all)| all.iter().map(|one| one.id.clone())).collect();
        ids.sort();
        ids
    }

    #[test]
    fn every_coding_problem_is_listed_once() {
        let library = Library::embedded();
        let listed = ids(&groups(&library, &Filter::default()));
        let mut all: Vec<String> =
            library.of_kind(RoundKind::Coding).map(|problem| problem.id.clone()).collect();
        all.sort();
        assert_eq!(listed, all);
    }

    #[test]
    fn a_filter_leaves_what_has_both() {
        let library = Library::embedded();
        let filter = Filter { topic: "strings".into(), difficulty: "easy".into() };
        for (_, problems) in groups(&library, &filter) {
            for problem in problems {
                assert!(problem.topics.contains(&filter.topic), "{}", problem.id);
                assert_eq!(problem.difficulty, Some(Difficulty::Easy), "{}", problem.id);
            }
        }
        let nothing = Filter { topic: "no-such-topic".into(), ..Filter::default() };
        assert!(groups(&library, &nothing).is_empty());
    }

    #[test]
    fn links_keep_the_other_choice_and_nothing_odd() {
        assert_eq!(link("strings", "easy"), "/code?topic=strings&difficulty=easy");
        assert_eq!(link("", "hard"), "/code?difficulty=hard");
        assert_eq!(link("a&b=\"", ""), "/code");
    }
}
