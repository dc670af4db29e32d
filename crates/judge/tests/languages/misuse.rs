//! What candidates really get wrong, and what they are told.

mod faulty;

use crate::support::{Program, Ran, installed, signature};
use crate::table;
use faulty::{CPP, GO, JAVA, JAVASCRIPT, Language, PYTHON, RUST};
use greenroom_judge::languages::{TRACE_LINES_MAX, by_id};

const LOG: &str = "[[5,\"a\"],[7,\"b\"]]\n1000\n3\n";
const CALLS: &str = "[2]\n[\"get\",5,\"a\"]\n[\"get\",7,\"b \\\"q\\\"\"]\n";

fn run(language: &Language, text: &str, solution: &str, input: &str) -> Option<(Program, Ran)> {
    let program = Program::build(installed(language.id)?, &signature(text), solution);
    let program = program.unwrap_or_else(|why| panic!("{why}"));
    let ran = program.run(input);
    Some((program, ran))
}

#[track_caller]
fn check_prints(language: &Language) {
    let Some((_, ran)) = run(language, table::BREACHES, language.prints, LOG) else { return };
    assert_eq!((ran.code, &*ran.stdout), (Some(0), ""), "{}", ran.stderr);
    assert!(ran.stderr.contains("in a call"), "{}", ran.stderr);
    assert!(ran.stderr.contains("past the library"), "{}", ran.stderr);
}

/// The one sentence about a program that cannot be called, from the compiler or from the driver.
#[track_caller]
fn check_refused(language: &Language, text: &str, solution: &str, input: &str, expected: &str) {
    let Some(installed) = installed(language.id) else { return };
    let told = match Program::build(installed, &signature(text), solution) {
        Ok(program) => {
            let ran = program.run(input);
            assert_eq!((ran.code, &*ran.stdout), (Some(1), ""));
            program.trace(&ran)
        }
        Err(output) => {
            let found = by_id(language.id).unwrap().diagnostics(&output);
            let [one] = &found[..] else { panic!("{found:#?}\n{output}") };
            assert_eq!((&*one.file, one.line), (by_id(language.id).unwrap().solution_file(), 1));
            one.message.clone()
        }
    };
    assert_eq!(told, expected);
}

#[track_caller]
fn check_breaks(language: &Language, expected: &[&str]) {
    let Some((program, ran)) = run(language, table::CACHE, language.breaks, CALLS) else { return };
    assert_ne!(ran.code, Some(0));
    assert_eq!(ran.stdout, "");
    let trace = program.trace(&ran);
    let mut rest = &*trace;
    for wanted in expected {
        let Some(at) = rest.find(wanted) else {
            panic!("no {wanted:?} in\n{trace}\nof\n{}", ran.stderr)
        };
        rest = &rest[at..];
    }
    for ours in
        ["driver.", "main.py", "main.go", "main.rs", "main.js", "Main", "SolutionRunner", "/box"]
    {
        assert!(!trace.contains(ours), "{ours:?} is in\n{trace}");
    }
}

#[track_caller]
fn check_broken(language: &Language, line: u32) {
    let Some(installed) = installed(language.id) else { return };
    let file = installed.0.solution_file();
    let built = Program::build(installed, &signature(table::BREACHES), language.broken);
    let output = built.err().expect("it does not compile");
    let found = by_id(language.id).unwrap().diagnostics(&output);
    assert!(!found.is_empty(), "{output}");
    assert_eq!((&*found[0].file, found[0].line), (file, line), "{found:#?}\n{output}");
    assert!(found[0].column.is_some(), "{found:#?}\n{output}");
}

#[track_caller]
fn check_recurses(language: &Language, says: &str) {
    let Some((program, ran)) = run(language, table::BREACHES, language.recurses, "[]\n100000\n1\n")
    else {
        return;
    };
    assert_eq!((ran.code, &*ran.stdout), (Some(0), ""), "{}", ran.stderr);
    let ran = program.run("[]\n-1\n1\n");
    assert_ne!(ran.code, Some(0));
    let trace = program.trace(&ran);
    assert!(trace.contains(says), "no {says:?} in\n{trace}\nof\n{:.2000}", ran.stderr);
    assert!(trace.lines().count() <= TRACE_LINES_MAX, "{trace}");
}

