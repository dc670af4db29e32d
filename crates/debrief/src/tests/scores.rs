use super::*;
use crate::report::PointReport;
use greenroom_model::Point;
use std::str::FromStr;

/// `points` has one a word: weight, level and verdict, as in `20:mid:met`.
#[track_caller]
fn check_score(points: &str, level: Level, hint_price: u32, expected: Option<f64>) {
    let parsed: Vec<(Point, Verdict)> = points.split_whitespace().map(point).collect();
    let score =
        crate::score(parsed.iter().map(|(point, verdict)| (point, *verdict)), level, hint_price);
    assert_eq!(score, expected, "{points} at {level}, {hint_price} for hints");
}

fn point(word: &str) -> (Point, Verdict) {
    let [weight, level, verdict] = word.split(':').collect::<Vec<_>>()[..] else {
        panic!("`{word}` is not weight:level:verdict")
    };
    let point = Point {
        id: word.into(),
        says: word.into(),
        weight: weight.parse().expect("a weight"),
        level: Level::from_str(level).expect("a level"),
        phase: String::new(),
        topics: Vec::new(),
        heard_as: Vec::new(),
        not: Vec::new(),
        probe: String::new(),
        hints: Vec::new(),
        evidence: Vec::new(),
    };
    let verdict = Verdict::ALL.into_iter().find(|one| one.id() == verdict).expect("a verdict");
    (point, verdict)
}

#[test]
fn the_score_is_what_was_earned_of_what_the_level_expects() {
    use Level::{Mid, Senior, Staff};
    check_score("20:mid:met 20:mid:missed", Mid, 0, Some(50.0));
    check_score("20:mid:met 20:mid:partly", Mid, 0, Some(75.0));
    check_score("20:mid:contradicted 20:mid:met", Mid, 0, Some(50.0));
    // Above the level: earns, and never costs.
    check_score("20:mid:met 20:mid:missed 10:senior:missed", Mid, 0, Some(50.0));
    check_score("20:mid:met 20:mid:missed 10:senior:met", Mid, 0, Some(75.0));
    check_score("20:mid:met 20:mid:missed 20:senior:met", Senior, 0, Some(200.0 / 3.0));
    check_score("10:mid:met 90:staff:met", Mid, 0, Some(100.0));
    check_score("10:mid:met 10:senior:met 10:staff:contradicted", Staff, 0, Some(200.0 / 3.0));
    // Hints come off what is left after the cap.
    check_score("10:mid:met 90:staff:met", Mid, 7, Some(93.0));
    check_score("10:mid:missed", Mid, 7, Some(0.0));
    // Not assessed neither earns nor costs.
    check_score("20:mid:met 80:mid:not_assessed", Mid, 0, Some(100.0));
    check_score("20:mid:not_assessed", Mid, 0, None);
    check_score("20:staff:met", Mid, 0, None);
    check_score("", Mid, 0, None);
    check_score("0:mid:met", Mid, 0, None);
}

#[test]
fn the_next_band_needs_the_fewest_and_heaviest_open_points() {
    let debrief = debrief();
    let design = &debrief.rounds[0];
    // 20 + 12.5 of 90, one off for the nudge: 35.1, a no. The cold hot link alone lifts it to 68.
    assert_eq!(design.band, Some(Band::No));
    let next = design.next_band.as_ref().expect("not at the top");
    assert_eq!(next.band, Band::Yes);
    assert!(next.is_within_reach);
    let gaps: Vec<&str> = next.gaps.iter().map(|gap| gap.point.as_str()).collect();
    assert_eq!(gaps, ["cold-hot-link"]);
    let gap = next.gaps[0].gain;
    let score = design.score.expect("assessed");
    assert!(score + gap >= Band::Yes.from_score(), "{score} + {gap}");
}

