//! Packages that keep their promises, and packages that do not.

use super::support::{judge, package};
use greenroom_judge::verify::Verification;
use greenroom_judge::{Cancel, Package};

fn verified(package: &Package) -> Verification {
    judge().verify(package, &mut |_| {}, &Cancel::new()).unwrap()
}

fn lines(flaws: &[greenroom_judge::Flaw]) -> Vec<String> {
    flaws.iter().map(ToString::to_string).collect()
}

const VALIDATOR: &str = "import sys\nline = sys.stdin.read()\n\
     if line == 'break\\n': raise ValueError\n\
     sys.exit(42 if line.strip().isdigit() else 43)\n";

const FOREIGN: [(&str, &str); 12] = [
    (
        "problem.yaml",
        "problem_format_version: 2023-07-draft\nname: Double\nlimits:\n  time_limit: 0.5\n",
    ),
    ("data/sample/1.in", "2\n"),
    ("data/sample/1.ans", "4\n"),
    ("data/secret/1.in", "3\n"),
    ("data/secret/1.ans", "6\n"),
    ("data/invalid_input/1.in", "x\n"),
    ("input_validators/validate.py", VALIDATOR),
    ("submissions/accepted/double.py", "print(2 * int(input()))"),
    ("submissions/wrong_answer/square.py", "print(int(input()) ** 2)"),
    ("submissions/time_limit_exceeded/for_ever.py", "while True: pass"),
    ("submissions/run_time_error/crash.py", "n = int(input())\nprint(2 * n if n < 3 else n / 0)"),
    ("submissions/accepted/other.php", "<?php"),
];

#[test]
fn a_package_that_keeps_its_promises_holds() {
    let found = verified(&package(&FOREIGN));
    assert_eq!(lines(&found.broken), Vec::<String>::new());
    assert_eq!(found.inputs_checked, 3);
    assert_eq!(found.submissions.len(), 4);
    assert_eq!(found.notes.len(), 1, "{:?}", found.notes);
    assert!(lines(&found.notes)[0].starts_with("submissions/accepted/other.php: not run"));
    let json = serde_json::to_string(&found).unwrap();
    assert_eq!(serde_json::from_str::<Verification>(&json).unwrap(), found);
}

#[test]
fn each_broken_promise_is_told_with_its_case() {
    let mut files = FOREIGN.to_vec();
    files.extend([
        ("submissions/accepted/square.py", "print(int(input()) ** 2)"),
        ("submissions/wrong_answer/right.py", "print(2 * int(input()))"),
        ("submissions/wrong_answer/crashes.py", "1 / 0"),
        ("submissions/accepted/broken.py", "print("),
        ("data/invalid_input/2.in", "7\n"),
        ("data/invalid_input/3.in", "break\n"),
        ("data/secret/2.in", "-1\n"),
        ("data/secret/2.ans", "-2\n"),
    ]);
    let found = verified(&package(&files));
    let expected = [
        "data/secret/2.in: `validate` refuses it",
        "data/invalid_input/2.in: accepted by every input validator",
        "data/invalid_input/3.in: `validate` breaks on it: ValueError",
        "submissions/accepted/broken.py: it does not compile",
        "submissions/accepted/square.py: WA on secret/1 (Wrong answer: line 1, column 1",
        "submissions/accepted/square.py: WA on secret/2",
        "submissions/wrong_answer/crashes.py: RTE on sample/1",
        "submissions/wrong_answer/crashes.py: RTE on secret/1",
        "submissions/wrong_answer/crashes.py: RTE on secret/2",
        "submissions/wrong_answer/crashes.py: nowhere WA",
        "submissions/wrong_answer/right.py: nowhere WA",
    ];
    let told = lines(&found.broken);
    let fits = told.len() == expected.len()
        && told.iter().zip(expected).all(|(told, expected)| told.starts_with(expected));
    assert!(fits, "{told:#?}");
}

#[test]
fn a_legacy_package_without_a_time_limit_gets_one_from_its_accepted_submissions() {
    let mut files = FOREIGN.to_vec();
    files[0] = ("problem.yaml", "name: Double\n");
    let found = verified(&package(&files));
    assert_eq!(lines(&found.broken), Vec::<String>::new());
    // Python starts in far less than 200 ms, so five times that is the least that there is.
    assert!(found.submissions.iter().all(|one| one.time_limit_ms >= 1_000));
}

#[test]
fn one_of_our_own_packages_dies_on_the_cases_that_it_names() {
    let signature = "function = \"twice\"\nsays = \"Twice the number.\"\nreturns = \"int\"\n\
         [cost]\nn = \"numbers\"\ntime = \"1\"\nspace = \"1\"\n\
         [[parameter]]\nname = \"value\"\ntype = \"int\"\n";
    let own = [
        (
            "problem.yaml",
            "problem_format_version: 2023-07-draft\nname: Double\nlimits:\n  time_limit: 0.5\n",
        ),
        ("signature.toml", signature),
        ("data/sample/1.in", "2\n"),
        ("data/sample/1.ans", "4\n"),
        ("data/secret/1.in", "3\n"),
        ("data/secret/1.ans", "6\n"),
        ("data/invalid_input/1.in", "x\n"),
        (
            "data/generate.py",
            "for name, n in ('sample', 2), ('secret', 3):\n\
             \x20   open(f'data/{name}/1.in', 'w').write(f'{n}\\n')\n\
             \x20   open(f'data/{name}/1.ans', 'w').write(f'{2 * n}\\n')\n\
             open('data/invalid_input/1.in', 'w').write('x\\n')\n",
        ),
        ("input_validators/validate.py", VALIDATOR),
        ("include/python3/main.py", "import solution\nprint(solution.twice(int(input())))\n"),
        ("submissions/accepted/twice/solution.py", "def twice(value): return 2 * value"),
        (
            "submissions/wrong_answer/squares/solution.py",
            "# Squares.\n# Killed by secret/1.\ndef twice(value): return value ** 2",
        ),
        (
            "submissions/wrong_answer/six/solution.py",
            "# Killed by sample/1.\ndef twice(value): return 6",
        ),
        (
            "submissions/wrong_answer/four/solution.py",
            "# Killed by secret/1.\ndef twice(value): return 4",
        ),
        (
            "submissions/time_limit_exceeded/spins/solution.py",
            "# Too slow on secret/1.\ndef twice(value):\n    while value == 3: pass\n    return 4",
        ),
    ];
    let found = verified(&package(&own));
    assert_eq!(lines(&found.broken), Vec::<String>::new());

    let mut files = own.to_vec();
    files.retain(|(path, _)| !path.contains("/four/") && *path != "data/secret/1.ans");
    files.extend([
        ("data/secret/1.ans", "7\n"),
        (
            "submissions/wrong_answer/squares_too/solution.py",
            "# Killed by sample/1.\ndef twice(value): return value ** 2",
        ),
        ("submissions/mutants/x/solution.py", "def twice(value): return 1"),
        ("submissions/wrong_answer/in_c/solution.c", "// Killed by secret/1.\nint main() {}"),
    ]);
    let told = lines(&verified(&package(&files)).broken);
    for expected in [
        "data/secret/1.ans: differs from what data/generate.py writes: run it",
        "submissions/wrong_answer/squares_too: AC on sample/1",
        "submissions/mutants/x: its folder promises no verdict",
        "include/c: there is no driver: run `cargo xtask gen`",
        "submissions/accepted/twice: WA on secret/1",
    ] {
        assert!(told.iter().any(|one| one.starts_with(expected)), "{expected}: {told:#?}");
    }
}
