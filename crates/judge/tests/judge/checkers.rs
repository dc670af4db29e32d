//! Problems with a checker of their own, in Python and in C++, and interactive ones.

use super::support::{judged, package, submission, told};
use greenroom_judge::{Package, languages};

const PYTHON_CHECKER: &str = r#"
import sys
n = int(open(sys.argv[1]).read())
answer = open(sys.argv[2]).read().split()
assert sys.argv[3].endswith("/") and sys.argv[4:] == ["strict"], sys.argv
told = sys.stdin.read().split()
if told == ["break"]:
    sys.exit(1)
if told == ["spin"]:
    while True: pass
if len(told) == 2 and sum(map(int, told)) == n:
    sys.exit(42)
open(sys.argv[3] + "teammessage.txt", "w").write("they do not add up")
open(sys.argv[3] + "judgemessage.txt", "w").write("%s, not %s" % (told, answer))
sys.exit(43)
"#;

const CPP_CHECKER: &str = r#"
#include <cstring>
#include <fstream>
#include <iostream>
#include "codes.h"
int main(int argc, char **argv) {
    if (argc != 5 || std::strcmp(argv[4], "strict")) return 1;
    long n, a, b;
    std::ifstream(argv[1]) >> n;
    std::string word;
    if (std::cin >> a >> b && !(std::cin >> word) && a + b == n) return YES;
    std::ofstream(std::string(argv[3]) + "teammessage.txt") << "they do not add up";
    return NO;
}
"#;

fn split(checker: &[(&str, &str)]) -> Package {
    let mut files = vec![
        (
            "problem.yaml",
            "problem_format_version: 2023-07-draft\nname: Split\n\
             limits:\n  time_limit: 1.0\n  validation_time: 1\n",
        ),
        ("data/test_group.yaml", "output_validator_args: [strict]\n"),
        ("data/secret/1.in", "5\n"),
        ("data/secret/1.ans", "2 3\n"),
    ];
    files.extend(checker);
    package(&files)
}

#[test]
fn a_checker_in_python_decides_and_speaks() {
    let package = split(&[("output_validator/check.py", PYTHON_CHECKER)]);
    let report = judged(&package, &submission(&[("a.py", "print(1, int(input()) - 1)")]));
    assert_eq!(told(&report), "secret/1: Accepted");
    let report = judged(&package, &submission(&[("a.py", "print(1, 1)")]));
    assert_eq!(told(&report), "secret/1: Wrong answer");
    let case = &report.unwrap().cases[0];
    assert_eq!(case.team_message.as_deref(), Some("they do not add up"));
    assert_eq!(case.judge_message.as_deref(), Some("['1', '1'], not ['2', '3']"));
}

#[test]
fn a_checker_that_fails_is_no_verdict() {
    let package = split(&[("output_validator/check.py", PYTHON_CHECKER)]);
    let report = judged(&package, &submission(&[("a.py", "print('break')")]));
    assert!(
        told(&report).starts_with(
            "error: the checker of this problem failed on secret/1: it ended with exit code 1"
        ),
        "{report:?}"
    );
    let report = judged(&package, &submission(&[("a.py", "print('spin')")]));
    assert!(told(&report).contains("it took longer than 1 s"), "{report:?}");
    let report = judged(&package, &submission(&[("a.py", "print('not', 'numbers')")]));
    assert!(told(&report).contains("its last words: ValueError"), "{report:?}");
    // A candidate that fails never comes before the checker.
    let report = judged(&package, &submission(&[("a.py", "1 / 0")]));
    assert_eq!(told(&report), "secret/1: Run-time error");
    let broken = split(&[("output_validator/check.py", "def (")]);
    let report = judged(&broken, &submission(&[("a.py", "print(1)")]));
    assert!(told(&report).starts_with("error: the checker of this problem does not compile"));
}

#[test]
fn a_checker_in_cpp_of_several_files_decides() {
    if languages::by_id("cpp").is_none_or(|cpp| languages::toolchain(cpp).is_err()) {
        assert!(std::env::var_os("CI").is_none(), "g++ is missing");
        eprintln!("not tested: g++ is missing");
        return;
    }
    let package = split(&[
        ("output_validator/check/check.cpp", CPP_CHECKER),
        ("output_validator/check/codes.h", "enum { YES = 42, NO = 43 };\n"),
    ]);
    let report = judged(&package, &submission(&[("a.py", "print(1, int(input()) - 1)")]));
    assert_eq!(told(&report), "secret/1: Accepted");
    let report = judged(&package, &submission(&[("a.py", "print(1, 1)")]));
    assert_eq!(told(&report), "secret/1: Wrong answer");
    assert_eq!(report.unwrap().cases[0].team_message.as_deref(), Some("they do not add up"));
}

