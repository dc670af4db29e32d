//! What is made of the outputs in `recorded/`, which real compilers and run times wrote.

use super::{ALL, Language, by_extension, by_id, by_kattis_code, of};
use insta::assert_snapshot;
use std::collections::BTreeSet;

fn language(id: &str) -> &'static dyn Language {
    by_id(id).unwrap()
}

/// One line each, as an editor would show them.
fn errors(id: &str, output: &str) -> String {
    let found = language(id).diagnostics(output);
    let shown = found.iter().map(|one| {
        let column = one.column.map_or(String::new(), |column| format!(":{column}"));
        format!("{}:{}{column}: {}", one.file, one.line, one.message)
    });
    shown.collect::<Vec<_>>().join("\n")
}

#[test]
fn errors_of_compilers_have_their_place() {
    assert_snapshot!(
        errors("python", include_str!("recorded/python_error.txt")),
        @"solution.py:3:13: SyntaxError: invalid syntax"
    );
    assert_snapshot!(
        errors("java", include_str!("recorded/java_error.txt")),
        @"Solution.java:3:17: ';' expected"
    );
    assert_snapshot!(
        errors("go", include_str!("recorded/go_error.txt")),
        @"solution.go:3:9: undefined: none"
    );
    assert_snapshot!(
        errors("rust", include_str!("recorded/rust_error.txt")),
        @"solution.rs:3:9: mismatched types"
    );
    assert_snapshot!(
        errors("cpp", include_str!("recorded/cpp_error.txt")),
        @"solution.cpp:3:16: expected ';' before '}' token"
    );
    assert_snapshot!(
        errors("javascript", include_str!("recorded/javascript_error.txt")),
        @"solution.js:3:16: SyntaxError: Unexpected token ';'"
    );
}

#[test]
fn without_a_place_there_is_no_error() {
    for language in ALL {
        for output in ["", "\n\n", "error", ": error: ", "a:b: error: c", "Killed", "é: 漢\n🙂:1"]
        {
            assert_eq!(language.diagnostics(output), [], "{} {output:?}", language.id());
        }
    }
}

#[test]
fn traces_show_the_candidates_own_frames() {
    assert_snapshot!(language("python").trace(include_str!("recorded/python_crash.txt")), @r#"
    In call 2, get(7,"b \"q\""):
    Traceback (most recent call last):
      File "solution.py", line 6, in get
        return helper([1], self.calls)
               ^^^^^^^^^^^^^^^^^^^^^^^
      File "solution.py", line 8, in helper
        return values[at - 1]
               ~~~~~~^^^^^^^^
    IndexError: list index out of range
    "#);
    assert_snapshot!(language("python").trace(include_str!("recorded/python_chain.txt")), @r#"
    Traceback (most recent call last):
      File "solution.py", line 3, in first_breaches
        return {}['a']
               ~~^^^^^
    KeyError: 'a'

    The above exception was the direct cause of the following exception:

    Traceback (most recent call last):
      File "solution.py", line 5, in first_breaches
        raise ValueError('no such client') from error
    ValueError: no such client
    "#);
    assert_snapshot!(language("java").trace(include_str!("recorded/java_crash.txt")), @r#"
    In call 2, get(7,"b \"q\"")
    Exception in thread "main" java.lang.IndexOutOfBoundsException: Index: 1 Size: 1
        at TtlCache.helper(Solution.java:10)
        at TtlCache.get(Solution.java:7)
    "#);
    assert_snapshot!(language("go").trace(include_str!("recorded/go_crash.txt")), @r#"
    In call 2, get(7,"b \"q\"")
    panic: runtime error: index out of range [1] with length 1
        solution.go:10 helper
        solution.go:6 (*TtlCache).Get
    "#);
    assert_snapshot!(language("rust").trace(include_str!("recorded/rust_crash.txt")), @r#"
    In call 2, get(7,"b \"q\"")
    thread 'main' panicked at solution.rs:11:5:
    index out of bounds: the len is 1 but the index is 1
      helper at solution.rs:11:5
      get at solution.rs:6:14
    "#);
    assert_snapshot!(language("cpp").trace(include_str!("recorded/cpp_crash.txt")), @r#"
    constexpr std::vector<_Tp, _Alloc>::const_reference std::vector<_Tp, _Alloc>::operator[](size_type) const: Assertion '__n < this->size()' failed.
    In call 2, get(7,"b \"q\"")
    "#);
    assert_snapshot!(language("javascript").trace(include_str!("recorded/javascript_crash.txt")), @r#"
    In call 2, get(7,"b \"q\"")
    TypeError: Cannot read properties of undefined (reading '0')
        at helper (solution.js:9:24)
        at TtlCache.get (solution.js:5:12)
    "#);
    assert_snapshot!(
        language("javascript").trace(include_str!("recorded/javascript_heap.txt")),
        @"FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory"
    );
}

#[test]
fn a_trace_is_short_whatever_was_written() {
    let many: String =
        (0..100_000).map(|at| format!("    at f{at} (/box/solution.js:1:{at})\n")).collect();
    let texts = ["", "\n", "no newline", &"x".repeat(1 << 20), &many, "In call ", "\u{0}漢\n\t\n"];
    for language in ALL {
        for text in texts {
            let trace = language.trace(text);
            let lines = trace.lines().count();
            assert!(lines <= super::TRACE_LINES_MAX, "{}: {lines} lines", language.id());
            assert!(trace.len() < 20_000, "{}: {} bytes", language.id(), trace.len());
        }
    }
}

#[test]
fn a_recursion_is_one_frame_and_its_count() {
    let frames = "\tat Solution.down(Solution.java:8)\n".repeat(1_024);
    let stderr = format!("Exception in thread \"main\" java.lang.StackOverflowError\n{frames}");
    assert_snapshot!(language("java").trace(&stderr), @r#"
    Exception in thread "main" java.lang.StackOverflowError
        at Solution.down(Solution.java:8)
        ... the same 1023 times more
    "#);
}

#[test]
fn every_language_is_found_by_its_names() {
    let mut names = BTreeSet::new();
    for language in ALL {
        assert_eq!(by_id(language.id()).unwrap().id(), language.id());
        for code in language.kattis_codes() {
            assert_eq!(by_kattis_code(code).unwrap().id(), language.id());
            assert!(names.insert(*code), "{code} is there twice");
        }
        for extension in language.extensions() {
            assert_eq!(by_extension(extension).unwrap().id(), language.id());
        }
        let (_, extension) = language.solution_file().rsplit_once('.').unwrap();
        assert_eq!(by_extension(extension).unwrap().id(), language.id());
    }
    for chosen in greenroom_model::Language::ALL {
        assert_eq!(of(chosen).id(), chosen.id());
    }
}