#[test]
fn a_band_that_hints_put_out_of_reach_is_said_to_be() {
    let mut events = events();
    for event in &mut events {
        if let EventBody::HintShown { price, .. } = &mut event.body {
            *price = 60;
        }
    }
    let debrief = compose(&events, &library(), &findings()).unwrap();
    let round = &debrief.rounds[0];
    assert_eq!(round.score, Some(0.0));
    let next = round.next_band.as_ref().unwrap();
    assert_eq!(
        (next.band, next.is_within_reach),
        (Band::No, true),
        "open points give 64 - 60 + 36"
    );
    assert!(next.gaps.len() > 1);
    for event in &mut events {
        if let EventBody::HintShown { price, .. } = &mut event.body {
            *price = 80;
        }
    }
    let debrief = compose(&events, &library(), &findings()).unwrap();
    assert!(!debrief.rounds[0].next_band.as_ref().unwrap().is_within_reach);
    assert!(crate::markdown(&debrief).contains("Hints took too much"));
}

#[test]
fn a_session_without_speech_has_no_band_and_says_not_assessed() {
    let silent = log(
        start(),
        vec![
            (0, entered(0, 0)),
            (60_000, entered(1, 0)),
            (60_000, asks("Design a service that shortens links.", InterviewerMove::Open)),
            (900_000, ended(EndReason::EndedEarly)),
        ],
    );
    let nothing: Vec<RoundFindings> = findings()
        .into_iter()
        .map(|mut found| {
            for one in &mut found.findings {
                *one = finding(
                    &one.point,
                    Verdict::NotAssessed,
                    None,
                    "You said nothing in this round.",
                );
            }
            RoundFindings { misconceptions: Vec::new(), story: None, ..found }
        })
        .collect();
    let debrief = compose(&silent, &library(), &nothing).unwrap();
    assert!(debrief.rounds.iter().all(|round| round.score.is_none() && round.band.is_none()));
    assert_eq!(debrief.overall, None);
    assert!(debrief.next_steps.is_empty());
    for text in [crate::html(&debrief, "").into_string(), crate::markdown(&debrief)] {
        assert!(text.contains("not assessed"), "{text}");
        assert!(text.contains("You said nothing in this round."), "{text}");
        assert!(!text.contains("of 100:") && !text.contains("is-given"), "{text}");
    }
    assert!(crate::summary(&debrief)["rounds"][0]["band"].is_null());
}

#[test]
fn a_judgement_whose_quote_nobody_said_is_not_assessed() {
    let mut found = findings();
    // Words from another time, and words that were never said.
    found[0].findings[0].evidence =
        vec![Evidence::Quote(Quote { text: CODE_LENGTH.into(), at_ms: 150_000 })];
    found[0].findings[1].evidence =
        vec![Evidence::Quote(Quote { text: "I'd shard by hash".into(), at_ms: 150_000 })];
    // The interviewer's words are nobody's evidence.
    found[1].findings[0].evidence =
        vec![Evidence::Quote(Quote { text: "an outage".into(), at_ms: 1_000_000 })];
    found[0].misconceptions[0].quote.text = "always 301".into();
    let debrief = compose(&events(), &library(), &found).unwrap();
    let verdicts = |round: usize| -> Vec<Verdict> {
        debrief.rounds[round].points.iter().map(|point| point.verdict).collect()
    };
    assert_eq!(verdicts(0)[..2], [Verdict::NotAssessed; 2]);
    assert_eq!(verdicts(1)[0], Verdict::NotAssessed);
    assert!(debrief.rounds[0].misconceptions.is_empty());
    assert!(!crate::markdown(&debrief).contains("shard by hash"));
}

#[test]
fn a_log_without_its_start_is_refused() {
    let events = events();
    assert!(compose(&[], &library(), &[]).is_err());
    assert!(compose(&events[1..], &library(), &findings()).is_err());
}

#[test]
fn time_is_counted_until_the_end_and_by_phase() {
    let debrief = debrief();
    assert_eq!(debrief.length_ms, 1_100_000);
    let spent: Vec<u64> = debrief.phases.iter().map(|phase| phase.spent_ms).collect();
    assert_eq!(spent, [60_000, 300_000, 640_000, 100_000]);
    assert_eq!(spent.iter().sum::<u64>(), debrief.length_ms);
    assert_eq!(debrief.heard_by_minute.len(), 19);
    let heard: f64 = debrief.heard_by_minute.iter().map(|minute| minute.weight).sum();
    let earned: f64 =
        debrief.rounds.iter().flat_map(|round| &round.points).map(PointReport::earned).sum();
    assert_eq!(heard, earned);
}