#[test]
fn a_checker_with_scripts_of_its_own_is_built_and_run() {
    let package = split(&[
        ("output_validator/check/build", "#!/bin/sh\nmv script run\nchmod 755 run\n"),
        (
            "output_validator/check/script",
            "#!/bin/sh\nread a\n[ \"$a\" = yes ] && exit 42\nexit 43\n",
        ),
    ]);
    let report = judged(&package, &submission(&[("a.py", "print('yes')")]));
    assert_eq!(told(&report), "secret/1: Accepted");
    let report = judged(&package, &submission(&[("a.py", "print('no')")]));
    assert_eq!(told(&report), "secret/1: Wrong answer");
}

const GUESS: &str = r#"
import sys
secret = int(open(sys.argv[1]).read())
for _ in range(10):
    line = sys.stdin.readline()
    if not line:
        open(sys.argv[3] + "judgemessage.txt", "w").write("it said nothing")
        sys.exit(43)
    guess = int(line)
    if guess == secret:
        print("correct", flush=True)
        sys.exit(42)
    print("lower" if secret < guess else "higher", flush=True)
open(sys.argv[3] + "judgemessage.txt", "w").write("out of guesses")
sys.exit(43)
"#;

fn guess() -> Package {
    package(&[
        (
            "problem.yaml",
            "name: Guess\nvalidation: custom interactive\nlimits:\n  time_limit: 0.5\n",
        ),
        ("data/secret/1.in", "500\n"),
        ("data/secret/1.ans", ""),
        ("data/secret/2.in", "1\n"),
        ("data/secret/2.ans", ""),
        ("output_validators/guess.py", GUESS),
    ])
}

#[track_caller]
fn check_guess(text: &str, expected: &str) {
    let report = judged(&guess(), &submission(&[("guess.py", text)]));
    assert_eq!(told(&report), expected, "{report:#?}");
}

#[test]
fn an_interactive_problem_gives_each_verdict_to_whom_it_belongs() {
    check_guess(
        "low, high = 1, 1000\n\
         while True:\n\
         \x20   mid = (low + high) // 2\n\
         \x20   print(mid, flush=True)\n\
         \x20   told = input()\n\
         \x20   if told == 'correct': break\n\
         \x20   if told == 'lower': high = mid - 1\n\
         \x20   else: low = mid + 1\n",
        "secret/1: Accepted\nsecret/2: Accepted",
    );
    // Out of guesses: the pipe closes, and breaking at it is only a consequence.
    check_guess(
        "for n in range(1, 1000):\n    print(n, flush=True)\n    if input() == 'correct': break\n",
        "secret/1: Wrong answer\nsecret/2: Accepted",
    );
    // It crashes first, and the checker says no to the silence.
    check_guess(
        "print(500, flush=True)\nif input() != 'correct': raise ValueError\n",
        "secret/1: Accepted\nsecret/2: Run-time error",
    );
    // It ends without having guessed.
    check_guess("pass", "secret/1: Wrong answer\nsecret/2: Wrong answer");
    check_guess(
        "print(500, flush=True)\nif input() != 'correct':\n    while True: pass\n",
        "secret/1: Accepted\nsecret/2: Time limit exceeded",
    );
}

#[test]
fn a_program_that_never_speaks_is_too_slow_and_not_the_checker() {
    // Both wait for the other; it is the program's turn. Once is enough to know.
    check_guess("input()", "secret/1: Time limit exceeded\nsecret/2: not run");
}

#[test]
fn a_checker_may_have_a_word_for_a_program_that_has_ended() {
    let checker = "import sys\n\
        said = sys.stdin.read()\n\
        print('goodbye', flush=True)\n\
        sys.exit(42 if said == 'hello\\n' else 43)\n";
    let package = package(&[
        ("problem.yaml", "name: Greet\nvalidation: custom interactive\n"),
        ("data/secret/1.in", "1\n"),
        ("data/secret/1.ans", ""),
        ("output_validators/greet.py", checker),
    ]);
    for (text, expected) in
        [("print('hello')", "secret/1: Accepted"), ("print('hi')", "secret/1: Wrong answer")]
    {
        let report = judged(&package, &submission(&[("greet.py", text)]));
        assert_eq!(told(&report), expected, "{report:?}");
    }
}

#[test]
fn a_checker_that_breaks_in_a_talk_is_no_verdict() {
    let report =
        judged(&guess(), &submission(&[("guess.py", "print('what', flush=True)\ninput()")]));
    assert!(told(&report).contains("its last words: ValueError"), "{report:?}");
}
