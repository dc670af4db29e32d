//! Designs that are kept, and run while somebody looks.

use greenroom_app::code::Coder;
use greenroom_app::simulate::{Design, Scenario, read, write};
use greenroom_app::store::StoreError;
use greenroom_app::studio::{DesignSaved, RunUpdate, StudioError, TEXT_BYTES_MAX};
use greenroom_app::{AppError, Greenroom, ManualClock};
use greenroom_content::Library;
use greenroom_listen::Listener;
use greenroom_store::{Place, Store};
use std::path::Path;
use std::sync::Arc;

const SHOP: &str = r#"
title = "Shop"

[[node]]
id = "people"
kind = "clients"
rate_per_s = 50

[[node]]
id = "api"
kind = "service"

[[edge]]
from = "people"
to = "api"
"#;

async fn open() -> (Greenroom, Arc<ManualClock>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/drawn");
    let library = Library::from_dir(&folder).unwrap_or_else(|errors| panic!("{errors:#?}"));
    let library = Arc::new(library);
    let store = Store::open(&Place::Memory).await.unwrap();
    let clock = Arc::new(ManualClock::default());
    clock.set_ms(1_799_582_400_000);
    // Nothing runs code here, so nothing is made there.
    let coder = Coder::new(library.clone(), std::env::temp_dir().join("greenroom-no-judge"));
    let listener = Listener::coarse("nobody speaks here".into());
    (Greenroom::new(library, listener, store, clock.clone(), coder), clock)
}

fn shop() -> Design {
    read(SHOP).unwrap()
}

fn renamed(title: &str) -> Design {
    Design { title: title.into(), ..shop() }
}

async fn title(greenroom: &Greenroom, id: &str) -> String {
    greenroom.open_design(id).await.unwrap().unwrap().row.title
}

#[tokio::test]
async fn a_design_comes_back_as_it_was_drawn() {
    let (greenroom, _) = open().await;
    let id = greenroom.new_design(&shop(), None).await.unwrap();
    let opened = greenroom.open_design(&id).await.unwrap().unwrap();
    assert_eq!(opened.design, Ok(shop()));
    assert_eq!((opened.row.title.as_str(), opened.row.revision), ("Shop", 1));
    assert_eq!(opened.row.text, write(&shop()));
    assert_eq!(greenroom.open_design("no-such").await.unwrap(), None);
}

#[tokio::test]
async fn two_tabs_lose_nothing() {
    let (greenroom, clock) = open().await;
    let id = greenroom.new_design(&shop(), None).await.unwrap();
    clock.advance_ms(1_000);
    let saved = greenroom.save_design(&id, &renamed("of one tab"), 1).await.unwrap();
    assert!(matches!(saved, DesignSaved::Kept { revision: 2, .. }), "{saved:?}");
    let saved = greenroom.save_design(&id, &renamed("of the other"), 1).await.unwrap();
    let DesignSaved::Changed(newest) = saved else { panic!("{saved:?}") };
    assert_eq!((newest.row.revision, newest.design), (2, Ok(renamed("of one tab"))));
    let versions = greenroom.design_versions(&id).await.unwrap();
    let kept: Vec<(&str, bool)> =
        versions.iter().map(|one| (one.title.as_str(), one.is_aside)).collect();
    assert_eq!(kept, [("of the other", true), ("Shop", false)]);

    // What lost can be had again, and what was there until then as well.
    greenroom.restore_design(&id, versions[0].revision).await.unwrap();
    assert_eq!(title(&greenroom, &id).await, "of the other");
    let versions = greenroom.design_versions(&id).await.unwrap();
    assert!(versions.iter().any(|one| one.title == "of one tab"));
}

#[tokio::test]
async fn a_save_says_what_is_wrong_with_the_drawing_and_keeps_it() {
    let (greenroom, _) = open().await;
    let id = greenroom.new_design(&shop(), None).await.unwrap();
    let mut broken = shop();
    broken.edges[0].to = "nobody".into();
    let saved = greenroom.save_design(&id, &broken, 1).await.unwrap();
    let DesignSaved::Kept { flaws, .. } = saved else { panic!("{saved:?}") };
    assert!(flaws.iter().any(|flaw| flaw.is_fatal && flaw.says.contains("nobody")), "{flaws:?}");
    assert_eq!(greenroom.open_design(&id).await.unwrap().unwrap().design, Ok(broken));
}

#[tokio::test]
async fn copies_know_where_they_come_from() {
    let (greenroom, clock) = open().await;
    let id = greenroom.copy_example("one-server").await.unwrap();
    let opened = greenroom.open_design(&id).await.unwrap().unwrap();
    assert_eq!(opened.row.from_gallery.as_deref(), Some("one-server"));
    assert_eq!(opened.design, Ok(greenroom.library.design("one-server").unwrap().design.clone()));
    assert_eq!(greenroom.first_scenario(Some("one-server")).load, 3.0);
    assert_eq!(greenroom.first_scenario(None), Scenario::default());

    clock.advance_ms(1_000);
    let copy = greenroom.duplicate_design(&id, None).await.unwrap().unwrap();
    assert_eq!(title(&greenroom, &copy).await, format!("{} (copy)", title(&greenroom, &id).await));
    assert_eq!(greenroom.duplicate_design("no-such", None).await.unwrap(), None);
    let ids: Vec<String> =
        greenroom.designs().await.unwrap().into_iter().map(|one| one.id).collect();
    assert_eq!(ids, [copy.clone(), id.clone()]);
    greenroom.delete_design(&copy).await.unwrap();
    assert_eq!(greenroom.open_design(&copy).await.unwrap(), None);
}

