use super::counted;
use crate::error::Result;
use crate::text::moment;
use crate::{Site, shell};
use axum::extract::State;
use greenroom_model::LabProtocol;
use maud::{Markup, html};

pub async fn list(State(site): State<Site>) -> Result<Markup> {
    let standings = site.greenroom.lab_standings().await?;
    let body = html! {
        div."page-head" {
            h1 { "Labs" }
            p.lede { "Build a real service in your own editor and language. Greenroom starts it, uses it as clients would, breaks it, loads it, and shows what it did wrong." }
        }
        ul.list {
            @for one in site.greenroom.library.labs() {
                @let lab = &one.lab;
                li {
                    a."list-main" href={ "/labs/" (lab.id) } { (lab.title) }
                    span."list-meta" { (protocol(lab.protocol)) ", " (lab.level.id()) ", about " (lab.minutes) " min" }
                    p."list-more" { (lab.summary) }
                    @if let Some(standing) = standings.get(&lab.id) {
                        p."list-more".num { (counted(standing, lab.checks().count())) ", " (moment(standing.at_unix_ms)) }
                    }
                }
            }
        }
    };
    Ok(shell::wide("Labs", "/labs", body))
}

pub fn protocol(protocol: LabProtocol) -> &'static str {
    match protocol {
        LabProtocol::Http => "HTTP",
        LabProtocol::Resp => "RESP",
        LabProtocol::Websocket => "WebSocket",
    }
}
