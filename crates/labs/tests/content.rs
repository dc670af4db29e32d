//! What content says and what the engine looks at are the same.

use greenroom_labs::{Cancel, Order, Target, Trouble, Verdict, run, workload};
use greenroom_model::{Lab, StageId};
use std::fs;
use std::path::{Path, PathBuf};

fn labs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/labs")
}

fn lab(id: &str) -> Lab {
    let text = fs::read_to_string(labs().join(id).join("lab.toml")).unwrap();
    Lab { id: id.into(), ..toml::from_str(&text).unwrap() }
}

fn order(id: &str, folder: &str) -> Order {
    Order {
        lab: lab(id),
        target: Target::Folder(labs().join(id).join(folder)),
        stages: Vec::new(),
        check: None,
        seed: 11,
        nonce: 0,
    }
}

#[test]
fn every_lab_has_its_workload_with_the_same_checks_in_the_same_order() {
    let mut folders: Vec<String> = fs::read_dir(labs())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    folders.sort();
    let mut known: Vec<&str> = workload::ALL.iter().map(|workload| workload.lab).collect();
    known.sort_unstable();
    assert_eq!(folders, known);
    for workload in workload::ALL {
        let lab = lab(workload.lab);
        let said: Vec<&str> = lab.checks().map(|(_, check)| check.id.as_str()).collect();
        let looked_at: Vec<&str> = workload.checks.iter().map(|check| check.id).collect();
        assert_eq!(said, looked_at, "{}", workload.lab);
    }
}

#[tokio::test]
async fn every_starter_runs_and_fails() {
    for workload in workload::ALL {
        let starters = fs::read_dir(labs().join(workload.lab).join("starter")).unwrap();
        for starter in starters {
            let name = starter.unwrap().file_name().into_string().unwrap();
            let mut order = order(workload.lab, &format!("starter/{name}"));
            order.stages = vec![StageId::Contract];
            let report = run(&order, &Cancel::new(), &mut |_| {}).await;
            assert_eq!(report.trouble, None, "{}/{name}", workload.lab);
            assert!(!report.checks.is_empty());
            for check in report.checks {
                let Verdict::Failed(failure) = check.verdict else { panic!("{}", check.id) };
                assert!(!failure.again.is_empty() && !failure.expected.is_empty());
            }
        }
    }
}

#[tokio::test]
async fn one_check_alone_does_the_same_as_in_a_whole_run() {
    let order = Order { check: Some("alias".into()), ..order("url-shortener", "starter/python") };
    let one = run(&order, &Cancel::new(), &mut |_| {}).await;
    let whole = Order { check: None, stages: vec![StageId::Semantics], ..order };
    let all = run(&whole, &Cancel::new(), &mut |_| {}).await;
    let again = all.checks.iter().find(|check| check.id == "alias").unwrap();
    assert_eq!(one.checks.len(), 1);
    assert_eq!(one.checks[0].verdict, again.verdict);
}

#[tokio::test]
async fn a_file_for_another_lab_is_refused() {
    let mut order = order("url-shortener", "starter/python");
    order.lab.id = "no-such-lab".into();
    let report = run(&order, &Cancel::new(), &mut |_| {}).await;
    assert!(matches!(report.trouble, Some(Trouble::Ours(_))), "{report:?}");
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("lab.toml"), "lab = \"cache\"\ncommand = [\"true\"]").unwrap();
    order.lab.id = "url-shortener".into();
    order.target = Target::Folder(folder.path().into());
    let report = run(&order, &Cancel::new(), &mut |_| {}).await;
    let trouble = report.trouble.unwrap().to_string();
    assert!(trouble.contains("it answers the lab `cache`, not `url-shortener`"), "{trouble}");
}

#[tokio::test]
async fn a_running_service_is_checked_as_far_as_it_may_not_be_broken() {
    let order = order("url-shortener", "reference/python");
    let folder = order.lab.clone();
    let Target::Folder(path) = &order.target else { panic!() };
    let data = tempfile::tempdir().unwrap();
    let start = greenroom_labs::Start {
        folder: path.clone(),
        file: greenroom_labs::service::read_file(path).unwrap(),
        data: data.path().into(),
        env: Vec::new(),
        data_bytes_max: greenroom_labs::service::DATA_BYTES_MAX,
    };
    let service = greenroom_labs::Service::start(&start, &Cancel::new()).await.unwrap();
    let url = format!("http://{}", service.address());
    // Twice with one seed: what the first run left must not be in the way of the second.
    for nonce in [1, 2] {
        let order = Order {
            lab: folder.clone(),
            target: Target::Url(url.clone()),
            stages: vec![StageId::Semantics, StageId::Faults],
            check: None,
            seed: 3,
            nonce,
        };
        let report = run(&order, &Cancel::new(), &mut |_| {}).await;
        assert_eq!(report.trouble, None);
        let not_judged: Vec<&str> = report
            .checks
            .iter()
            .filter(|check| matches!(check.verdict, Verdict::NotJudged { .. }))
            .map(|check| check.id.as_str())
            .collect();
        assert_eq!(not_judged, ["durable-after-kill", "ends-on-sigterm"]);
        assert_eq!(report.checks.iter().filter(|check| check.passed()).count(), 6);
    }
}
