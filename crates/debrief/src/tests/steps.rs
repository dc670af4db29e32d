use super::*;

#[test]
fn the_steps_are_the_dearest_losses_spread_over_rounds() {
    let steps = debrief().next_steps;
    let about: Vec<(&str, f64)> =
        steps.iter().map(|step| (step.about.as_str(), step.value)).collect();
    // Prevention cost 40, the cold hot link 30, the contradicted redirect 15 and 5 for being wrong.
    assert_eq!(
        about,
        [("prevention", 40.0), ("cold-hot-link", 30.0), ("no-permanent-redirect", 20.0)]
    );
}

#[test]
fn a_misconception_that_belongs_to_no_point_is_a_step_of_its_own() {
    let mut found = findings();
    found[0].findings[2] = finding("no-permanent-redirect", Verdict::Missed, None, "not heard");
    found[1].findings[1].verdict = Verdict::NotAssessed;
    let steps = compose(&events(), &library(), &found).unwrap().next_steps;
    let about: Vec<&str> = steps.iter().map(|step| step.about.as_str()).collect();
    assert_eq!(about, ["cold-hot-link", "no-permanent-redirect", "cache"]);
    found[0].findings[1].verdict = Verdict::Met;
    let steps = compose(&events(), &library(), &found).unwrap().next_steps;
    let about: Vec<&str> = steps.iter().map(|step| step.about.as_str()).collect();
    assert_eq!(about, ["cold-hot-link", "no-permanent-redirect", "301-is-faster"]);
    assert_eq!(steps[2].quote.as_ref().unwrap().text, PERMANENT);
}

#[test]
fn points_above_the_level_are_no_steps() {
    let mut found = findings();
    found[0].findings[4] = finding("regions", Verdict::Missed, None, "not heard");
    for level in [Level::Mid, Level::Senior, Level::Staff] {
        let mut start = start();
        start.level = level;
        let mut events = events();
        events[0].body = EventBody::SessionStarted(Box::new(start));
        let debrief = compose(&events, &library(), &found).unwrap();
        for step in &debrief.next_steps {
            let round = debrief.rounds.iter().find(|round| round.round == step.round).unwrap();
            if let Some(point) = round.points.iter().find(|point| point.id == step.about) {
                assert!(point.level <= Some(level), "{step:?}");
            }
        }
    }
}
