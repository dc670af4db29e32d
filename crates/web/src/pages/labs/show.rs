use super::list::protocol;
use super::timeline::timeline;
use super::{counted, no_such_lab};
use crate::error::Result;
use crate::text::{moment, named};
use crate::{Site, shell};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use greenroom_app::content::LabContent;
use greenroom_app::debrief::content_html;
use greenroom_app::labs::{CheckResult, Failure, Measure, Verdict};
use greenroom_app::planning::topic_title;
use greenroom_app::{LabPlace, LabStanding};
use greenroom_model::{LabCheck, LabStage};
use maud::{Markup, html};

pub async fn show(State(site): State<Site>, Path(id): Path<String>) -> Result<Response> {
    let Some(content) = site.greenroom.library.lab(&id) else { return Ok(no_such_lab(&id)) };
    let standing = site.greenroom.lab_standings().await?.remove(&id);
    let lab = &content.lab;
    let body = html! {
        div."page-head" {
            h1 { (lab.title) }
            p.lede { (lab.summary) }
            p.soft { (protocol(lab.protocol)) ", " (lab.level.id()) ", about " (lab.minutes) " min, " (lab.checks().count()) " checks" }
        }
        (last(content, standing.as_ref()))
        section.stack {
            h2 { "What is checked" }
            @for stage in &lab.stages { (of_stage(stage, standing.as_ref())) }
        }
        (begin(content))
        section.stack {
            h2 { "What to build" }
            (content_html(&content.statement))
        }
        section.stack {
            h2 { "The contract" }
            details.stack {
                summary { "Everything that is checked follows from it" }
                h3."sr-only" { "In full" }
                @if content.contract.0.ends_with(".md") { (content_html(&content.contract.1)) }
                @else { pre tabindex="0" { code { (content.contract.1) } } }
            }
        }
    };
    Ok(shell::with_script(&lab.title, "/labs", "/static/lab.js", body).into_response())
}

fn begin(content: &LabContent) -> Markup {
    let id = &content.lab.id;
    let language = content.starters.first().map_or("python", |one| one.language.as_str());
    html! {
        section.stack {
            h2 { "Begin, and check" }
            p { "In a terminal:" }
            pre tabindex="0" { code {
                "greenroom lab start " (id) " --lang " (language) " --dir ~/" (id) "\n"
                "cd ~/" (id) "\n"
                "greenroom lab check --watch\n"
            } }
            p {
                "There " (starters(content)) " Any other language does as well: "
                code { "lab.toml" } " names the command that starts your service. One that runs already is checked with "
                code { "greenroom lab check --lab " (id) " --url http://127.0.0.1:8080" } "."
            }
        }
    }
}

fn starters(content: &LabContent) -> String {
    let names: Vec<&str> = content.starters.iter().map(|one| one.language.as_str()).collect();
    match names.as_slice() {
        [one] => format!("is a starter in {one}."),
        names => format!("are starters in {}.", names.join(", ")),
    }
}

/// How it stood, and a way to look again.
fn last(content: &LabContent, standing: Option<&LabStanding>) -> Markup {
    let lab = &content.lab;
    html! {
        section.stack {
            h2 { "How yours stands" }
            @match standing {
                None => p.soft { "Nothing was checked yet. The first check is asked for in a terminal, because it runs the programs of your folder; from then on this page can ask for it too." },
                Some(standing) => {
                    p.num {
                        (counted(standing, lab.checks().count())) ", " (moment(standing.at_unix_ms)) ", seed " (standing.seed) ". "
                        code { (place(&standing.of)) }
                    }
                    @if let Some(trouble) = &standing.trouble {
                        div.trouble."is-note" { p { "The service as a whole:" } pre tabindex="0" { (trouble) } }
                    }
                    @if standing.of.is_there() {
                        // Without a script it answers with this page when all is done.
                        form id="lab-check" method="post" action={ "/labs/" (lab.id) "/check" } data-checks=(lab.checks().count()) {
                            div.row {
                                button.button.primary type="submit" data-key="c" data-key-says="Check again" { "Check again" }
                                span.soft id="lab-says" role="status" {}
                            }
                        }
                    } @else {
                        p.soft { "That folder is not there any more. Check from a terminal in the folder where your service is now." }
                    }
                }
            }
        }
    }
}

fn place(of: &LabPlace) -> String {
    match of {
        LabPlace::Folder(folder) => folder.display().to_string(),
        LabPlace::Url(url) => url.clone(),
    }
}

fn of_stage(stage: &LabStage, standing: Option<&LabStanding>) -> Markup {
    html! {
        h3 { (stage.title) }
        ul."lab-checks" {
            @for check in &stage.checks {
                @let result = standing.and_then(|one| one.checks.iter().find(|result| result.id == check.id));
                li id=(check.id) data-check=(check.id) { (of_check(check, result)) }
            }
        }
    }
}

fn of_check(check: &LabCheck, result: Option<&CheckResult>) -> Markup {
    let look = match result.map(|result| &result.verdict) {
        Some(Verdict::Passed) => "met",
        Some(Verdict::Failed(_)) => "missed",
        None | Some(Verdict::NotJudged { .. }) => "not_assessed",
    };
    let word = result.map_or("not checked", |result| result.verdict.word());
    html! {
        p {
            span class={ "verdict is-" (look) } { (word) } " "
            strong { (check.says) }
            @if let Some(result) = result { " " span.soft.small.num { (result.took_ms) " ms" } }
        }
        @if let Some(result) = result {
            @if !result.measures.is_empty() { p.num.small { (measured(&result.measures)) } }
            @match &result.verdict {
                Verdict::Passed => {}
                Verdict::NotJudged { why } => p.soft { (named(why)) },
                Verdict::Failed(failure) => (failed(failure)),
            }
        }
        p.small.soft { @for (at, topic) in check.topics.iter().enumerate() { @if at > 0 { ", " } (topic_title(topic)) } }
    }
}

fn measured(measures: &[Measure]) -> String {
    let one = |measure: &Measure| format!("{} {:.1} {}", measure.name, measure.value, measure.unit);
    measures.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn failed(failure: &Failure) -> Markup {
    let Failure { did, expected, got, again, history } = failure;
    html! {
        dl."lab-failure" {
            dt { "did" } dd { pre tabindex="0" { (did) } }
            dt { "expected" } dd { (named(expected)) }
            dt { "got" } dd { pre tabindex="0" { (got) } }
            dt { "again" } dd { pre tabindex="0" { code { (again) } } }
        }
        @if let Some(history) = history { (timeline(history)) }
    }
}
