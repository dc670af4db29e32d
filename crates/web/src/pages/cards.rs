//! `/cards`: questions that come back just before they would be forgotten.
//!
//! Every step is a page: question, answer, grade. So it works without a script, and
//! a closed lid in the middle loses nothing.

use super::anki;
use crate::error::{Result, page};
use crate::{Site, shell};
use axum::extract::{Form, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use greenroom_app::debrief::run::capital;
use greenroom_app::listen::cards::PointMark;
use greenroom_app::planning::{Grade, Next, REVIEWS_TO_OPTIMISE, topic_title};
use greenroom_app::{AnswerSeen, Asked, PointSeen, PointsSeen, card_topic_title, comes_in_words};
use greenroom_model::{Card, CardPoint, RoundKind, Source};
use maud::{Markup, html};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// Of each list: a deck of thousands is not read on this page.
const SHOWN_MAX: usize = 50;

#[derive(Debug, Default, Deserialize)]
pub struct OfTopic {
    #[serde(default)]
    topic: String,
    /// What the last grade led to, to be told once.
    #[serde(default)]
    told: String,
}

impl OfTopic {
    fn topic(&self) -> Option<&str> {
        Some(self.topic.as_str()).filter(|topic| !topic.is_empty())
    }
}

#[derive(Debug, Deserialize)]
pub struct Turn {
    #[serde(default)]
    said: String,
    #[serde(default)]
    number: String,
    #[serde(default)]
    topic: String,
    asked_unix_ms: u64,
}

#[derive(Debug, Deserialize)]
pub struct Given {
    grade: u8,
    #[serde(default)]
    said: String,
    #[serde(default)]
    number: String,
    #[serde(default)]
    topic: String,
    asked_unix_ms: u64,
}

#[derive(Debug, Deserialize)]
pub struct OwnCard {
    asks: String,
    answer: String,
    #[serde(default)]
    topic: String,
}

#[derive(Debug, Deserialize)]
pub struct FromFinding {
    session: String,
    round: usize,
    point: String,
}

#[derive(Debug, Deserialize)]
pub struct Suspend {
    suspend: bool,
}

/// `/cards`: what waits, by topic, and what one has.
pub async fn list(State(site): State<Site>) -> Result<Markup> {
    let greenroom = &site.greenroom;
    let counts = greenroom.card_counts().await?;
    let known = greenroom.known_cards().await?;
    let settings = greenroom.study_settings().await?;
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for (state, card) in &known {
        *seen.entry(card.topic.as_str()).or_default() += usize::from(state.reviews > 0);
    }
    let mut own: Vec<_> = known.iter().filter(|(state, _)| state.own.is_some()).collect();
    own.sort_by_key(|(state, _)| std::cmp::Reverse(state.made_unix_ms));
    let begun: BTreeSet<&str> = known.iter().map(|(_, card)| card.id.as_str()).collect();
    let unseen = greenroom.library.cards().filter(|card| !begun.contains(card.id.as_str())).count();
    let aside: Vec<_> = known.iter().filter(|(state, _)| state.is_suspended).collect();
    let body = html! {
        div."page-head" {
            h1 { "Cards" }
            p.lede { "Short questions that ask for a reason, a number or a decision. Each comes back just before you would forget it." }
        }
        section.panel."is-next" {
            h2 { (counts) }
            div.row {
                @if counts.due + counts.new > 0 {
                    a.button.primary href="/cards/review" data-key="s" data-key-says="Review" { "Review " kbd { "S" } }
                } @else {
                    p.soft { "Nothing is due. Any topic below can be begun at once." }
                }
            }
        }
        @for kind in RoundKind::ALL {
            section.stack {
                h2 { (kind.title()) }
                ul.list {
                    @for topic in greenroom.library.topics().iter().filter(|topic| topic.round == Some(kind)) {
                        @let all = greenroom.library.cards().filter(|card| card.topic == topic.id).count();
                        @let begun = seen.get(topic.id.as_str()).copied().unwrap_or(0);
                        li {
                            a."list-main" href={ "/cards/review?topic=" (topic.id) } { (capital(&topic_title(&topic.id))) }
                            span."list-meta" { (begun) " of " (all.max(begun)) " begun" }
                        }
                    }
                }
            }
        }
        section.stack {
            h2 { "Your own" }
            @if own.is_empty() {
                p.soft { "A debrief turns any point that you missed into a card with one click. Or write one here." }
            } @else {
                ul.list {
                    @for (state, card) in own.iter().take(SHOWN_MAX) {
                        li {
                            a."list-main" href={ "/cards/" (card.id) } { (short(&card.asks)) }
                            span."list-meta" { (state.reviews) " reviews" }
                        }
                    }
                }
                @if own.len() > SHOWN_MAX {
                    p.soft { "And " (own.len() - SHOWN_MAX) " older ones. Each comes up when it is due." }
                }
            }
            details {
                summary { "Write a card" }
                form.form method="post" action="/cards" {
                    div.field {
                        label for="asks" { "Question" }
                        textarea #asks name="asks" rows="2" required maxlength="2000" {}
                    }
                    div.field {
                        label for="answer" { "Answer" }
                        textarea #answer name="answer" rows="3" required maxlength="4000" {}
                    }
                    div.field.short {
                        label for="card-topic" { "Topic" }
                        select #card-topic name="topic" {
                            option value="" { "None" }
                            @for topic in greenroom.library.topics().iter().filter(|topic| topic.round.is_some()) {
                                option value=(topic.id) { (capital(&topic_title(&topic.id))) }
                            }
                        }
                    }
                    div."form-end" { button.button type="submit" { "Add the card" } }
                }
            }
        }
        @if !aside.is_empty() {
            section.stack {
                h2 { "Set aside" }
                p.soft { "Cards that kept slipping. Doing something for the topic helps more than asking again." }
                ul.list {
                    @for (_, card) in aside.iter().take(SHOWN_MAX) {
                        li { a."list-main" href={ "/cards/" (card.id) } { (short(&card.asks)) } }
                    }
                }
                @if aside.len() > SHOWN_MAX { p.soft { "And " (aside.len() - SHOWN_MAX) " more." } }
            }
        }
        (anki::section(known.len(), unseen))
        section.stack {
            h2 { "How they come back" }
            p {
                "By FSRS, at a chance of " span.num { (format!("{:.0}%", 100.0 * settings.retention)) } " to recall, with "
                @if settings.parameters.is_empty() { "the parameters that fit most people." } @else { "parameters fitted to your own reviews." }
            }
            form.row method="post" action="/cards/fit" {
                button.button.small type="submit" { "Fit them to my reviews" }
                span.soft { "Takes " (REVIEWS_TO_OPTIMISE) " reviews on different days." }
            }
        }
    };
    Ok(shell::wide("Cards", "/cards", body))
}

