//! `/`: what to do next.

use crate::error::Result;
use crate::pages::{profile, sessions};
use crate::text::days_until;
use crate::{Site, shell};
use axum::extract::State;
use greenroom_app::listen::Quality;
use greenroom_app::planning::What;
use greenroom_app::store::{SessionRow, Status};
use greenroom_app::{Counts, PlannedItem, TodayPlan};
use greenroom_model::{Profile, RoundKind};
use maud::{Markup, html};

/// So many past sessions stand on the first page.
const RECENT_MAX: usize = 5;

pub async fn show(State(site): State<Site>) -> Result<Markup> {
    let greenroom = &site.greenroom;
    let known = greenroom.has_profile().await?;
    let profile = greenroom.profile().await?;
    let page = greenroom.sessions(RECENT_MAX, None).await?;
    let unix_ms = greenroom.clock.unix_ms();
    let open = page.rows.iter().find(|row| row.status != Status::Ended);
    let (plan, counts) = (greenroom.today_plan().await?, greenroom.card_counts().await?);
    // Sessions that ended unread are worked out meanwhile; the next look knows them.
    let behind = greenroom.clone();
    tokio::spawn(async move {
        behind.catch_up().await.map_err(|error| eprintln!("greenroom: {error}"))
    });
    let body = html! {
        div."page-head" {
            h1 { (greeting(&profile, unix_ms)) }
            p.lede {
                (profile::in_words(&profile)) " "
                a href="/profile" { @if known { "Change" } @else { "Say who you are" } }
            }
        }
        (quality_note(&greenroom.quality()))
        div.columns {
            div.stack style="gap: 2rem" {
                (next(open, &plan))
                (items(&plan, counts))
                section.stack {
                    h2 { "Or one round" }
                    ul.list {
                        @for kind in RoundKind::ALL {
                            li {
                                a."list-main" href={ "/start?protocol=round-" (kind.id()) } { (kind.title()) }
                                span."list-meta" { (problems(&site, kind)) }
                            }
                        }
                        li {
                            a."list-main" href="/code" { "Code, alone" }
                            span."list-meta" { "no interviewer, no clock" }
                        }
                    }
                }
            }
            aside.stack {
                section.stack {
                    h2 { "Past sessions" }
                    @if page.rows.is_empty() {
                        p.soft { "Each will be here with its debrief: what you said, what it met, and how you judged yourself." }
                    } @else {
                        ul.list { @for row in &page.rows { (sessions::entry(row)) } }
                        @if page.next.is_some() { p { a href="/sessions" { "All past sessions" } } }
                    }
                }
            }
        }
    };
    Ok(shell::wide("Today", "/", body))
}

fn greeting(profile: &Profile, unix_ms: u64) -> String {
    match profile.interview_on.as_deref().and_then(|day| days_until(day, unix_ms)) {
        Some(0) => "Today is the day.".into(),
        Some(1) => "Your loop is tomorrow.".into(),
        Some(days) if days > 1 => format!("{days} days to your loop."),
        Some(_) => "Your interview date has passed.".into(),
        None => "Ready when you are.".into(),
    }
}

/// One button: a session that is open, else the first thing of today that is not done.
fn next(open: Option<&SessionRow>, plan: &TodayPlan) -> Markup {
    let first = plan.items.iter().find(|one| !one.is_done);
    html! {
        section.panel."is-next" {
            @if let Some(row) = open {
                h2 { "Go on where you were" }
                p.soft { (row.title) ", " (crate::text::clock(row.last_at_ms)) " on its clock." }
                div.row {
                    a.button.primary href={ "/sessions/" (row.id) } data-key="s" data-key-says="Go on" { "Go on " kbd { "S" } }
                    a.button.quiet href="/start" { "Start something else" }
                }
            } @else if let Some(PlannedItem { item, .. }) = first {
                h2 { (item.title) }
                p.soft { (item.why) " " span.num { (item.minutes) " minutes." } }
                div.row {
                    a.button.primary href=(item.path) data-key="s" data-key-says="Begin" { "Begin " kbd { "S" } }
                    a.button.quiet href="/start?protocol=mock-60" { "Start the mock instead" }
                }
            } @else {
                h2 { @if plan.items.is_empty() { "Mock interview, 60 minutes" } @else { "Done for today" } }
                p.soft { "All six kinds of round in short form, then how you would score yourself. Nothing leaves this machine." }
                div.row {
                    a.button.primary href="/start?protocol=mock-60" data-key="s" data-key-says="Start the mock" { "Start the mock " kbd { "S" } }
                    a.button.quiet href="/start" { "Choose something else" }
                }
            }
        }
    }
}

fn items(plan: &TodayPlan, counts: Counts) -> Markup {
    html! {
        section.stack {
            h2 { "Today" }
            @for note in &plan.notes { p.soft { (note) } }
            @if !plan.items.is_empty() {
                ul.list {
                    @for PlannedItem { item, is_done } in &plan.items {
                        li {
                            a."list-main" href=(item.path) { @if *is_done { span aria-hidden="true" { "✓ " } } (item.title) }
                            span."list-meta" {
                                @if *is_done { "done" } @else { (item.what.word()) ", " (item.minutes) " min" }
                            }
                            p."list-more" {
                                @if item.what == What::Cards && !is_done { (counts) ". " }
                                (item.why)
                            }
                        }
                    }
                }
            }
            p { a href="/plan" { "The whole plan" } }
        }
    }
}

fn problems(site: &Site, kind: RoundKind) -> String {
    match site.greenroom.library.of_kind(kind).count() {
        1 => "1 problem".into(),
        count => format!("{count} problems"),
    }
}

fn quality_note(quality: &Quality) -> Markup {
    match quality {
        Quality::Full => html! {},
        Quality::Coarse { why } => html! {
            div.trouble."is-note" {
                h2 { "Listening is coarser than it should be" }
                p { (why) " Points are found by words alone, so paraphrases will be missed." }
            }
        },
    }
}
