//! `/progress`: where one stands, with the evidence behind each cell and its age.

use crate::error::{Result, page};
use crate::{Site, shell};
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use greenroom_app::debrief::run::capital;
use greenroom_app::planning::{Readiness, age};
use greenroom_app::{Progress, TopicStanding};
use greenroom_model::{Band, RoundKind};
use jiff::civil::Date;
use maud::{Markup, html};

/// So many pieces of evidence stand behind a cell.
const EVIDENCE_MAX: usize = 8;
const ROUNDS_MAX: usize = 20;

pub async fn show(State(site): State<Site>) -> Result<Markup> {
    site.greenroom.catch_up().await?;
    let progress = site.greenroom.progress().await?;
    let profile = site.greenroom.profile().await?;
    let body = html! {
        div."page-head" {
            h1 { "Progress" }
            p.lede { "What you did, and what it says at " (super::profile::title(profile.level).to_lowercase()) " level. A topic never exercised is grey: nothing is known of it, good or bad." }
        }
        section.stack {
            h2 { "Readiness by round" }
            (readiness(&progress.readiness))
            p.soft.small { "Four of five times the truth lies within the bar. What was long ago counts less: a half after three weeks." }
        }
        section.stack {
            h2 { "Topics" }
            @for kind in RoundKind::ALL {
                h3 { (kind.title()) }
                div."topic-map" {
                    @for one in progress.topics.iter().filter(|one| one.topic.kind == kind) { (cell(one, progress.today)) }
                }
            }
        }
        (time(&progress))
        (history(&progress))
        (calibrate(&progress))
    };
    Ok(shell::wide("Progress", "/progress", body))
}

pub fn readiness(all: &[Readiness]) -> Markup {
    html! {
        div.table {
            table.readiness {
                thead { tr { th scope="col" { "Round" } th scope="col" { "Band" } th scope="col" { "Range" } th scope="col" { "Seen" } } }
                tbody {
                    @for one in all {
                        tr {
                            th scope="row" { (one.kind.title()) }
                            @match one.seen {
                                None => { td.soft { "– not seen yet" } td {} }
                                Some(seen) => {
                                    td {
                                        strong { (seen.band.id()) }
                                        @if seen.from != seen.to { span.soft { " (" (seen.from.id()) " to " (seen.to.id()) ")" } }
                                    }
                                    td { (bar(seen.low, seen.score, seen.high)) }
                                }
                            }
                            td.soft { (one.topics_seen) " of " (one.topics) " topics, " (one.rounds) " rounds" }
                        }
                    }
                }
            }
        }
    }
}

/// A range over 0 to 100 with the bar of a *yes*.
fn bar(low: f64, score: f64, high: f64) -> Markup {
    let yes = Band::Yes.from_score();
    html! {
        svg."range-bar" viewBox="0 0 104 14" role="img" aria-label=(format!("between {low:.0} and {high:.0} of 100, most likely {score:.0}; a yes begins at {yes:.0}")) {
            rect."range-ground" x="2" y="5" width="100" height="4" rx="2" {}
            rect."range-span" x=(format!("{:.1}", 2.0 + low)) y="4" width=(format!("{:.1}", (high - low).max(1.0))) height="6" rx="3" {}
            circle."range-dot" cx=(format!("{:.1}", 2.0 + score)) cy="7" r="4" {}
            line."range-line" x1=(2.0 + yes) x2=(2.0 + yes) y1="0" y2="14" {}
        }
    }
}