/// `/cards/review`: the next question, alone on the page.
pub async fn review(State(site): State<Site>, Query(query): Query<OfTopic>) -> Result<Markup> {
    let asked = site.greenroom.next_card(query.topic()).await?;
    let told = (!query.told.is_empty()).then(|| html! { p.soft role="status" { (query.told) } });
    let body = match asked {
        None => html! {
            div."page-head" { h1 { "Nothing is left" } }
            @if let Some(told) = told { (told) }
            p { "What you answered comes back just before you would forget it." }
            div.row {
                a.button.primary href="/" data-key="s" data-key-says="Today" { "Back to today " kbd { "S" } }
                a.button.quiet href="/cards" { "All cards" }
            }
        },
        Some(asked) => question(&asked, &query.topic, told, site.greenroom.clock.unix_ms()),
    };
    Ok(shell::page("Cards", "/cards", body))
}

fn question(asked: &Asked, topic: &str, told: Option<Markup>, now: u64) -> Markup {
    let card = &asked.card;
    html! {
        article.card {
            p."card-of" {
                (card_topic_title(card))
                @if asked.is_new { " · new" }
                span.soft { " · " (asked.left) }
            }
            h1."card-asks" { (card.asks) }
            form.form method="post" action={ "/cards/" (card.id) "/turn" } {
                input type="hidden" name="topic" value=(topic);
                input type="hidden" name="asked_unix_ms" value=(now);
                @if let Some(estimate) = &card.estimate {
                    div.field.short {
                        label for="number" { "Your number, in " (estimate.unit) }
                        input #number name="number" autocomplete="off" data-key="n" data-key-says="Write the number";
                    }
                }
                div.field {
                    label for="said" { "Say it aloud, or write it down to have it held against the answer " span.soft { "(T)" } }
                    textarea #said name="said" rows="4" maxlength="8000" data-key="t" data-key-says="Write the answer" {}
                }
                div."form-end" {
                    button.button.primary type="submit" data-key="space" data-key-says="Turn the card" { "Turn the card " kbd { "Space" } }
                }
            }
            @if let Some(told) = told { (told) }
        }
    }
}

