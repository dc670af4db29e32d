//! Reading packages: both versions of the format, and a table of what can be wrong with one.

use super::support::{package, source};
use greenroom_judge::{Case, Format, Package, Source};
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

const MODERN: &str = "problem_format_version: 2023-07-draft\nname: Sum\nuuid: x\n";

/// The least that is a package.
const LEAST: [(&str, &str); 3] =
    [("problem.yaml", MODERN), ("data/secret/1.in", "1\n"), ("data/secret/1.ans", "1\n")];

#[test]
fn a_modern_package_is_read() {
    let package = package(&[
        (
            "problem.yaml",
            "problem_format_version: 2023-07-draft\n\
             name:\n  sv: Summa\n  en: The sum\n\
             uuid: x\ntype: [pass-fail]\nlanguages: [python3, cpp]\n\
             constants:\n  n_max: 100\n\
             limits:\n  time_limit: 1.5\n  memory: 128\n  output: 2\n\
             \x20 time_multipliers:\n    ac_to_time_limit: 3\n",
        ),
        ("data/test_group.yaml", "output_validator_args: [case_sensitive]\n"),
        ("data/sample/1.in", "1\n"),
        ("data/sample/1.ans", "1\n"),
        ("data/sample/1.yaml", "hint: look\noutput_validator_args: []\n"),
        ("data/secret/b/2.in", "1\n"),
        ("data/secret/b/2.ans", "1\n"),
        ("data/secret/b/deeper/1.in", "1\n"),
        ("data/secret/b/deeper/1.ans", "1\n"),
        ("data/secret/b/test_group.yaml", "output_validator_args: [float_tolerance, 1e-6]\n"),
        ("data/secret/a.in", "1\n"),
        ("data/secret/a.ans", "1\n"),
        ("data/secret/c.in", "1\n"),
        ("data/secret/c.ans", "1\n"),
        ("data/invalid_input/1.in", "x\n"),
        ("include/default/data.txt", "all {{n_max}}\n"),
        ("include/default/main.py", "default\n"),
        ("include/python3/main.py", "n = {{n_max}}\n"),
    ]);
    assert_eq!((package.title.as_str(), package.format), ("The sum", Format::Modern));
    assert_eq!(package.limits.time_ms, Some(1_500));
    assert_eq!(package.limits.memory_bytes, 128 << 20);
    assert_eq!(package.limits.output_bytes, 2 << 20);
    assert_eq!(package.languages, Some(vec!["python3".into(), "cpp".into()]));
    assert_eq!(package.warnings, []);
    let names: Vec<&str> = package.cases().iter().map(|case| case.name.as_str()).collect();
    let expected = ["sample/1", "secret/a", "secret/b/2", "secret/b/deeper/1", "secret/c"];
    assert_eq!(names, expected);
    let args = |name: &str| package.case(name).unwrap().output_validator_args.join(" ");
    assert_eq!(args("sample/1"), "", "a case replaces what its group says");
    assert_eq!(args("secret/a"), "case_sensitive");
    assert_eq!(args("secret/b/deeper/1"), "float_tolerance 1e-6");
    assert_eq!(package.case("sample/1").unwrap().hint.as_deref(), Some("look"));
    assert_eq!(package.invalid_inputs().len(), 1);
    let include = package.include(&["python3", "python"]).unwrap();
    let texts: Vec<(&str, &[u8])> =
        include.iter().map(|file| (file.path.as_str(), file.bytes.as_slice())).collect();
    assert_eq!(
        texts,
        [("data.txt", b"all 100\n".as_slice()), ("main.py", b"n = 100\n".as_slice())]
    );
}

