use super::*;
use crate::{compare, html, markdown, standalone, summary};
use greenroom_model::Speaker;

#[test]
fn the_debrief_in_markdown() {
    insta::assert_snapshot!(markdown(&debrief()));
}

#[test]
fn the_debrief_in_html() {
    insta::assert_snapshot!(by_line(&html(&debrief(), "").into_string()));
}

#[test]
fn two_sessions_side_by_side() {
    let first = debrief();
    let mut found = findings();
    found[0].findings[1] = finding("cache", Verdict::Missed, None, "not heard");
    found[1].findings[1] =
        finding("prevention", Verdict::Met, Some((STORY[1], 1_010_000)), "heard");
    let mut second = compose(&events(), &library(), &found).unwrap();
    second.started_unix_ms += 86_400_000;
    let page = compare(&first, &second).into_string();
    assert_eq!(page, compare(&second, &first).into_string(), "the earlier stands first");
    insta::assert_snapshot!(by_line(&page));
}

/// One element a line, so that a change shows where it is.
fn by_line(html: &str) -> String {
    html.replace("><", ">\n<")
}

#[test]
fn the_summary_has_one_entry_for_each_round_with_a_problem() {
    let expected = serde_json::json!({ "rounds": [
        { "kind": "design", "problem": "short-links", "title": "Short links", "score": 35.1, "band": "no" },
        { "kind": "behavioral", "problem": "an-outage", "title": "An outage", "score": 60.0, "band": "yes" },
    ] });
    assert_eq!(summary(&debrief()), expected);
}

#[test]
fn json_reads_back_as_the_same_debrief() {
    let debrief = debrief();
    let read: Debrief = serde_json::from_value(crate::json(&debrief)).unwrap();
    assert_eq!(read, debrief);
}

#[test]
fn every_quote_stands_in_the_transcript_and_every_link_leads_to_a_line() {
    let debrief = debrief();
    for quote in
        debrief.rounds.iter().flat_map(|round| &round.points).flat_map(|point| &point.quotes)
    {
        let said = debrief.transcript.iter().any(|line| {
            line.speaker == Speaker::Candidate
                && line.at_ms == quote.at_ms
                && line.text.contains(&quote.text)
        });
        assert!(said, "{quote:?}");
    }
    let page = html(&debrief, "").into_string();
    let ids: Vec<&str> = attributes(&page, "id");
    for target in attributes(&page, "href").into_iter().filter_map(|href| href.strip_prefix('#')) {
        assert!(ids.contains(&target), "nothing is called {target}");
    }
    for (at, id) in ids.iter().enumerate() {
        assert!(!ids[..at].contains(id), "two things are called {id}");
    }
}

fn attributes<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!(" {name}=\"");
    page.split(start.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

const CSS: &str = "@import \"other.css\";@font-face{font-family:Inter;src:url(./fonts/inter.woff2)}\
    p{color:red;background:url(\"https://example.org/x.png\")}</style><script>alert(1)</script>";

#[test]
fn a_debrief_by_itself_runs_nothing_and_fetches_nothing() {
    let page = standalone(&debrief(), CSS);
    assert!(page.contains("p{color:red"), "the style is inside");
    assert!(page.contains("&lt;script&gt;alert(1)"), "what was typed is shown as text");
    let fetching =
        ["<link", "<img", "<iframe", "src=", "url(", "@import", "javascript:", "/start?", "onload"];
    for what in fetching {
        assert!(!page.contains(what), "{what}");
    }
    let style_end = page.find("</style>").expect("a style");
    assert!(!page[style_end..].contains("<script"));
    assert!(!page.contains("</script"), "the style holds no tag that would end it");
    assert_eq!(page.matches("</style").count(), 1);
}

#[test]
fn the_transcript_may_stand_elsewhere() {
    let page = html(&debrief(), "/sessions/1/transcript").into_string();
    assert!(page.contains("href=\"/sessions/1/transcript#u-95000\""));
    assert!(!page.contains("class=\"transcript\""));
}

#[test]
fn a_problem_that_is_gone_is_said_so_and_its_quotes_stay() {
    let mut start = start();
    let mut events = events();
    let mut found = findings();
    start.problems[DESIGN] = Some("retired".into());
    found[0].problem = "retired".into();
    events[0].body = EventBody::SessionStarted(Box::new(start));
    let debrief = compose(&events, &library(), &found).unwrap();
    assert_eq!(debrief.rounds[0].score, None);
    let page = html(&debrief, "").into_string();
    assert!(page.contains("The content no longer has the problem “retired”"));
    assert!(page.contains(CODE_LENGTH));
    assert!(!page.contains("/start?problem=retired"));
    assert!(markdown(&debrief).contains("no longer has the problem"));
}

#[test]
fn a_round_that_nothing_looked_at_says_so() {
    let debrief = compose(&events(), &library(), &[]).unwrap();
    assert!(html(&debrief, "").into_string().contains("Nothing looked at it."));
    assert_eq!(debrief.overall, None);
}

#[test]
fn twenty_thousand_lines_are_rendered() {
    let mut happened = vec![(0, entered(1, 0))];
    happened.extend((0..20_000).map(|at| (at * 100, says("One more thing & another.", at * 100))));
    let events = log(start(), happened);
    let debrief = compose(&events, &library(), &findings()).unwrap();
    assert_eq!(
        html(&debrief, "").into_string().matches("One more thing &amp; another.").count(),
        20_000
    );
    assert_eq!(markdown(&debrief).matches("One more thing").count(), 20_000);
}

#[test]
fn html_in_an_answer_is_text_in_markdown_too_and_code_is_left_alone() {
    let mut debrief = debrief();
    debrief.rounds[0].answer = "# T\n`a <b> c` <img src=x>\n\n<div>\n\n```\n<p>\n```".into();
    let text = markdown(&debrief);
    assert!(text.contains("> `a <b> c` &lt;img src=x>"), "{text}");
    assert!(text.contains("> &lt;div>\n>\n> ```\n> <p>\n"), "{text}");
    assert!(!text.contains("> # T"));
}

#[track_caller]
fn check_escape(text: &str, expected: &str) {
    assert_eq!(crate::markdown::escape(text), expected);
}

#[test]
fn markdown_shows_words_as_they_were_said() {
    check_escape("plain words, and 3.5 trillion", "plain words, and 3.5 trillion");
    check_escape("# no heading", "\\# no heading");
    check_escape("1. no list\n- nor this", "1\\. no list\n\\- nor this");
    check_escape("a <b> `c` *d* [e](f)", "a \\<b\\> \\`c\\` \\*d\\* \\[e\\](f)");
    check_escape("user_id and _this_", "user_id and \\_this\\_");
}