/// The other side: the answer, what it must say, and the four grades.
pub async fn turn(
    State(site): State<Site>,
    Path(id): Path<String>,
    Form(turn): Form<Turn>,
) -> Result<Response> {
    let Some(card) = site.greenroom.card(&id).await? else { return Ok(no_such_card()) };
    let seen = site.greenroom.see_answer(&id, &turn.said, &turn.number).await?;
    let next = site.greenroom.card_grades(&id).await?;
    Ok(shell::page("Cards", "/cards", answer(&card, &turn, &seen, &next)).into_response())
}

fn answer(card: &Card, turn: &Turn, seen: &AnswerSeen, next: &[Next; 4]) -> Markup {
    let suggested = seen.suggests();
    // Where nobody listened, *good* is the grade that most cards get. Where something could not be told, none
    // is offered: one press too early would say more than was heard.
    let ready = match seen.points {
        PointsSeen::Marked(_) => suggested,
        _ => suggested.or(Some(Grade::Good)),
    };
    html! {
        article.card {
            p."card-of" { (card_topic_title(card)) }
            h1."card-asks" { (card.asks) }
            @if !turn.said.trim().is_empty() {
                blockquote."card-said" { (turn.said) }
            }
            div."card-answer" {
                @for part in card.answer.split("\n\n") { p { (part) } }
            }
            @if let Some(number) = &seen.number {
                p role="status" {
                    @match number.is_right {
                        Some(true) => { span aria-hidden="true" { "●" } " " strong { "right" } ": " }
                        Some(false) => { span aria-hidden="true" { "○" } " " strong { "off" } ": " }
                        None => { strong { "not read" } ": " }
                    }
                    (crate::text::named(&number.says))
                }
            }
            (points(card, &seen.points))
            form.grades method="post" action={ "/cards/" (card.id) "/grade" } {
                input type="hidden" name="topic" value=(turn.topic);
                input type="hidden" name="said" value=(turn.said);
                input type="hidden" name="number" value=(turn.number);
                input type="hidden" name="asked_unix_ms" value=(turn.asked_unix_ms);
                @for one in next {
                    @let number = one.grade as u8;
                    @let is_ready = ready == Some(one.grade);
                    button.button.primary[is_ready] type="submit" name="grade" value=(number)
                        data-key={ (number) @if is_ready { " space" } } data-key-says=(one.grade.word()) {
                        span { (one.grade.word()) " " kbd { (number) } }
                        small {
                            @if suggested == Some(one.grade) { "suggested · " }
                            (comes_in_words(one))
                        }
                    }
                }
            }
            p.soft.small { (seen.suggestion_in_words()) }
            @if let Some(from) = &card.from { p.small { a href=(from) { "Where this card comes from" } } }
        }
    }
}