fn cell(one: &TopicStanding, today: Date) -> Markup {
    let name = capital(&one.title);
    let class = match &one.strength {
        None => "is-grey",
        Some(strength) => match strength.word() {
            "weak" => "is-weak",
            "unsteady" => "is-unsteady",
            "solid" => "is-solid",
            _ => "is-strong",
        },
    };
    html! {
        details.topic."is-above"[!one.is_asked] class=(class) id={ "topic-" (one.topic.id) } {
            summary {
                span."topic-name" { (name) }
                span."topic-word" {
                    @match &one.strength {
                        None => { "not seen yet" }
                        Some(strength) => { (strength.word()) ", " (age(strength.last(), today)) }
                    }
                }
            }
            div."topic-more" {
                @if !one.is_asked { p.soft { "Asked from " (super::profile::title(one.topic.level).to_lowercase()) " level." } }
                @if let Some(strength) = &one.strength {
                    p.num { (format!("{:.0} of 100, between {:.0} and {:.0}", 100.0 * strength.mean, 100.0 * strength.low, 100.0 * strength.high)) }
                    ul {
                        @for piece in strength.evidence.iter().take(EVIDENCE_MAX) {
                            li { a href=(piece.path) { (piece.kind.word()) ", " (age(piece.on, today)) } ": " (piece.says) }
                        }
                    }
                    @if strength.evidence.len() > EVIDENCE_MAX { p.soft { "and " (strength.evidence.len() - EVIDENCE_MAX) " older" } }
                }
                p { a href={ "/cards/review?topic=" (one.topic.id) } { "Its cards" } }
            }
        }
    }
}

fn time(progress: &Progress) -> Markup {
    let all: f64 = progress.minutes.values().sum();
    let most = progress.minutes.values().fold(1.0, |most: f64, one| most.max(*one));
    html! {
        section.stack {
            h2 { "Time spent" }
            @if all < 1.0 {
                p.soft { "Nothing yet. Rounds, problems and drills will be here, and whether coding takes more than its share." }
            } @else {
                table."time-table" {
                    tbody {
                        @for kind in RoundKind::ALL {
                            @let minutes = progress.minutes.get(&Some(kind)).copied().unwrap_or(0.0);
                            tr {
                                th scope="row" { (kind.title()) }
                                td.num { (format!("{minutes:.0} min")) }
                                td.num { (format!("{:.0}%", 100.0 * minutes / all)) }
                                td { svg."time-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" { rect width=(format!("{:.1}", 100.0 * minutes / most)) height="8" {} } }
                            }
                        }
                    }
                }
                @let coding = progress.minutes.get(&Some(RoundKind::Coding)).copied().unwrap_or(0.0) / all;
                @if coding > 0.5 {
                    p { (format!("Coding took {:.0}% of your time. It is one round of six: the plan gives the others theirs.", 100.0 * coding)) }
                }
                p.soft { (progress.reviews) " card reviews besides." }
            }
        }
    }
}

fn history(progress: &Progress) -> Markup {
    let rounds: Vec<_> = progress.rounds.iter().rev().take(ROUNDS_MAX).collect();
    let judged = progress.rounds.iter().filter_map(|one| Some((one.score.self_band?, one.band)));
    let (mut over, mut under, mut same) = (0, 0, 0);
    for (own, measured) in judged {
        match own.cmp(&measured) {
            std::cmp::Ordering::Greater => over += 1,
            std::cmp::Ordering::Less => under += 1,
            std::cmp::Ordering::Equal => same += 1,
        }
    }
    html! {
        section.stack {
            h2 { "Rounds" }
            @if rounds.is_empty() {
                p.soft { "Debriefed rounds will be here, with what you thought of them." }
                p { a.button href="/start" { "Sit one" } }
            } @else {
                div.table {
                    table {
                        thead { tr { th scope="col" { "When" } th scope="col" { "Round" } th scope="col" { "Band" } th scope="col" { "Score" } th scope="col" { "You said" } } }
                        tbody {
                            @for one in rounds {
                                tr {
                                    td { a href=(one.score.path) { (age(one.score.on, progress.today)) } }
                                    td { (one.score.kind.title()) }
                                    td { (one.band.id()) }
                                    td.num { (format!("{:.0}", one.score.score)) }
                                    td { (one.score.self_band.map_or("–", Band::id)) }
                                }
                            }
                        }
                    }
                }
                @if over + under + same > 0 {
                    p { "You judged yourself as the debrief did " (same) " times, higher " (over) " times, lower " (under) " times." }
                }
            }
        }
    }
}