#[test]
fn a_legacy_package_is_read() {
    let package = package(&[
        (
            "problem.yaml",
            "name: Sum\nauthor: Somebody\nlicense: cc by-sa\n\
             validation: custom interactive\nvalidator_flags: strict 1\n\
             limits:\n  memory: 512\n  time_multiplier: 4\n",
        ),
        ("domjudge-problem.ini", "short-name = sum\ntimelimit = '2.5'\n"),
        ("data/sample/1.in", "1\n"),
        ("data/sample/1.ans", "1\n"),
        ("data/secret/1.in", "1\n"),
        ("data/secret/1.ans", "1\n"),
        ("data/secret/1.hint", "read on\n"),
        ("data/secret/group/1.in", "1\n"),
        ("data/secret/group/1.ans", "1\n"),
        (
            "data/secret/group/testdata.yaml",
            "on_reject: break\ngrading: default\noutput_validator_flags: loose 2\n\
             input_validator_flags: --n 5\n",
        ),
        ("output_validators/check/validate.cc", "int main() {}\n"),
        ("output_validators/check/validate.h", "\n"),
    ]);
    assert_eq!((package.title.as_str(), package.format), ("Sum", Format::Legacy));
    assert!(package.interactive);
    assert_eq!(package.limits.time_ms, Some(2_500));
    assert_eq!(package.limits.ac_to_time_limit, 4.0);
    let args = |name: &str| package.case(name).unwrap().output_validator_args.join(" ");
    assert_eq!(args("secret/1"), "strict 1");
    assert_eq!(args("secret/group/1"), "strict 1 loose 2");
    assert_eq!(package.case("secret/1").unwrap().hint.as_deref(), Some("read on"));
    assert_eq!(package.output_validator().unwrap().name, "check");
}

/// The least package, changed by `change`, must give these flaws, or these warnings.
#[track_caller]
fn check(change: &[(&str, Option<&str>)], expected: &[&str]) {
    let mut files: Vec<(&str, &str)> = LEAST.to_vec();
    for (path, text) in change {
        files.retain(|(one, _)| one != path);
        files.extend(text.map(|text| (*path, text)));
    }
    let told: Vec<String> = match Package::read(source(&files)) {
        Ok(package) => package.warnings.iter().map(|flaw| format!("warning: {flaw}")).collect(),
        Err(error) => error.flaws.iter().map(ToString::to_string).collect(),
    };
    let fits = told.len() == expected.len()
        && told.iter().zip(expected).all(|(told, expected)| told.starts_with(expected));
    assert!(fits, "expected {expected:#?}, got {told:#?}");
}