#[tokio::test]
async fn a_design_for_a_problem_is_for_one_that_can_be_drawn() {
    let (greenroom, _) = open().await;
    let id = greenroom.begin_design(Some("ticket-shop")).await.unwrap();
    let opened = greenroom.open_design(&id).await.unwrap().unwrap();
    assert_eq!(opened.row.problem.as_deref(), Some("ticket-shop"));
    assert_eq!(opened.row.title, "Ticket shop");
    let refused = greenroom.begin_design(Some("no-such")).await.unwrap_err();
    assert!(matches!(refused, AppError::Studio(StudioError::NoProblem(_))), "{refused:?}");
    let refused = greenroom.copy_example("no-such").await.unwrap_err();
    assert!(matches!(refused, AppError::Studio(StudioError::NoExample(_))), "{refused:?}");
}

#[tokio::test]
async fn what_is_not_there_or_too_large_is_not_saved() {
    let (greenroom, _) = open().await;
    let refused = greenroom.save_design("no-such", &shop(), 1).await.unwrap_err();
    assert!(matches!(refused, AppError::Store(StoreError::NoDesign { .. })), "{refused:?}");
    let id = greenroom.new_design(&shop(), None).await.unwrap();
    let large = renamed(&"x".repeat(TEXT_BYTES_MAX));
    let refused = greenroom.save_design(&id, &large, 1).await.unwrap_err();
    assert!(matches!(refused, AppError::Studio(StudioError::TooLarge { .. })), "{refused:?}");
    let refused = greenroom.restore_design(&id, 7).await.unwrap_err();
    assert!(matches!(refused, AppError::Studio(StudioError::NoVersion { .. })), "{refused:?}");
    assert_eq!(title(&greenroom, &id).await, "Shop");
}

#[tokio::test]
async fn a_run_is_told_moment_by_moment_and_ends_in_its_report() {
    let (greenroom, _) = open().await;
    let scenario = Scenario { duration_s: 10.0, ..Scenario::default() };
    let mut told = greenroom.run_design(shop(), scenario.clone(), None).await.unwrap();
    let (mut frames, mut report) = (0, None);
    while let Some(update) = told.recv().await {
        match update {
            RunUpdate::Frame(frame) => {
                assert!(report.is_none() && frame.nodes.len() == 2);
                frames += 1;
            }
            RunUpdate::Report(last) => report = Some(last),
            other => panic!("{other:?}"),
        }
    }
    let report = report.expect("a run ends in its report");
    assert!(frames > 50 && report.frames.len() == frames, "{frames}");
    assert!((400..600).contains(&report.total.requests), "{}", report.total.requests);
    assert!(report.cost.is_some_and(|cost| cost.total_per_month > 0.0));

    let mut again = greenroom.run_design(shop(), scenario, None).await.unwrap();
    let mut last = None;
    while let Some(update) = again.recv().await {
        last = Some(update);
    }
    let Some(RunUpdate::Report(again)) = last else { panic!("{last:?}") };
    assert_eq!(again.trace, report.trace);
}

#[tokio::test]
async fn what_cannot_be_run_is_told_before_anything_runs() {
    let (greenroom, _) = open().await;
    let mut broken = shop();
    broken.edges[0].to = "nobody".into();
    let flaws = greenroom.run_design(broken, Scenario::default(), None).await.unwrap_err();
    assert!(flaws.iter().all(|flaw| flaw.is_fatal) && !flaws.is_empty());
    let faults = vec!["kill nobody@1s".parse().unwrap()];
    let scenario = Scenario { faults, ..Scenario::default() };
    let flaws = greenroom.run_design(shop(), scenario, None).await.unwrap_err();
    assert!(flaws[0].says.contains("nobody"), "{flaws:?}");
}

#[tokio::test]
async fn of_three_runs_the_third_waits_until_nobody_looks_at_the_first() {
    let (greenroom, _) = open().await;
    let start = async || greenroom.run_design(shop(), Scenario::default(), None).await.unwrap();
    // Nobody reads what they tell, so they stand still in the middle.
    let (mut first, mut second) = (start().await, start().await);
    for told in [&mut first, &mut second] {
        assert!(matches!(told.recv().await, Some(RunUpdate::Frame(_))));
    }
    let mut third = start().await;
    assert_eq!(third.recv().await, Some(RunUpdate::Waiting { ahead: 0 }));
    drop(first);
    assert!(matches!(third.recv().await, Some(RunUpdate::Frame(_))));
    drop(second);
    drop(third);
    // All places become free again.
    for mut told in [start().await, start().await] {
        let mut update = told.recv().await;
        while matches!(update, Some(RunUpdate::Waiting { .. })) {
            update = told.recv().await;
        }
        assert!(matches!(update, Some(RunUpdate::Frame(_))));
    }
}
