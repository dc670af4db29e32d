//! One conversation after another about a small rubric: what must count, and above all what must not.

use greenroom_listen::{Hearing, Listener, PointHeard, Prepared, Quality};
use greenroom_model::{Rubric, Speaker, Utterance, Verdict};
use std::sync::LazyLock;

static RUBRIC: LazyLock<Rubric> =
    LazyLock::new(|| toml::from_str(include_str!("rubric.toml")).expect("the test's rubric reads"));
static PREPARED: LazyLock<Prepared> = LazyLock::new(|| Listener::embedded().prepare(&RUBRIC));

/// Lines begin with `c:` for the candidate or `i:` for the interviewer.
fn hear(lines: &str) -> Hearing {
    hear_with(&PREPARED, lines)
}

fn hear_with(prepared: &Prepared, lines: &str) -> Hearing {
    let mut hearing = prepared.begin();
    for utterance in utterances(lines) {
        hearing.hear(&utterance);
    }
    hearing
}

fn utterances(lines: &str) -> Vec<Utterance> {
    let said = lines.lines().map(str::trim).filter(|line| !line.is_empty());
    said.enumerate()
        .map(|(at, line)| {
            let (speaker, text) = match line.split_once(": ").expect("a speaker and a text") {
                ("c", text) => (Speaker::Candidate, text),
                (_, text) => (Speaker::Interviewer, text),
            };
            let at_ms = 1_000 * at as u64;
            Utterance { at_ms, end_ms: at_ms + 900, speaker, text: text.to_owned() }
        })
        .collect()
}

fn point(hearing: &Hearing, id: &str) -> PointHeard {
    hearing.points().into_iter().find(|point| point.id == id).expect("the point is in the rubric")
}

#[track_caller]
fn check(lines: &str, id: &str, expected: &[Verdict]) {
    let found = point(&hear(lines), id);
    assert!(expected.contains(&found.verdict), "{found:#?}");
}

use Verdict::{Contradicted, Met, Missed, Partly};

#[test]
fn a_paraphrase_with_its_reason_is_met_and_quoted_letter_for_letter() {
    let lines = "i: How does the picture travel?
        c: The handset gets a one-time link from us and writes the file into blob storage on its own, because I don't want big bodies blocking our web tier.";
    let found = point(&hear(lines), "direct-upload");
    assert_eq!(found.verdict, Met, "{found:#?}");
    assert!(lines.contains(&found.quotes[0].text));
    assert_eq!(found.quotes[0].at_ms, 1_000);
}

#[test]
fn a_thing_that_is_only_named_is_not_met() {
    check("c: And there would be a cache somewhere.", "cache-feed", &[Partly, Missed]);
}

#[test]
fn a_negated_sentence_is_never_met() {
    check(
        "c: We don't need a cache for the feed, the database is fast enough.",
        "cache-feed",
        &[Missed, Partly, Contradicted],
    );
}

#[test]
fn an_idea_that_was_considered_and_rejected_is_not_met() {
    check(
        "c: I thought about a queue for the thumbnails, but no, that's overkill here, I wouldn't do it.",
        "resize-in-background",
        &[Missed, Partly, Contradicted],
    );
}

#[test]
fn the_interviewers_words_are_not_the_candidates() {
    let lines = "i: You could hand out a signed url so the phone uploads straight to the bucket and our servers never see the file.
        c: Hm, okay.
        i: And keep the feed in redis, since it's read far more often than it changes?
        c: Sure, let's move on.";
    check(lines, "direct-upload", &[Missed]);
    check(lines, "cache-feed", &[Missed, Partly]);
}

#[test]
fn a_point_may_spread_over_several_sentences() {
    check(
        "c: When the original arrives we write a little job into a queue.
         c: Some workers behind it produce the three sizes.
         c: So nobody waits for that, and on new year's eve it's simply a longer line, while uploading stays fast.",
        "resize-in-background",
        &[Met],
    );
}

#[test]
fn slips_of_speech_recognition_change_nothing() {
    let clean = "c: so i'd put redis in front of the feed as a cache because people open it a hundred times for every post and the database couldn't take that";
    let slipped = "c: so i'd put read is in front of the feed as a cash because people open it a hundred times for every post and the data base couldn't take that";
    let (clean, slipped) = (point(&hear(clean), "cache-feed"), point(&hear(slipped), "cache-feed"));
    assert_ne!(clean.verdict, Missed, "{clean:#?}");
    assert_eq!(slipped.verdict, clean.verdict, "{slipped:#?}");
}

#[test]
fn a_misconception_is_heard_and_contradicts_its_point() {
    let lines = "i: The answer gets lost in a tunnel.
        c: If there's a timeout then nothing was saved, so the phone can just send it again, that's harmless.";
    let hearing = hear(lines);
    let voiced = hearing.misconceptions();
    assert_eq!(voiced.len(), 1);
    assert_eq!(voiced[0].id, "timeout-means-failed");
    assert!(lines.contains(&voiced[0].quote.text));
    assert_eq!(point(&hearing, "repeat-is-safe").verdict, Contradicted);
}

