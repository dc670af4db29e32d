//! Services that are wrong as a whole are named as what they are, and nothing of them is left.

use greenroom_labs::service::{Start, read_file};
use greenroom_labs::{Cancel, Event, Order, Report, Service, Target, Trouble, run};
use greenroom_model::Lab;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A folder with a `lab.toml` that starts `services/<script>`. Its processes carry a word of their own in their
/// environment, by which they are counted whatever became of them.
struct Folder {
    dir: TempDir,
    word: String,
}

impl Folder {
    fn of(script: &str) -> Folder {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/services").join(script);
        assert!(path.is_file(), "{}", path.display());
        Folder::with(&format!("command = [\"python3\", {:?}]", path.display().to_string()))
    }

    fn with(line: &str) -> Folder {
        let dir = tempfile::tempdir().unwrap();
        let name = dir.path().file_name().unwrap().to_string_lossy().into_owned();
        let word = format!("COUNTED_AS={name}");
        let text = format!(
            "lab = \"url-shortener\"\n{line}\nstart_s = 5\nenv = {{ COUNTED_AS = {name:?} }}\n"
        );
        fs::write(dir.path().join("lab.toml"), text).unwrap();
        Folder { dir, word }
    }

    fn processes(&self) -> usize {
        let is_ours = |entry: &fs::DirEntry| {
            let environment = fs::read(entry.path().join("environ")).unwrap_or_default();
            environment.split(|byte| *byte == 0).any(|one| one == self.word.as_bytes())
        };
        fs::read_dir("/proc").unwrap().flatten().filter(is_ours).count()
    }

    async fn run(&self, check: Option<&str>) -> Report {
        assert_eq!(self.processes(), 0);
        let order = order(self.dir.path().into(), check);
        let report = run(&order, &Cancel::new(), &mut |_| {}).await;
        assert_eq!(self.processes(), 0, "something is left");
        report
    }

    async fn trouble(&self) -> Trouble {
        let report = self.run(None).await;
        assert!(!report.passed());
        assert_eq!(report.checks, [], "nothing was judged");
        report.trouble.expect("there is trouble")
    }
}

fn lab() -> Lab {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/labs/url-shortener/lab.toml");
    let mut lab: Lab = toml::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    lab.id = "url-shortener".into();
    lab
}

fn order(folder: PathBuf, check: Option<&str>) -> Order {
    Order {
        lab: lab(),
        target: Target::Folder(folder),
        stages: Vec::new(),
        check: check.map(str::to_owned),
        seed: 7,
        nonce: 0,
    }
}

#[tokio::test]
async fn a_missing_interpreter_is_named_before_anything_is_judged() {
    let trouble = Folder::with("command = [\"no-such-interpreter\"]").trouble().await;
    assert_eq!(
        trouble.to_string(),
        "`no-such-interpreter` is not on this machine: install it, or change `command` in lab.toml"
    );
}

#[tokio::test]
async fn a_service_that_dies_at_once_is_told_with_its_code_and_last_words() {
    let trouble = Folder::of("dies_at_once.py").trouble().await;
    let (how, last) = ("exit code 3".into(), "cannot open the database".into());
    assert_eq!(trouble, Trouble::DiedAtOnce { how, last });
}

#[tokio::test]
async fn a_service_that_never_listens_is_told_so() {
    let trouble = Folder::of("never_listens.py").trouble().await;
    let Trouble::NeverListened { waited_s: 5, last, .. } = trouble else { panic!("{trouble}") };
    assert_eq!(last, "getting ready");
}

#[tokio::test]
async fn a_service_that_listens_elsewhere_is_told_where() {
    let trouble = Folder::of("listens_elsewhere.py").trouble().await;
    let Trouble::ListensElsewhere { found, port } = trouble else { panic!("{trouble}") };
    let found: std::net::SocketAddr = found.parse().unwrap();
    assert!(found.ip().is_loopback() && found.port() != port);
}

#[tokio::test]
async fn what_is_not_http_is_shown() {
    let trouble = Folder::of("answers_garbage.py").trouble().await;
    let Trouble::Garbage { got } = trouble else { panic!("{trouble}") };
    assert!(got.contains("this is no HTTP/1.1") && got.contains("220 mail ready \\u{7}"), "{got}");
}