macro_rules! misuses {
    ($($module:ident $language:ident: $says:expr, $line:expr;)*) => {$(
        mod $module {
            use super::*;

            #[test]
            fn what_is_printed_is_no_answer() {
                check_prints(&$language);
            }

            #[test]
            fn a_compile_error_has_its_line() {
                check_broken(&$language, $line);
            }

            #[test]
            fn deep_recursion_works_and_endless_recursion_is_told() {
                check_recurses(&$language, $says);
            }
        }
    )*};
}

misuses! {
    python PYTHON: "RecursionError: maximum recursion depth exceeded", 3;
    java JAVA: "java.lang.StackOverflowError", 3;
    go GO: "stack overflow", 3;
    rust RUST: "has overflowed its stack", 3;
    cpp CPP: "The recursion was too deep", 3;
    javascript JAVASCRIPT: "RangeError: Maximum call stack size exceeded", 3;
}

#[test]
fn a_function_that_is_missing_is_asked_for() {
    let check = |language: &Language, expected| {
        check_refused(language, table::BREACHES, language.empty, LOG, expected);
    };
    check(
        &PYTHON,
        "solution.py must define the function first_breaches(log, window_ms, limit) at top level",
    );
    check(
        &JAVASCRIPT,
        "solution.js must define the function firstBreaches(log, windowMs, limit) at top level",
    );
    check(
        &JAVA,
        "Solution.java must define static List<Breach> firstBreaches(List<Request> log, long \
         windowMs, int limit) in class Solution",
    );
    check(&GO, "solution.go must define FirstBreaches");
    check(
        &RUST,
        "solution.rs must define pub fn first_breaches(log: Vec<Request>, window_ms: i64, limit: \
         i64) -> Vec<Breach>",
    );
    check(
        &CPP,
        "solution.cpp must define std::vector<Breach> first_breaches(const std::vector<Request>& \
         log, std::int64_t window_ms, int limit)",
    );
}

#[test]
fn a_wrong_number_of_parameters_is_told() {
    let check = |language: &Language, expected| {
        check_refused(language, table::BREACHES, language.two_parameters, LOG, expected);
    };
    check(
        &PYTHON,
        "solution.py must define the function first_breaches(log, window_ms, limit), called with 3 \
         arguments: too many positional arguments",
    );
    check(&JAVASCRIPT, "firstBreaches takes 4 parameters, and is given log, windowMs, limit");
    check(
        &JAVA,
        "Solution.java must define static List<Breach> firstBreaches(List<Request> log, long \
         windowMs, int limit) in class Solution",
    );
    check(
        &GO,
        "solution.go does not fit: cannot use FirstBreaches (value of type func(log []Request, \
         windowMs int64) []Breach) as type func(log []Request, windowMs int64, limit int) []Breach \
         in variable declaration",
    );
    check(
        &RUST,
        "solution.rs must define pub fn first_breaches(log: Vec<Request>, window_ms: i64, limit: \
         i64) -> Vec<Breach>",
    );
    check(
        &CPP,
        "solution.cpp must define std::vector<Breach> first_breaches(const std::vector<Request>& \
         log, std::int64_t window_ms, int limit)",
    );
}

#[test]
fn a_call_that_breaks_is_named_with_its_arguments() {
    let call = "In call 2, get(7,\"b \\\"q\\\"\")";
    check_breaks(&PYTHON, &[call, "solution.py\", line 8, in helper", "IndexError: list index"]);
    check_breaks(
        &JAVA,
        &[call, "IndexOutOfBoundsException", "at TtlCache.helper(Solution.java:10)"],
    );
    check_breaks(&GO, &[call, "index out of range [1] with length 1", "solution.go:10 helper"]);
    check_breaks(
        &RUST,
        &[call, "solution.rs:11:5", "index out of bounds", "helper at solution.rs:11"],
    );
    check_breaks(&CPP, &["Assertion", call]);
    check_breaks(
        &JAVASCRIPT,
        &[call, "TypeError: Cannot read properties of undefined", "at helper (solution.js:9:24)"],
    );
}