#[test]
fn each_thing_that_is_wrong_is_told_by_its_file() {
    check(&[], &[]);
    check(&[("problem.yaml", None)], &["problem.yaml: it is missing: add it"]);
    check(&[("problem.yaml", Some("a: [\n"))], &["problem.yaml: it is not valid YAML"]);
    check(&[("problem.yaml", Some("a: 1\na: 2\n"))], &["problem.yaml: it is not valid YAML"]);
    check(&[("problem.yaml", Some("- a\n"))], &["problem.yaml: it must hold `key: value` lines"]);
    check(
        &[("problem.yaml", Some("name: x\ncolour: red\nlimits:\n  tim: 1\n"))],
        &[
            "warning: problem.yaml: the key `limits.tim` is not known",
            "warning: problem.yaml: the key `colour` is not known",
        ],
    );
    check(
        &[("problem.yaml", Some("limits:\n  time_limit: fast\n  memory: -1\n"))],
        &[
            "problem.yaml: `limits.time_limit` must be a number from 0.01 to 600",
            "problem.yaml: `limits.memory` must be a number from",
        ],
    );
    check(
        &[("problem.yaml", Some("problem_format_version: 2023-07-draft\ntype: multi-pass\n"))],
        &["problem.yaml: problems of several passes"],
    );
    check(
        &[("problem.yaml", Some("problem_format_version: 2023-07\ntype: [scoring]\n"))],
        &["warning: problem.yaml: this is a scoring problem"],
    );
    check(
        &[("problem.yaml", Some("problem_format_version: 2031-01\n"))],
        &["warning: problem.yaml: the format `2031-01` is not known"],
    );
    check(
        &[("problem.yaml", Some("problem_format_version: 2023-07\ntype: interactive\n"))],
        &["problem.yaml: an interactive problem needs a program to talk to"],
    );
    check(
        &[("problem.yaml", Some("validation: custom\n"))],
        &["problem.yaml: `validation: custom` needs a program"],
    );
    check(
        &[("problem.yaml", Some("validation: default\n")), ("output_validators/v.py", Some(""))],
        &["warning: output_validators: problem.yaml says `validation: default`"],
    );
    check(
        &[("output_validator/a/v.py", Some("")), ("output_validator/b/v.py", Some(""))],
        &["output_validator: there are several programs (a, b): keep one"],
    );
    check(
        &[("data/secret/1.ans", None)],
        &[
            "data/secret/1.ans: the case has no answer: add the file",
            "data/secret: there is no test case",
        ],
    );
    check(
        &[("data/secret/2.ans", Some(""))],
        &["warning: data/secret/2.ans: it has no .in beside it"],
    );
    check(&[("data/secret/2.in/x", Some(""))], &["data/secret/2.in: it is a folder"]);
    check(&[("data/secret/1.files/x", Some(""))], &["data/secret/1.files: the case `1` gives"]);
    check(
        &[("data/secret/1/x.in", Some("")), ("data/secret/1/x.ans", Some(""))],
        &["data/secret/1: a group has the same name as a case"],
    );
    check(
        &[("data/test_group.yaml", Some("output_validator_args: [tolerant]\n"))],
        &["data/secret/1.in: `tolerant` is no argument of the default output validator"],
    );
    check(
        &[("data/test_group.yaml", Some("output_validator_args: {a: 1}\n"))],
        &["data/test_group.yaml: `output_validator_args` must be a list of texts"],
    );
    check(
        &[("data/secret/testdata.yaml", Some("grading: default\nextra: 1\n"))],
        &["warning: data/secret/testdata.yaml: the key `extra` is not known"],
    );
    check(
        &[("submissions/accepted/-x.py", Some(""))],
        &["submissions/accepted/-x.py: a program's file must be named"],
    );
    check(
        &[("submissions/submissions.yaml", Some("accepted:\n  permitted: [OK]\n"))],
        &["submissions/submissions.yaml: `permitted: OK`: use AC, WA, TLE and RTE"],
    );
    check(
        &[("include/loose.txt", Some(""))],
        &["include/loose.txt: files belong into a folder for their language"],
    );
    check(
        &[("input_validators/v.ctd", Some(""))],
        &["warning: input_validators/v.ctd: input checkers in this language are not run"],
    );
    check(&[("signature.toml", Some("function = 3\n"))], &["signature.toml: "]);
    check(&[("data/../x", Some(""))], &["data/../x: this is not a path within a package"]);
    check(&[("data/a\nb", Some(""))], &["data/a\\nb: this is not a path within a package"]);
}

proptest::proptest! {
    #[test]
    fn no_text_makes_a_package_panic(
        metadata in "(name|limits|type|validation|: |- |\\[|\\]|\\{|\\}|,|\n|  |time_limit|[0-9.e-]|&a|\\*a|'|\"|!|é){0,30}",
        group in "(output_validator_args|args|: |- |\\[|\\]|,|\n|float_tolerance|[0-9]| ){0,20}",
        promises in "(accepted|permitted|required|: |\\[|\\]|AC|\\{a,b\\}|\\*|\n|  ){0,20}",
    ) {
        let mut files = LEAST.to_vec();
        files[0].1 = &metadata;
        files.push(("data/test_group.yaml", &group));
        files.push(("submissions/submissions.yaml", &promises));
        files.push(("submissions/accepted/a.py", ""));
        // Whatever it is, what is wrong with it is told by a file.
        if let Err(error) = Package::read(source(&files)) {
            proptest::prop_assert!(!error.flaws.is_empty());
        }
    }
}

#[test]
fn a_yaml_bomb_is_refused_soon() {
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let before = format!("*a{}", level - 1);
        let all = [before.as_str(); 9].join(", ");
        bomb.push_str(&format!("a{level}: &a{level} [{all}]\n"));
    }
    check(&[("problem.yaml", Some(&bomb))], &["problem.yaml: it is not valid YAML"]);
    let deep = format!("a: {}{}\n", "[".repeat(100_000), "]".repeat(100_000));
    check(&[("problem.yaml", Some(&deep))], &["problem.yaml: it is not valid YAML"]);
    let large = format!("name: {}\n", "x".repeat(2 << 20));
    check(&[("problem.yaml", Some(&large))], &["problem.yaml: it has 2097159 bytes"]);
}

