//! `/profile`: who practises. Everything can be skipped and changed.

use crate::error::{Failure, Result};
use crate::{Site, shell};
use axum::extract::{Form, State};
use axum::response::{IntoResponse, Redirect, Response};
use greenroom_model::{Company, Language, Level, Profile};
use maud::{Markup, html};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub struct Answers {
    level: Level,
    language: Language,
    company: Company,
    #[serde(default)]
    interview_on: String,
}

pub async fn show(State(site): State<Site>) -> Result<Markup> {
    let profile = site.greenroom.profile().await?;
    Ok(form(&profile, profile.interview_on.as_deref().unwrap_or_default(), None))
}

pub async fn save(
    State(site): State<Site>,
    Form(answers): Form<Answers>,
) -> Result<Response, Failure> {
    let day = answers.interview_on.trim();
    let is_day = day.is_empty() || day.parse::<jiff::civil::Date>().is_ok();
    let profile = Profile {
        level: answers.level,
        language: answers.language,
        company: answers.company,
        interview_on: (!day.is_empty() && is_day).then(|| day.to_owned()),
    };
    if !is_day {
        let wrong = format!("“{day}” is no date. Write it as 2027-02-14, or leave it empty.");
        return Ok((
            axum::http::StatusCode::UNPROCESSABLE_ENTITY,
            form(&profile, day, Some(&wrong)),
        )
            .into_response());
    }
    site.greenroom.set_profile(&profile).await?;
    Ok(Redirect::to("/").into_response())
}

fn form(profile: &Profile, day: &str, wrong: Option<&str>) -> Markup {
    let body = html! {
        div."page-head" {
            h1 { "Who is practising" }
            p.lede { "It decides which points are expected of you and what is asked. Skip it, and it starts at senior and Python." }
        }
        form.form method="post" action="/profile" {
            fieldset.choices."in-row" {
                legend { "Level" }
                @for (level, says) in LEVELS {
                    label.choice {
                        input type="radio" name="level" value=(level.id()) checked[profile.level == level];
                        span { strong { (title(level)) } small { (says) } }
                    }
                }
            }
            fieldset.choices."in-row" {
                legend { "Kind of company" }
                @for company in Company::ALL {
                    label.choice {
                        input type="radio" name="company" value=(company.id()) checked[profile.company == company];
                        span { strong { (company.title()) } }
                    }
                }
            }
            div.field.short {
                label for="language" { "Language you write code in" }
                select #language name="language" {
                    @for language in Language::ALL {
                        option value=(language.id()) selected[profile.language == language] { (language.title()) }
                    }
                }
            }
            div.field.short."is-wrong"[wrong.is_some()] {
                label for="day" { "Interview on" }
                p.help #day-help { "Leave it empty if there is no date yet." }
                input #day type="date" name="interview_on" value=(day) aria-describedby={ "day-help" @if wrong.is_some() { " day-wrong" } };
                @if let Some(wrong) = wrong { p.wrong #day-wrong { (wrong) } }
            }
            div."form-end" {
                button.button.primary type="submit" { "Save" }
                a.button.quiet href="/" { "Skip" }
            }
        }
    };
    shell::page("Profile", "/profile", body)
}

const LEVELS: [(Level, &str); 3] = [
    (Level::Mid, "A working design with its numbers"),
    (Level::Senior, "Trade-offs and failure modes, unprompted"),
    (Level::Staff, "Consequences, at scale and over time"),
];

pub fn title(level: Level) -> &'static str {
    match level {
        Level::Mid => "Mid",
        Level::Senior => "Senior",
        Level::Staff => "Staff",
    }
}

/// `Senior, Python, a large technology company.`
pub fn in_words(profile: &Profile) -> String {
    let company = match profile.company {
        Company::Large => "a large technology company",
        Company::Startup => "a start-up",
        Company::Enterprise => "an established business",
    };
    format!("{}, {}, {company}.", title(profile.level), profile.language.title())
}