/// What the back must say, each point with what was heard of it.
fn points(card: &Card, seen: &PointsSeen) -> Markup {
    html! {
        @match seen {
            PointsSeen::Marked(points) => {
                div role="status" {
                    p.soft { "Heard in your words " span.tag { (Source::Rule.id()) } }
                    ul."card-points" { @for point in points { li { (marked(point)) } } }
                }
            }
            PointsSeen::NothingSaid | PointsSeen::NotMarked(_) => {
                @if !card.points.is_empty() {
                    p.soft { "Did you say:" }
                    ul { @for point in &card.points { li { (point.says) } } }
                }
            }
        }
    }
}

fn marked(point: &PointSeen) -> Markup {
    let class = match point.mark {
        PointMark::Heard { .. } => "verdict is-met",
        PointMark::NotSure => "verdict is-not_assessed",
        PointMark::NotHeard => "verdict is-missed",
    };
    html! {
        span class=(class) { (point.mark.word()) }
        p { (point.says) }
        @if let PointMark::Heard { quote } = &point.mark {
            blockquote.quote { p { (quote) } }
        }
    }
}

pub async fn grade(
    State(site): State<Site>,
    Path(id): Path<String>,
    Form(given): Form<Given>,
) -> Result<Response> {
    let greenroom = &site.greenroom;
    let Some(grade) = Grade::from_number(given.grade) else {
        return Ok(page(
            StatusCode::UNPROCESSABLE_ENTITY,
            "No such grade",
            "Grades go from 1 to 4.",
            "Go back and press one of the four.",
        ));
    };
    if greenroom.card(&id).await?.is_none() {
        return Ok(no_such_card());
    }
    // Compared anew, because what a form carries can be changed on the way.
    let seen = greenroom.see_answer(&id, &given.said, &given.number).await?;
    let took = greenroom.clock.unix_ms().saturating_sub(given.asked_unix_ms).min(600_000) as u32;
    let graded = greenroom.grade_card(&id, grade, seen.by(grade), took, Some(&seen)).await?;
    let told = graded.told().unwrap_or_default();
    let mut query = vec![];
    if !given.topic.is_empty() {
        query.push(format!("topic={}", escaped(&given.topic)));
    }
    if !told.is_empty() {
        query.push(format!("told={}", escaped(&told)));
    }
    let query = if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
    Ok(Redirect::to(&format!("/cards/review{query}")).into_response())
}

/// One card with both sides and its history.
pub async fn show(State(site): State<Site>, Path(id): Path<String>) -> Result<Response> {
    let Some(card) = site.greenroom.card(&id).await? else { return Ok(no_such_card()) };
    let state = site.greenroom.store.card(&id).await?;
    let reviews = site.greenroom.store.reviews_of(&id).await?;
    let body = html! {
        article.card {
            p."card-of" { (card_topic_title(&card)) }
            h1."card-asks" { (card.asks) }
            div."card-answer" { @for part in card.answer.split("\n\n") { p { (part) } } }
            @if let Some(state) = &state {
                p.soft {
                    (state.reviews) " reviews, forgotten " (state.lapses) " times"
                    @if state.is_suspended { "; set aside" }
                    @else { "; due " (crate::text::moment(state.due_unix_ms)) } "."
                }
                div.row {
                    form method="post" action={ "/cards/" (card.id) "/suspend" } {
                        input type="hidden" name="suspend" value=(!state.is_suspended);
                        button.button.small type="submit" { @if state.is_suspended { "Ask it again" } @else { "Set it aside" } }
                    }
                    @if state.own.is_some() {
                        form method="post" action={ "/cards/" (card.id) "/delete" }
                            data-confirm="Delete this card?" data-confirm-says="Its reviews go with it." data-confirm-verb="Delete the card" {
                            button.button.quiet.small type="submit" { "Delete" }
                        }
                    }
                }
            } @else {
                p.soft { "Not asked yet." }
            }
            @if !reviews.is_empty() {
                table.table {
                    caption { "Reviews" }
                    thead { tr { th scope="col" { "When" } th scope="col" { "Grade" } th scope="col" { "By" } } }
                    tbody {
                        @for one in reviews.iter().rev().take(30) {
                            tr {
                                td.num { (crate::text::moment(one.at_unix_ms)) }
                                td { (Grade::from_number(one.grade).map_or("?", Grade::word)) }
                                td { (match one.by.as_str() { "number" => "your number", "listening" => "listening, and you", "anki" => "Anki", _ => "yourself" }) }
                            }
                        }
                    }
                }
            }
            @if !card.topic.is_empty() {
                p { a href={ "/cards/review?topic=" (card.topic) } { "Review this topic" } }
            }
        }
    };
    Ok(shell::page("Card", "/cards", body).into_response())
}