#[test]
fn what_was_withdrawn_is_no_longer_held_against_the_candidate() {
    let hearing = hear(
        "i: The answer gets lost in a tunnel.
         c: If there's a timeout then nothing was saved, so the phone can just send it again, that's harmless.
         i: Is that so?
         c: No wait, I take that back. It may well have been saved and only the reply got lost.
         c: So the phone picks an id before it sends, and on a second try we recognise the id and don't create another post.",
    );
    assert_eq!(hearing.misconceptions(), []);
    assert_ne!(point(&hearing, "repeat-is-safe").verdict, Contradicted);
}

#[test]
fn small_talk_makes_no_point() {
    let hearing = hear(
        "i: Hello, how was your trip?
         c: Good, thanks, the train was on time for once, and I had a coffee. Shall I share my screen?",
    );
    assert!(
        hearing.points().iter().all(|point| point.verdict == Missed),
        "{:#?}",
        hearing.points()
    );
    assert_eq!(hearing.misconceptions(), []);
}

#[test]
fn a_glance_ahead_changes_nothing_and_sees_what_hearing_would() {
    let mut hearing = hear("c: Let me think about the upload first.");
    let before = hearing.points();
    let partial = "the phone gets a signed link and sends the bytes to the bucket itself so they never pass our servers";
    let ahead = hearing.peek(partial, 5_000);
    assert_eq!(hearing.points(), before);
    let text = partial.to_owned();
    hearing.hear(&Utterance { at_ms: 5_000, end_ms: 5_000, speaker: Speaker::Candidate, text });
    assert_eq!(hearing.points(), ahead);
}

#[test]
fn hearing_live_in_company_and_from_a_log_give_the_same() {
    let talk = "i: Where do we start?
        c: The phone asks for a link and uploads to the bucket directly, our servers would choke on the bytes otherwise.
        i: And then?
        c: A message on a queue, workers make thumbnails, nobody waits.
        c: And the feed sits in memory since it's mostly read.";
    let mut live = PREPARED.begin();
    let mut other = PREPARED.begin();
    for (utterance, noise) in utterances(talk).iter().zip(utterances(talk).iter().rev()) {
        other.hear(noise);
        live.hear(utterance);
        live.points();
        live.peek("and then", 9_000);
    }
    let replayed = hear_with(&Listener::embedded().prepare(&RUBRIC), talk);
    assert_eq!(live.points(), replayed.points());
    assert_eq!(live.misconceptions(), replayed.misconceptions());
}

#[test]
fn without_the_model_it_says_so_and_still_knows_words() {
    let listener = Listener::coarse("the language model is damaged".into());
    assert_eq!(listener.quality(), Quality::Coarse { why: "the language model is damaged".into() });
    let hearing = hear_with(
        &listener.prepare(&RUBRIC),
        "c: Hand out a presigned url so the client pushes the bytes to the bucket directly and our servers never see the file.",
    );
    assert_ne!(point(&hearing, "direct-upload").verdict, Missed);
    assert_eq!(point(&hearing, "repeat-is-safe").verdict, Missed);
}

#[test]
fn a_rubric_without_phrasings_is_listened_for_by_its_sentences() {
    let mut bare = RUBRIC.clone();
    for point in &mut bare.points {
        point.heard_as.clear();
        point.not.clear();
        point.hints.clear();
        point.probe.clear();
    }
    bare.misconceptions.clear();
    let prepared = Listener::embedded().prepare(&bare);
    let hearing = hear_with(
        &prepared,
        "c: Phones should send files to object storage directly with a signed address, then big files don't go through the application servers.",
    );
    assert_eq!(point(&hearing, "direct-upload").verdict, Met);
    assert_eq!(point(&hearing, "cache-feed").verdict, Missed);
}

#[test]
fn empty_and_huge_utterances_are_survived() {
    let mut hearing = PREPARED.begin();
    for text in ["", " … ", "🙂🙂", &"and then we cache it ".repeat(20_000)] {
        let text = text.to_owned();
        hearing.hear(&Utterance {
            at_ms: 0,
            end_ms: 1,
            speaker: Speaker::Candidate,
            text: text.clone(),
        });
        hearing.hear(&Utterance { at_ms: 0, end_ms: 1, speaker: Speaker::Interviewer, text });
    }
    assert_eq!(hearing.points().len(), 4);
}

#[test]
fn a_question_finds_its_prepared_answer_and_small_talk_finds_none() {
    let facts = [
        vec!["how many photos a day".to_owned(), "what's the traffic like".to_owned()],
        vec!["how big is a photo".to_owned(), "what's the file size".to_owned()],
        vec!["do we need to support video too".to_owned(), "is it only pictures".to_owned()],
    ];
    for listener in [Listener::embedded(), Listener::coarse("asked for".into())] {
        let matcher = listener.matcher(&facts);
        let found = |text: &str| matcher.best(text).map(|(group, _)| group);
        assert_eq!(found("How many photos do we get per day?"), Some(0));
        assert_eq!(found("Roughly how big is one photo?"), Some(1));
        assert_eq!(found("Let me draw the boxes first."), None);
        assert_eq!(found("Thanks, that makes sense."), None);
        assert_eq!(found(""), None);
    }
    let matcher = Listener::embedded().matcher(&facts);
    let found = |text: &str| matcher.best(text).map(|(group, _)| group);
    assert_eq!(found("Do we need to support videos?"), Some(2));
    assert_eq!(found("Who pays for all this?"), None);
}