#[tokio::test]
async fn a_service_that_never_answers_is_told_so() {
    let trouble = Folder::of("never_answers.py").trouble().await;
    assert_eq!(trouble, Trouble::NeverAnswers { waited_s: 10 });
}

#[tokio::test]
async fn an_answer_without_end_is_broken_off() {
    let trouble = Folder::of("streams_for_ever.py").trouble().await;
    let Trouble::StreamsForEver { asked, bytes } = trouble else { panic!("{trouble}") };
    assert_eq!(asked, "GET /");
    assert!(bytes > 1 << 20);
}

#[tokio::test]
async fn a_service_that_forks_away_is_found_and_ended() {
    let trouble = Folder::of("forks_away.py").trouble().await;
    assert_eq!(trouble, Trouble::ForkedAway { how: "exit code 0".into(), left: 1 });
}

#[tokio::test]
async fn a_command_that_ends_while_its_service_goes_on_ends_the_run() {
    let report = Folder::of("forks_away_later.py").run(None).await;
    let Some(Trouble::ForkedAway { how, left: 1 }) = report.trouble else { panic!("{report:?}") };
    assert_eq!(how, "by signal 15");
    assert!(report.checks.len() < lab().checks().count(), "it was not checked to its end");
}

#[tokio::test]
async fn children_that_left_their_group_and_family_are_ended_with_the_run() {
    let report = Folder::of("leaves_children.py").run(Some("redirects")).await;
    assert_eq!(report.trouble, None);
    assert_eq!(report.checks.len(), 1);
    assert!(!report.passed());
}

#[tokio::test]
async fn a_service_that_fills_the_disk_is_ended() {
    let folder = Folder::of("fills_disk.py");
    let data = tempfile::tempdir().unwrap();
    let start = Start {
        folder: folder.dir.path().into(),
        file: read_file(folder.dir.path()).unwrap(),
        data: data.path().into(),
        env: Vec::new(),
        data_bytes_max: 1 << 20,
    };
    // It may be over the limit before or after its port was seen.
    let trouble = match Service::start(&start, &Cancel::new()).await {
        Err(trouble) => trouble,
        Ok(mut service) => loop {
            if let Some(trouble) = service.trouble().await {
                break trouble;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        },
    };
    assert_eq!(trouble, Trouble::FillsDisk { bytes: 1 << 20 });
    assert_eq!(folder.processes(), 0);
}

#[tokio::test]
async fn a_build_that_fails_is_shown() {
    let folder = Folder::with(
        "command = [\"python3\"]\nbuild = [\"python3\", \"-c\", \"raise SystemExit('no such header')\"]",
    );
    let trouble = folder.trouble().await;
    let Trouble::NotBuilt { how, last, .. } = trouble else { panic!("{trouble}") };
    assert_eq!((how.as_str(), last.as_str()), ("exit code 1", "no such header"));
}

#[tokio::test]
async fn a_cancelled_run_leaves_nothing_behind() {
    let folder = Folder::of("never_answers.py");
    let order = order(folder.dir.path().into(), None);
    let cancel = Cancel::new();
    let mut events = 0;
    let report = {
        let mut tell = |_: Event| events += 1;
        let running = run(&order, &cancel, &mut tell);
        let stop = async {
            while folder.processes() == 0 {
                tokio::time::sleep(std::time::Duration::from_millis(10)).await;
            }
            cancel.cancel();
        };
        tokio::join!(running, stop).0
    };
    assert_eq!(report.trouble, Some(Trouble::Cancelled));
    assert_eq!(folder.processes(), 0);
    assert!(events > 0);
}

#[tokio::test]
async fn a_broken_lab_file_is_told_with_its_line() {
    let folder = Folder::with("command = \"python3 main.py\"");
    let trouble = folder.trouble().await.to_string();
    assert!(trouble.contains("lab.toml:2: ") && trouble.contains("`command = ["), "{trouble}");
}

#[tokio::test]
async fn an_address_where_nobody_is_is_not_a_failed_check() {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let url = format!("http://127.0.0.1:{port}");
    let order = Order { target: Target::Url(url.clone()), ..order(PathBuf::new(), None) };
    let report = run(&order, &Cancel::new(), &mut |_| {}).await;
    assert_eq!(report.checks, []);
    assert!(matches!(report.trouble, Some(Trouble::NotThere { url: told, .. }) if told == url));
}