pub async fn suspend(
    State(site): State<Site>,
    Path(id): Path<String>,
    Form(form): Form<Suspend>,
) -> Result<Response> {
    if site.greenroom.store.card(&id).await?.is_none() {
        return Ok(no_such_card());
    }
    site.greenroom.suspend_card(&id, form.suspend).await?;
    Ok(Redirect::to(&format!("/cards/{id}")).into_response())
}

pub async fn delete(State(site): State<Site>, Path(id): Path<String>) -> Result<Redirect> {
    site.greenroom.store.delete_card(&id).await?;
    Ok(Redirect::to("/cards"))
}

pub async fn add(State(site): State<Site>, Form(form): Form<OwnCard>) -> Result<Response> {
    let (asks, answer) = (form.asks.trim(), form.answer.trim());
    if asks.is_empty() || answer.is_empty() {
        return Ok(page(
            StatusCode::UNPROCESSABLE_ENTITY,
            "The card was not added",
            "A card needs a question and an answer.",
            "Go back, write both, and add it again.",
        ));
    }
    let topic = site.greenroom.library.topic(&form.topic).map_or("", |topic| topic.id.as_str());
    let card = Card {
        id: format!("own-{:x}", site.greenroom.clock.unix_ms()),
        topic: topic.to_owned(),
        level: Default::default(),
        kind: Default::default(),
        asks: asks.to_owned(),
        answer: answer.to_owned(),
        points: vec![CardPoint { says: answer.to_owned(), heard_as: Vec::new(), not: Vec::new() }],
        estimate: None,
        from: None,
    };
    site.greenroom.add_own_card(card).await?;
    Ok(Redirect::to("/cards").into_response())
}

/// From a point of a debrief.
pub async fn from_finding(
    State(site): State<Site>,
    Form(form): Form<FromFinding>,
) -> Result<Response> {
    let made = site.greenroom.card_from_finding(&form.session, form.round, &form.point).await?;
    match made {
        Some(id) => Ok(Redirect::to(&format!("/cards/{id}")).into_response()),
        None => Ok(page(
            StatusCode::NOT_FOUND,
            "No card was made",
            "This session has no such point, or its problem is no longer there.",
            "The debrief itself is unchanged.",
        )),
    }
}

pub async fn fit(State(site): State<Site>) -> Result<Redirect> {
    site.greenroom.fit_memory().await?;
    Ok(Redirect::to("/cards"))
}

fn no_such_card() -> Response {
    page(
        StatusCode::NOT_FOUND,
        "No such card",
        "There is no card of this name.",
        "All of them are under Cards.",
    )
}

fn short(text: &str) -> String {
    let mut letters = text.chars();
    let head: String = letters.by_ref().take(90).collect();
    if letters.next().is_some() { format!("{}…", head.trim_end()) } else { head }
}

/// For a query: all but letters and digits by their number.
fn escaped(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' => char::from(byte).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect()
}