fn calibrate(progress: &Progress) -> Markup {
    let calibration = &progress.calibration;
    html! {
        section.stack #calibrate {
            h2 { "Real interviews" }
            p { "Tell how a real one went, and see how well these bands foretold it. It stays on this machine." }
            p.soft { (calibration.says) @if let Some(brier) = calibration.brier { (format!(" Brier score {brier:.2}: 0 is perfect, 0.25 is a coin. {} of {} came as expected.", calibration.right, calibration.rounds)) } }
            @if !calibration.by_band.is_empty() {
                div.table {
                    table {
                        caption { "By band on the day before" }
                        thead { tr { th scope="col" { "Band" } th scope="col" { "Rounds" } th scope="col" { "Passed" } th scope="col" { "Expected to pass" } } }
                        tbody {
                            @for (band, rounds, passed, expected) in &calibration.by_band {
                                tr { td { (band.id()) } td.num { (rounds) } td.num { (passed) } td.num { (format!("{expected:.1}")) } }
                            }
                        }
                    }
                }
            }
            @for interview in &progress.interviews {
                div.row.apart {
                    p {
                        strong { (interview.on) } @if !interview.company.is_empty() { ", " (interview.company) } ": "
                        (interview.rounds.iter().map(|round| format!("{} {}", round.kind.title(), if round.passed { "passed" } else { "not passed" })).collect::<Vec<_>>().join(", "))
                    }
                    form method="post" action={ "/progress/interviews/" (interview.id) "/delete" } data-confirm="Delete this interview?" data-confirm-says="Only your note of it goes." data-confirm-verb="Delete it" {
                        button.button.quiet.small type="submit" aria-label={ "Delete the interview of " (interview.on) } { "Delete" }
                    }
                }
            }
            details {
                summary { "Add one" }
                form.form method="post" action="/progress/interviews" {
                    div.field.short {
                        label for="real-on" { "When" }
                        input #real-on type="date" name="on" required max=(progress.today) value=(progress.today);
                    }
                    div.field.short {
                        label for="real-company" { "Where (only for you)" }
                        input #real-company name="company" maxlength="80" autocomplete="off";
                    }
                    @for kind in RoundKind::ALL {
                        fieldset.choices."in-row" {
                            legend { (kind.title()) }
                            @for (value, says) in [("", "Not asked or not known"), ("yes", "Passed"), ("no", "Not passed")] {
                                label.check { input type="radio" name=(kind.id()) value=(value) checked[value.is_empty()]; span { (says) } }
                            }
                        }
                    }
                    div."form-end" { button.button type="submit" { "Add it" } }
                }
            }
        }
    }
}

pub async fn add(
    State(site): State<Site>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response> {
    let field = |name: &str| {
        fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value.trim())
    };
    let refused = |why: String| {
        page(
            StatusCode::UNPROCESSABLE_ENTITY,
            "The interview was not added",
            &why,
            "Go back and correct it.",
        )
    };
    let Ok(on) = field("on").parse::<Date>() else {
        return Ok(refused(format!("“{}” is no date.", field("on"))));
    };
    if on > site.greenroom.today() {
        return Ok(refused("That day has not come yet.".into()));
    }
    let results: Vec<(RoundKind, bool)> = RoundKind::ALL
        .into_iter()
        .filter_map(|kind| match field(kind.id()) {
            "yes" => Some((kind, true)),
            "no" => Some((kind, false)),
            _ => None,
        })
        .collect();
    if results.is_empty() {
        return Ok(refused("Say of at least one round how it went.".into()));
    }
    let company: String = field("company").chars().take(80).collect();
    site.greenroom.add_interview(on, &company, &results).await?;
    Ok(Redirect::to("/progress#calibrate").into_response())
}

pub async fn delete(State(site): State<Site>, Path(id): Path<String>) -> Result<Redirect> {
    site.greenroom.delete_interview(&id).await?;
    Ok(Redirect::to("/progress#calibrate"))
}