#[test]
fn a_class_or_a_method_that_is_missing_is_asked_for() {
    let check = |language: &Language, solution: &str, expected| {
        check_refused(language, table::CACHE, solution, CALLS, expected);
    };
    check(&PYTHON, "", "solution.py must define the class TtlCache(capacity) at top level");
    check(
        &PYTHON,
        "class TtlCache:\n    def __init__(self, capacity):\n        pass\n",
        "solution.py must define the method get(now_ms, key) in TtlCache",
    );
    check(
        &JAVASCRIPT,
        "class TtlCache {}\n",
        "solution.js must define get(nowMs, key) in TtlCache",
    );
    check(
        &JAVA,
        "class TtlCache {\n    TtlCache(int capacity) {}\n}\n",
        "Solution.java must define Integer get(long nowMs, String key) in class TtlCache",
    );
    check(
        &RUST,
        "pub struct TtlCache {}\nimpl TtlCache {\n    pub fn new(_: i64) -> Self { TtlCache {} }\n}\n",
        "solution.rs must define TtlCache::get: pub fn get(&mut self, now_ms: i64, key: String) -> \
         Option<i64>",
    );
    check(
        &CPP,
        "struct TtlCache {\n    explicit TtlCache(int) {}\n};\n",
        "solution.cpp must define std::optional<int> TtlCache::get(std::int64_t now_ms, const \
         std::string& key), public",
    );
    check(&CPP, "", "solution.cpp must define class TtlCache with TtlCache(int capacity)");
}

#[test]
fn an_answer_of_another_shape_is_described() {
    let breaches = "first_breaches must return a list of Breach (client: string, at_ms: long); ";
    let python = |returned: &str, expected: &str| {
        let solution =
            format!("def first_breaches(log, window_ms, limit):\n    return {returned}\n");
        check_refused(&PYTHON, table::BREACHES, &solution, LOG, &format!("{breaches}{expected}"));
    };
    python("None", "it returned None");
    python("{'a': 5}", "it returned {'a': 5}");
    python("[('a', 5), ['b', 6], None]", "element 2 is None");
    python("[('a', True)]", "element 0, field at_ms is True");
    python("[(b'a', 5)]", "element 0, field client is b'a'");
    python("[('a',)]", "element 0 is ('a',), and the fields are client, at_ms");
    python("[('a', 5.0)]", "element 0, field at_ms is 5.0");

    let breaches = "firstBreaches must return a list of Breach (client: string, atMs: long); ";
    let javascript = |returned: &str, expected: &str| {
        let solution = format!("function firstBreaches() {{\n  return {returned};\n}}\n");
        let expected = format!("{breaches}{expected}");
        check_refused(&JAVASCRIPT, table::BREACHES, &solution, LOG, &expected);
    };
    javascript("undefined", "it returned undefined");
    javascript("new Map()", "it returned Map(0) {}");
    javascript(
        "[['a', 5], { client: 'b', atMs: 6 }, null]",
        "element 2 is null, and the fields are client, atMs",
    );
    javascript("[['a', 2 ** 53]]", "element 0, field atMs is 9007199254740992");
    javascript("[['a', 0.5]]", "element 0, field atMs is 0.5");
    javascript("[{ client: 'a' }]", "element 0, field atMs is undefined");

    let class = |returned: &str, expected: &str| {
        let solution = format!(
            "class TtlCache:\n    def __init__(self, capacity): pass\n    def get(self, now_ms, key): \
             return {returned}\n"
        );
        check_refused(&PYTHON, table::CACHE, &solution, CALLS, expected);
    };
    class("'x'", "call 1, get(5,\"a\") must return an int or None; it returned 'x'");
}
