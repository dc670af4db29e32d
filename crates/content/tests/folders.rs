//! A folder of content is read, or every reason against it is told with its place.

use greenroom_content::{Library, read_rubric};
use greenroom_model::{RoundKind, Speaker, Verdict};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

const PROBLEM: &str = "design/parcel-lockers/problem.toml";
const RUBRIC: &str = "design/parcel-lockers/rubric.toml";

/// A copy of the sound folder that a test may spoil; gone when dropped.
struct Folder(PathBuf);

impl Folder {
    fn sound() -> Folder {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let unique = format!("{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let to = std::env::temp_dir().join(format!("greenroom-content-{unique}"));
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sound"), &to);
        Folder(to)
    }

    fn edit(&self, file: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.0.join(file)).unwrap();
        assert!(text.contains(from), "{file} does not contain {from:?}");
        self.write(file, text.replacen(from, to, 1));
    }

    fn write(&self, file: &str, text: impl AsRef<[u8]>) {
        let path = self.0.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// What is wrong, with paths from the folder.
    fn errors(&self) -> Vec<String> {
        let root = format!("{}/", self.0.display());
        let errors = Library::from_dir(&self.0).err().unwrap_or_default();
        errors.iter().map(|error| error.to_string().replace(&root, "")).collect()
    }
}

const DRILL: &str = r#"
title = "Lockers a day"
topics = ["estimation"]
level = "mid"
minutes = 4
asks = "There are {stations} stations. How many parcels is it?"
why = "Because it is."
[task]
kind = "estimate"
given.stations = [100, 200]
[[task.step]]
id = "parcels"
asks = "Parcels a day"
unit = "parcels"
formula = "stations * 40"
"#;

#[test]
fn drills_of_a_folder_stand_in_place_of_the_built_in_ones() {
    let folder = Folder::sound();
    let built_in = Library::from_dir(&folder.0).unwrap();
    assert!(built_in.drills().count() > 5);
    folder.write("drills/lockers-a-day.toml", DRILL);
    let own = Library::from_dir(&folder.0).unwrap();
    assert_eq!(own.drills().count(), 1);
    assert_eq!(own.drill("lockers-a-day").unwrap().minutes, 4);
}

const LAB: &str = r#"
title = "Lockers"
summary = "Doors that open once."
protocol = "http"
minutes = 60
level = "mid"
[[stage]]
id = "contract"
title = "The contract"
[[stage.check]]
id = "opens"
says = "A door opens."
topics = ["estimation"]
"#;

fn write_lab(folder: &Folder) {
    folder.write("labs/lockers/lab.toml", LAB);
    folder.write("labs/lockers/statement.md", "Build it.");
    folder.write("labs/lockers/contract.md", "It opens.");
    folder.write("labs/lockers/starter/python/lab.toml", "lab = \"lockers\"\ncommand = [\"true\"]");
    folder.write("labs/lockers/starter/python/src/main.py", "pass");
}

#[test]
fn a_lab_comes_with_its_texts_and_starters() {
    let folder = Folder::sound();
    assert!(Library::from_dir(&folder.0).unwrap().lab("url-shortener").is_some());
    write_lab(&folder);
    folder.write("labs/lockers/reference/python/main.py", "never given away");
    let library = Library::from_dir(&folder.0).unwrap();
    assert_eq!(library.labs().count(), 1);
    let lab = library.lab("lockers").unwrap();
    assert_eq!((lab.lab.id.as_str(), lab.statement.as_str()), ("lockers", "Build it."));
    assert_eq!(lab.contract, ("contract.md".into(), "It opens.".into()));
    let [starter] = lab.starters.as_slice() else { panic!("one starter") };
    let files: Vec<&str> = starter.files.iter().map(|(file, _)| file.as_str()).collect();
    assert_eq!((starter.language.as_str(), files), ("python", vec!["lab.toml", "src/main.py"]));
}

#[test]
fn all_that_is_wrong_with_a_lab_is_told() {
    let folder = Folder::sound();
    write_lab(&folder);
    folder.edit("labs/lockers/lab.toml", "estimation", "estimates");
    folder.edit("labs/lockers/starter/python/lab.toml", "lockers", "drawers");
    fs::remove_file(folder.0.join("labs/lockers/contract.md")).unwrap();
    assert_eq!(
        folder.errors(),
        [
            "labs/lockers/lab.toml:13: `estimates` is no topic: use an id of topics.toml",
            "labs/lockers/contract.md: missing: write exactly what is checked",
            "labs/lockers/starter/python/lab.toml: does not start a service for `lockers`: write `lab` and `command`",
        ]
    );
}

#[test]
fn a_broken_drill_is_told_with_its_file() {
    let folder = Folder::sound();
    folder.write("drills/lockers-a-day.toml", DRILL.replace("estimation", "estimates"));
    assert_eq!(
        folder.errors(),
        ["drills/lockers-a-day.toml:3: `estimates` is no topic: use an id of topics.toml"]
    );
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// The sound folder with one replacement is refused with exactly this message.
#[track_caller]
fn check_refused(file: &str, from: &str, to: &str, expected: &str) {
    let folder = Folder::sound();
    folder.edit(file, from, to);
    assert_eq!(folder.errors(), [expected]);
}

#[test]
fn a_sound_folder_is_read_whole() {
    let folder = Folder::sound();
    let library = Library::from_dir(&folder.0).unwrap();
    let problem = library.problem("parcel-lockers").unwrap();
    assert_eq!(problem.kind, RoundKind::Design);
    assert_eq!(problem.phase_line("clarify"), Some("What do you need to know?"));
    let order: Vec<_> = problem.phases.iter().map(|line| line.id.as_str()).collect();
    assert_eq!(order, RoundKind::Design.phases());
    let [strong, mutant] = problem.transcripts.as_slice() else { panic!("two transcripts") };
    assert!(strong.is_reference() && strong.mutant.is_none());
    assert_eq!(strong.utterances[0].speaker, Speaker::Interviewer);
    assert_eq!(mutant.file, "mutants/needs-the-line.jsonl");
    assert_eq!(mutant.mutant.as_ref().unwrap().kills, "offline-codes");
    let labels = mutant.labels.as_ref().unwrap();
    assert_eq!(labels.points["offline-codes"].verdict, Verdict::Contradicted);
}

#[test]
fn a_folder_without_protocols_and_topics_uses_the_built_in_ones() {
    let folder = Folder::sound();
    let library = Library::from_dir(&folder.0).unwrap();
    assert!(library.protocol("mock-60").is_some());
    assert!(library.topics().iter().any(|topic| topic.id == "estimation"));
    assert!(library.problem("url-shortener").is_none(), "its problems stand for the built-in ones");
}

#[test]
fn each_error_names_file_line_and_next_step() {
    check_refused(
        PROBLEM,
        "title = ",
        "titel = ",
        "design/parcel-lockers/problem.toml:1: unknown field `titel`, expected one of `title`, \
         `kind`, `summary`, `topics`, `companies`, `full`, `short`, `phase`, `fact`, \
         `escalation`, `question`, `difficulty`: remove the key or correct its spelling",
    );
    check_refused(
        PROBLEM,
        "kind = \"design\"",
        "kind = \"api\"",
        "design/parcel-lockers/problem.toml:2: the problem is of kind `api` in the folder \
         `design/`: write `kind = \"design\"` or move the folder",
    );
    check_refused(
        PROBLEM,
        "\"estimation\"",
        "\"estimating\"",
        "design/parcel-lockers/problem.toml:4: names the unknown topic `estimating`: use an id of \
         topics.toml",
    );
    check_refused(
        PROBLEM,
        "points = [\"offline-codes\"]",
        "points = [\"offline\"]",
        "design/parcel-lockers/problem.toml:12: the short form names the point `offline`, which \
         the rubric does not have: use ids of rubric.toml",
    );
    check_refused(
        PROBLEM,
        "phase = \"deep-dive\"",
        "phase = \"deep\"",
        "design/parcel-lockers/problem.toml:39: `deep` is no phase of design: use one of clarify, \
         apis, high-level, deep-dive, trade-offs",
    );
    check_refused(
        RUBRIC,
        "weight = 40",
        "weight = 39",
        "design/parcel-lockers/rubric.toml: the weights sum to 99: make them sum to 100",
    );
    check_refused(
        RUBRIC,
        "phase = \"clarify\"",
        "phase = \"beginning\"",
        "design/parcel-lockers/rubric.toml:15: point `arithmetic` belongs to the unknown phase \
         `beginning`: use one of clarify, apis, high-level, deep-dive, trade-offs",
    );
    check_refused(
        RUBRIC,
        "level = \"mid\"",
        "level = \"junior\"",
        "design/parcel-lockers/rubric.toml:18: unknown variant `junior`, expected one of `mid`, \
         `senior`, `staff`: correct the line",
    );
    check_refused(
        "design/parcel-lockers/reference/strong.labels.json",
        "\"met\"",
        "\"hit\"",
        "design/parcel-lockers/reference/strong.labels.json:2: unknown variant `hit`, expected \
         one of `met`, `partly`, `missed`, `contradicted`, `not_assessed` at line 2 column 36: \
         correct the line (docs/content.md, Transcripts)",
    );
    check_refused(
        "design/parcel-lockers/reference/strong.jsonl",
        "\"end_ms\": 9000",
        "\"end_ms\": 900",
        "design/parcel-lockers/reference/strong.jsonl:2: it ends at 900 ms, before it begins at \
         2400 ms: correct `at_ms` or `end_ms`",
    );
}

#[test]
fn two_points_of_one_name_are_told_at_the_second() {
    check_refused(
        RUBRIC,
        "id = \"arithmetic\"",
        "id = \"offline-codes\"",
        "design/parcel-lockers/rubric.toml:15: two points are called `offline-codes`: rename one",
    );
}

#[test]
fn everything_wrong_is_told_at_once() {
    let folder = Folder::sound();
    folder.edit(RUBRIC, "weight = 60", "weight = 61");
    folder.edit(RUBRIC, "[\"estimation\"]", "[\"guessing\"]");
    folder.write("design/parcel-lockers/statement.md", "");
    fs::remove_file(folder.0.join("design/parcel-lockers/reference/answer.md")).unwrap();
    folder.write("design/half-done/problem.toml", "title = \"Half done\"\n");
    folder.write("dessign/typo/problem.toml", "");
    folder.write(
        "protocols/short.toml",
        "id = \"short\"\ntitle = \"S\"\nsummary = \"S\"\nround = []\n",
    );
    folder.write("topics.toml", "[[topic]]\nid = \"design-framework\"\nshows = \"order\"\n[[topic]]\nid = \"estimation\"\nshows = \"sums\"\n");
    let errors = folder.errors().join("\n");
    for expected in [
        "protocols/short.toml: no rounds",
        "design/half-done/problem.toml:1: missing field `kind`: add the key",
        "design/half-done/rubric.toml: missing: write it",
        "design/parcel-lockers/statement.md: empty: write it",
        "design/parcel-lockers/reference/answer.md: missing: write it",
        "the weights sum to 101",
        "names the unknown topic `guessing`",
        "dessign: `dessign` is no kind of round: name the folder one of coding, api,",
    ] {
        assert!(errors.contains(expected), "{expected:?} is not among\n{errors}");
    }
}

#[test]
fn a_text_that_is_no_text_is_refused_at_its_line() {
    let folder = Folder::sound();
    folder.write("design/parcel-lockers/statement.md", b"# Lockers\nbad \xff byte\n");
    assert_eq!(
        folder.errors()[0],
        "design/parcel-lockers/statement.md:2: not valid UTF-8: save the file as UTF-8"
    );
}

#[test]
fn one_id_stands_for_one_problem() {
    let folder = Folder::sound();
    copy(&folder.0.join("design/parcel-lockers"), &folder.0.join("reliability/parcel-lockers"));
    assert_eq!(
        folder.errors(),
        ["reliability/parcel-lockers: `design/parcel-lockers` has the same id: rename one of the \
          two folders"]
    );
}

#[test]
fn a_folder_that_is_none_or_empty_is_refused() {
    let missing = Library::from_dir(Path::new("/nowhere/at/all")).unwrap_err();
    assert!(missing[0].to_string().starts_with("/nowhere/at/all: not a folder: name a folder"));
    let folder = Folder::sound();
    fs::remove_dir_all(folder.0.join("design")).unwrap();
    assert!(folder.errors()[0].contains("no problems here: add one as <kind>/<id>/problem.toml"));
}

#[test]
fn full_rounds_of_a_protocol_go_through_all_phases_of_their_kind() {
    let folder = Folder::sound();
    let round = "id = \"p\"\ntitle = \"P\"\nsummary = \"P\"\n[[round]]\nkind = \"behavioral\"\nform = \"full\"\ntitle = \"Story\"\n[[round.phase]]\nid = \"story\"\ntitle = \"Story\"\nminutes = 4\n";
    folder.write("protocols/p.toml", round);
    assert_eq!(
        folder.errors(),
        ["protocols/p.toml: round 1 (`Story`) is full length but does not go through the phases \
          of its kind: list story, follow-up in this order, or make it `form = \"short\"`"]
    );
    folder.write("protocols/p.toml", round.replace("full", "short"));
    assert_eq!(folder.errors(), [""; 0]);
}

#[test]
fn somebody_elses_rubric_needs_no_more_than_points_with_weights() {
    let folder = Folder::sound();
    let bare =
        "title = \"T\"\nstatement = \"S\"\n[[point]]\nid = \"a\"\nsays = \"A.\"\nweight = 100\n";
    folder.write("rubric.toml", bare);
    let rubric = read_rubric(&folder.0.join("rubric.toml")).unwrap();
    assert_eq!(rubric.points.len(), 1);

    folder.write("rubric.toml", format!("{bare}hard = true\n"));
    let error = read_rubric(&folder.0.join("rubric.toml")).unwrap_err();
    assert_eq!(error.line, Some(7));
    assert!(error.what.starts_with("unknown field `hard`"), "{error}");

    folder.write("rubric.toml", "title = \"T\"\nstatement = \n");
    assert_eq!(read_rubric(&folder.0.join("rubric.toml")).unwrap_err().line, Some(2));
}

#[test]
fn picking_is_decided_by_the_seed_and_prefers_what_was_not_practised() {
    let folder = Folder::sound();
    for id in ["one", "two", "three"] {
        copy(&folder.0.join("design/parcel-lockers"), &folder.0.join("design").join(id));
    }
    let library = Library::from_dir(&folder.0).unwrap();
    let pick = |seed: u64, not: &[&str]| &*library.pick(RoundKind::Design, seed, not).unwrap().id;
    let picked: Vec<_> = (0..40).map(|seed| pick(seed, &[])).collect();
    assert_eq!(picked, (0..40).map(|seed| pick(seed, &[])).collect::<Vec<_>>());
    for id in ["one", "two", "three", "parcel-lockers"] {
        assert!(picked.contains(&id), "{id} is never picked");
    }
    for seed in 0..40 {
        assert_eq!(pick(seed, &["one", "two", "parcel-lockers"]), "three");
        assert_eq!(pick(seed, &["two", "one", "three", "parcel-lockers", "two"]), "one");
    }
    assert_eq!(library.pick(RoundKind::Api, 1, &[]), None);
}