fn write_least(folder: &Path) {
    for (path, text) in LEAST {
        let place = folder.join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, text).unwrap();
    }
}

#[track_caller]
fn check_folder(damage: impl FnOnce(&Path), expected: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    write_least(folder.path());
    damage(folder.path());
    let told: Vec<String> = match Package::read(Source::Folder(folder.path().into())) {
        Ok(package) => package.warnings.iter().map(|flaw| format!("warning: {flaw}")).collect(),
        Err(error) => error.flaws.iter().map(ToString::to_string).collect(),
    };
    let fits = told.len() == expected.len()
        && told.iter().zip(expected).all(|(told, expected)| told.starts_with(expected));
    assert!(fits, "expected {expected:#?}, got {told:#?}");
}

#[test]
fn a_folder_is_not_trusted() {
    check_folder(|_| {}, &[]);
    check_folder(
        |folder| symlink("/etc/passwd", folder.join("data/secret/2.in")).unwrap(),
        &["data/secret/2.in: it is a link out of the package"],
    );
    check_folder(
        |folder| symlink("/etc", folder.join("data/secret/etc")).unwrap(),
        &["data/secret/etc: it is a link out of the package"],
    );
    check_folder(
        |folder| symlink("nowhere", folder.join("data/secret/2.in")).unwrap(),
        &["data/secret/2.in: it leads nowhere"],
    );
    check_folder(
        |folder| symlink("..", folder.join("data/secret/up")).unwrap(),
        &["data/secret/up: the folder lies too deep, or is a link to one that it is in"],
    );
    check_folder(
        |folder| {
            symlink("1.in", folder.join("data/secret/2.in")).unwrap();
            symlink("1.ans", folder.join("data/secret/2.ans")).unwrap();
        },
        &[],
    );
    check_folder(
        |folder| fs::write(folder.join("data/secret/a\nb.in"), "").unwrap(),
        &["data/secret/a\\nb.in: its name has characters that no name should have"],
    );
    check_folder(
        |folder| fs::write(folder.join("data/secret/.hidden.in"), "").unwrap(),
        &["warning: data/secret/.hidden.in: hidden files are left out"],
    );
    check_folder(
        |folder| fs::write(folder.join("problem.yaml"), b"name: \xff\xfe\n").unwrap(),
        &["problem.yaml: byte 7 is not UTF-8"],
    );
    check_folder(
        |folder| {
            let huge = fs::File::create(folder.join("data/secret/1.in")).unwrap();
            huge.set_len(1 << 40).unwrap();
        },
        &["data/secret/1.in: it has 1099511627776 bytes", "data/secret: there is no test case"],
    );
    check_folder(
        |folder| {
            std::os::unix::net::UnixListener::bind(folder.join("socket")).unwrap();
        },
        &["socket: it is neither a file nor a folder"],
    );
}

#[test]
fn what_is_no_folder_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("problem.zip");
    fs::write(&file, "").unwrap();
    let told = |path: &Path| Package::read(Source::Folder(path.into())).unwrap_err().to_string();
    assert!(told(&file).contains("it is no folder"));
    assert!(told(&folder.path().join("gone")).contains("cannot be opened"));
}

#[test]
fn a_case_that_changes_while_in_use_is_an_error_and_no_verdict() {
    let folder = tempfile::tempdir().unwrap();
    write_least(folder.path());
    let package = Package::read(Source::Folder(folder.path().into())).unwrap();
    let case: &Case = &package.cases()[0];
    assert_eq!(package.input(case).unwrap(), b"1\n");
    let input = folder.path().join("data/secret/1.in");
    fs::remove_file(&input).unwrap();
    symlink("/etc/passwd", &input).unwrap();
    let told = package.input(case).unwrap_err().to_string();
    assert!(
        told.contains("data/secret/1.in: it was changed while the package was in use"),
        "{told}"
    );
}
