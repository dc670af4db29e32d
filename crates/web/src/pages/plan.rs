//! `/plan`: the days until the interview.

use crate::error::{Result, page};
use crate::text::download;
use crate::{Site, shell};
use axum::extract::{Form, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use greenroom_app::StudySettings;
use greenroom_app::debrief::run::capital;
use greenroom_app::planning::{Day, DaysOff, Edit, Item, MINUTES_A_DAY_MAX, Plan, What};
use jiff::civil::Date;
use maud::{Markup, html};

const WEEKDAYS: [(i8, &str); 7] = [
    (1, "Monday"),
    (2, "Tuesday"),
    (3, "Wednesday"),
    (4, "Thursday"),
    (5, "Friday"),
    (6, "Saturday"),
    (7, "Sunday"),
];

pub async fn show(State(site): State<Site>) -> Result<Markup> {
    let greenroom = &site.greenroom;
    let (plan, settings) = (greenroom.plan().await?, greenroom.study_settings().await?);
    let profile = greenroom.profile().await?;
    let done = greenroom.today_plan().await?;
    let weeks =
        greenroom.library.outline().map(|outline| outline.weeks.as_slice()).unwrap_or_default();
    let stress = greenroom.library.outline().and_then(|outline| outline.level.get(&profile.level));
    let mut week = None;
    let body = html! {
        div."page-head" {
            h1 { "Plan" }
            p.lede {
                (super::profile::in_words(&profile)) " "
                @match &profile.interview_on {
                    Some(day) => { "The interview is on " (day) "." }
                    None => { "No date yet, so these are four weeks from today." }
                }
                " " a href="/profile" { "Change" }
            }
            @if let Some(stress) = stress { p.soft { (stress.says) } }
        }
        @for note in &plan.notes { div.trouble."is-note" { p { (note) } } }
        (picture(&plan))
        @for day in plan.days.iter().filter(|day| !day.items.is_empty() || day.is_off) {
            @if week.replace(day.week) != Some(day.week) {
                @if let Some(week) = weeks.get(day.week) {
                    h2 { (week.title) }
                    p.soft { (week.says) }
                }
            }
            section."plan-day" aria-label=(title(day.on)) {
                h3 {
                    (title(day.on)) " "
                    span.soft.num { @if day.is_off { "day off" } @else { (day.minutes()) " min" } }
                }
                ul.list {
                    @for item in &day.items {
                        @let is_done = day.on == done.on && done.items.iter().any(|one| one.is_done && one.item.exercise == item.exercise);
                        (entry(day.on, item, is_done))
                    }
                }
            }
        }
        div.columns {
            (wish_form(&settings))
            section.stack {
                h2 { "Take it along" }
                div.row {
                    a.button href="/plan.ics" download { "Calendar (iCalendar)" }
                    a.button.quiet href="/plan.md" download { "Markdown" }
                }
                (pin_form(&site, done.on))
                (dropped(&site, &settings))
            }
        }
    };
    Ok(shell::wide("Plan", "/plan", body))
}

fn entry(on: Date, item: &Item, is_done: bool) -> Markup {
    html! {
        li {
            a."list-main" href=(item.path) { @if is_done { span aria-hidden="true" { "✓ " } } (item.title) }
            span."list-meta" {
                @if is_done { "done · " }
                @if item.is_pinned { "pinned · " }
                (item.what.word()) ", " (item.minutes) " min"
            }
            p."list-more" { (item.why) }
            @if !is_done {
                details."plan-edit" {
                    summary aria-label={ "Change " (item.title) } { "Change" }
                    form.row method="post" action="/plan/edit" {
                        input type="hidden" name="exercise" value=(item.exercise);
                        input type="hidden" name="on" value=(on);
                        @if item.is_pinned {
                            button.button.quiet.small name="edit" value="unpin" { "Unpin" }
                        } @else if item.what != What::Cards {
                            button.button.quiet.small name="edit" value="pin" { "Pin to this day" }
                        }
                        button.button.quiet.small name="edit" value="skip" { "Not on this day" }
                        @if item.what != What::Cards { button.button.quiet.small name="edit" value="drop" { "Never" } }
                    }
                }
            }
        }
    }
}

/// Minutes a day as bars, so that the shape of the weeks is seen at once.
fn picture(plan: &Plan) -> Markup {
    let most = plan.days.iter().map(Day::minutes).max().unwrap_or(0).max(1);
    let (bar, gap, height) = (18u32, 4u32, 60u32);
    let width = plan.days.len() as u32 * (bar + gap);
    let told = format!(
        "Minutes a day: {}",
        plan.days
            .iter()
            .map(|day| format!("{} {}", day.on, day.minutes()))
            .collect::<Vec<_>>()
            .join(", ")
    );
    html! {
        @if plan.days.iter().any(|day| !day.items.is_empty()) {
            figure.picture {
                svg."plan-bars" viewBox={ "0 0 " (width) " " (height + 16) } role="img" aria-label=(told) {
                    @for (at, day) in plan.days.iter().enumerate() {
                        @let tall = day.minutes() * height / most;
                        @let x = at as u32 * (bar + gap);
                        rect x=(x) y=(height - tall) width=(bar) height=(tall.max(1)) rx="2" {
                            title { (title(day.on)) ": " (day.minutes()) " min" }
                        }
                        @if at == 0 || plan.days[at - 1].week != day.week {
                            text x=(x) y=(height + 13) { (day.on.strftime("%-d %b")) }
                        }
                    }
                }
            }
        }
    }
}

fn wish_form(settings: &StudySettings) -> Markup {
    html! {
        form.form method="post" action="/plan" {
            h2 { "Your time" }
            div.field.short {
                label for="minutes" { "Minutes a day" }
                input #minutes type="number" name="minutes_a_day" min="0" max=(MINUTES_A_DAY_MAX) value=(settings.minutes_a_day) required;
            }
            fieldset.choices."in-row" {
                legend { "Days off, every week" }
                @for (number, name) in WEEKDAYS {
                    label.check {
                        input type="checkbox" name="off" value=(number) checked[settings.days_off.weekdays.contains(&number)];
                        span { (name) }
                    }
                }
            }
            div.field {
                label for="dates" { "Single days off" }
                p.help #dates-help { "Dates such as 2027-02-14, separated by blanks." }
                input #dates name="dates" aria-describedby="dates-help"
                    value=(settings.days_off.dates.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "));
            }
            div."form-end" { button.button.primary type="submit" { "Plan with these" } }
        }
    }
}

/// Anything on any day.
fn pin_form(site: &Site, today: Date) -> Markup {
    let exercises = site.greenroom.exercises();
    html! {
        form.form method="post" action="/plan/edit" {
            h3 { "Put something on a day" }
            div.field {
                label for="pin" { "What" }
                select #pin name="exercise" {
                    @for exercise in &exercises { option value=(exercise.id) { (exercise.title) " (" (exercise.minutes) " min)" } }
                }
            }
            div.field.short {
                label for="pin-on" { "When" }
                input #pin-on type="date" name="on" value=(today) min=(today) required;
            }
            div."form-end" { button.button type="submit" name="edit" value="pin" { "Pin it" } }
        }
    }
}

fn dropped(site: &Site, settings: &StudySettings) -> Markup {
    let mut dropped: Vec<&str> = Vec::new();
    for edit in &settings.edits {
        match edit {
            Edit::Drop { exercise } => dropped.push(exercise),
            Edit::Restore { exercise } => dropped.retain(|one| one != exercise),
            _ => {}
        }
    }
    let exercises = site.greenroom.exercises();
    let name = |id: &str| {
        exercises
            .iter()
            .find(|one| one.id == id)
            .map_or_else(|| capital(id), |one| one.title.clone())
    };
    html! {
        @if !dropped.is_empty() {
            h3 { "Never planned" }
            ul.list {
                @for id in dropped {
                    li {
                        span."list-main" { (name(id)) }
                        form method="post" action="/plan/edit" {
                            input type="hidden" name="exercise" value=(id);
                            input type="hidden" name="on" value="";
                            button.button.quiet.small name="edit" value="restore" { "Allow again" }
                        }
                    }
                }
            }
        }
    }
}

pub async fn save(
    State(site): State<Site>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response> {
    let mut settings = site.greenroom.study_settings().await?;
    let mut days_off = DaysOff::default();
    for (name, value) in &fields {
        let value = value.trim();
        match name.as_str() {
            "minutes_a_day" => match value.parse::<u32>() {
                Ok(minutes) if minutes <= MINUTES_A_DAY_MAX => settings.minutes_a_day = minutes,
                _ => {
                    return Ok(refused(&format!(
                        "“{value}” is no number of minutes between 0 and {MINUTES_A_DAY_MAX}."
                    )));
                }
            },
            "off" => match value.parse::<i8>() {
                Ok(day @ 1..=7) => days_off.weekdays.push(day),
                _ => return Ok(refused(&format!("“{value}” is no day of the week."))),
            },
            "dates" => {
                for date in value.split([' ', ',', ';']).filter(|date| !date.is_empty()) {
                    match date.parse::<Date>() {
                        Ok(date) => days_off.dates.push(date),
                        Err(_) => {
                            return Ok(refused(&format!(
                                "“{date}” is no date. Write it as 2027-02-14."
                            )));
                        }
                    }
                }
            }
            _ => {}
        }
    }
    settings.days_off = days_off;
    site.greenroom.set_study_settings(&settings).await?;
    Ok(Redirect::to("/plan").into_response())
}

pub async fn edit(
    State(site): State<Site>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response> {
    let field = |name: &str| {
        fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value.as_str())
    };
    let exercise = field("exercise").to_owned();
    let known =
        exercise == "cards" || site.greenroom.exercises().iter().any(|one| one.id == exercise);
    let on = field("on").parse::<Date>();
    let edit = match (field("edit"), on) {
        ("drop", _) if known => Edit::Drop { exercise },
        ("restore", _) => Edit::Restore { exercise },
        ("pin", Ok(on)) if known => Edit::Pin { exercise, on },
        ("unpin", Ok(on)) => Edit::Unpin { exercise, on },
        ("skip", Ok(on)) if known => Edit::Skip { exercise, on },
        (_, Err(_)) => return Ok(refused("That is no date. Choose a day.")),
        _ => return Ok(refused("There is no such exercise or no such change.")),
    };
    site.greenroom.edit_plan(edit).await?;
    Ok(Redirect::to("/plan").into_response())
}

pub async fn ics(State(site): State<Site>, headers: HeaderMap) -> Result<Response> {
    let text = site.greenroom.plan_calendar(&base(&headers)).await?;
    Ok(download("interview-practice.ics", "text/calendar; charset=utf-8", text))
}

pub async fn md(State(site): State<Site>, headers: HeaderMap) -> Result<Response> {
    let text = site.greenroom.plan_markdown(&base(&headers)).await?;
    Ok(download("interview-practice.md", "text/markdown; charset=utf-8", text))
}

/// Where the browser found this program, so that links in a file lead back to it. The guard has checked it.
fn base(headers: &HeaderMap) -> String {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    format!("http://{}", host.unwrap_or("127.0.0.1:4170"))
}

fn refused(why: &str) -> Response {
    page(
        StatusCode::UNPROCESSABLE_ENTITY,
        "The plan was not changed",
        why,
        "Go back and correct it; everything else is as it was.",
    )
}

/// `Monday, 4 January`.
pub fn title(day: Date) -> String {
    day.strftime("%A, %-d %B").to_string()
}
