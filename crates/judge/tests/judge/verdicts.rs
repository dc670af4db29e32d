//! Every verdict, in every language that is installed. Where one is missing, what is not tested is
//! printed; in continuous integration nothing may be missing.

use super::support::{judge, judged, package, submission, told};
use greenroom_judge::{
    Cancel, Cases, Crash, JudgeError, Overall, OwnCase, Package, Progress, Verdict, languages,
};

/// Adds two numbers. The limits are short, so that what exceeds them is soon seen to.
fn sum() -> Package {
    package(&[
        (
            "problem.yaml",
            "problem_format_version: 2023-07-draft\nname: Sum\nuuid: x\n\
             limits:\n  time_limit: 1.0\n  memory: 256\n  output: 1\n",
        ),
        ("data/sample/1.in", "1 2\n"),
        ("data/sample/1.ans", "3\n"),
        ("data/secret/1.in", "20 22\n"),
        ("data/secret/1.ans", "42\n"),
    ])
}

/// A program for each verdict.
struct Programs {
    language: &'static str,
    file: &'static str,
    right: &'static str,
    wrong: &'static str,
    slow: &'static str,
    crashes: &'static str,
    hungry: &'static str,
    chatty: &'static str,
    broken: &'static str,
}

const ALL: [Programs; 7] = [
    Programs {
        language: "python",
        file: "main.py",
        right: "print(sum(map(int, input().split())))",
        wrong: "print(3)",
        slow: "while True: pass",
        crashes: "print(sum([])[0])",
        hungry: "a = [0] * 10**9\nprint(3)",
        chatty: "while True: print('x' * 1000)",
        broken: "print((1)",
    },
    Programs {
        language: "cpp",
        file: "main.cpp",
        right: "#include <iostream>\nint main() { int a, b; std::cin >> a >> b; std::cout << a + b; }",
        wrong: "#include <iostream>\nint main() { std::cout << 3; }",
        slow: "int main() { volatile unsigned long n = 0; for (;;) n = n + 1; }",
        crashes: "#include <cstdlib>\nint main() { std::abort(); }",
        hungry: "#include <vector>\nint main() { std::vector<char> all(1ul << 32, 1); return all[7]; }",
        chatty: "#include <cstdio>\nint main() { for (;;) std::puts(\"xxxxxxxxxxxxxxxxxxxxxxxxxxx\"); }",
        broken: "int main() { return x; }",
    },
    Programs {
        language: "c",
        file: "main.c",
        right: "#include <stdio.h>\nint main(void) { int a, b; if (scanf(\"%d %d\", &a, &b) == 2) printf(\"%d\\n\", a + b); return 0; }",
        wrong: "#include <stdio.h>\nint main(void) { puts(\"3\"); return 0; }",
        slow: "int main(void) { volatile unsigned long n = 0; for (;;) n = n + 1; }",
        crashes: "int main(void) { volatile int *p = 0; return *p; }",
        hungry: "#include <stdlib.h>\n#include <string.h>\nint main(void) { for (;;) { char *p = malloc(1 << 24); if (!p) return 1; memset(p, 1, 1 << 24); } }",
        chatty: "#include <stdio.h>\nint main(void) { for (;;) puts(\"xxxxxxxxxxxxxxxxxxxxxxxxxxx\"); }",
        broken: "int main(void) { return x; }",
    },
    Programs {
        language: "java",
        file: "Main.java",
        right: "import java.util.*; class Main { public static void main(String[] a) { Scanner s = new Scanner(System.in); System.out.println(s.nextInt() + s.nextInt()); } }",
        wrong: "class Main { public static void main(String[] a) { System.out.println(3); } }",
        slow: "class Main { public static void main(String[] a) { long n = 0; while (true) { n++; if (n == -1) System.out.println(n); } } }",
        crashes: "class Main { public static void main(String[] a) { int[] x = new int[1]; x[a.length + 1] = 1; } }",
        hungry: "import java.util.*; class Main { public static void main(String[] a) { List<byte[]> all = new ArrayList<>(); while (true) all.add(new byte[1 << 24]); } }",
        chatty: "class Main { public static void main(String[] a) { while (true) System.out.println(\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"); } }",
        broken: "class Main { int x = \"\"; }",
    },
    Programs {
        language: "go",
        file: "main.go",
        right: "package main\nimport \"fmt\"\nfunc main() { var a, b int; fmt.Scan(&a, &b); fmt.Println(a + b) }",
        wrong: "package main\nimport \"fmt\"\nfunc main() { fmt.Println(3) }",
        slow: "package main\nfunc main() { for { } }",
        crashes: "package main\nfunc main() { var m map[int]int; m[1] = 2 }",
        hungry: "package main\nimport \"fmt\"\nfunc main() { var all [][]byte; for { b := make([]byte, 1<<24); for i := range b { b[i] = 1 }; all = append(all, b); if len(all) > 1000 { fmt.Println(len(all)) } } }",
        chatty: "package main\nimport \"fmt\"\nfunc main() { for { fmt.Println(\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\") } }",
        broken: "package main\nfunc main() { x }",
    },
    Programs {
        language: "rust",
        file: "main.rs",
        right: "use std::io::Read;\nfn main() { let mut s = String::new(); std::io::stdin().read_to_string(&mut s).unwrap(); println!(\"{}\", s.split_whitespace().map(|x| x.parse::<i64>().unwrap()).sum::<i64>()); }",
        wrong: "fn main() { println!(\"3\"); }",
        slow: "fn main() { let mut n = 0u64; loop { n = std::hint::black_box(n + 1); } }",
        crashes: "fn main() { let x: Option<i32> = std::hint::black_box(None); x.unwrap(); }",
        hungry: "fn main() { let mut all = Vec::new(); loop { all.push(vec![1u8; 1 << 24]); std::hint::black_box(&all); } }",
        chatty: "fn main() { loop { println!(\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"); } }",
        broken: "fn main() { x }",
    },
    Programs {
        language: "javascript",
        file: "main.js",
        right: "const [a, b] = require('fs').readFileSync(0, 'utf8').split(' ').map(Number); console.log(a + b);",
        wrong: "console.log(3);",
        slow: "for (;;) {}",
        crashes: "undefined.x;",
        hungry: "const all = []; for (;;) all.push(new Array(1 << 20).fill(all.length));",
        chatty: "for (;;) require('fs').writeSync(1, 'x'.repeat(1000));",
        broken: "const x = ;",
    },
];

fn check_language(id: &str) {
    let programs = ALL.iter().find(|one| one.language == id).unwrap();
    let Some(language) = languages::by_id(id) else { panic!("{id} is no language of ours") };
    if let Err(missing) = languages::toolchain(language) {
        assert!(std::env::var_os("CI").is_none(), "{id}: {missing}");
        eprintln!("{id} is not tested: {missing}");
        return;
    }
    let package = sum();
    let both = |name: &str| format!("sample/1: {name}\nsecret/1: {name}");
    for (text, expected) in [
        (programs.right, both("Accepted")),
        (programs.wrong, "sample/1: Accepted\nsecret/1: Wrong answer".to_owned()),
        (programs.slow, both("Time limit exceeded")),
        (programs.crashes, both("Run-time error")),
        (programs.hungry, both("Memory limit exceeded")),
        (programs.chatty, both("Output limit exceeded")),
        (programs.broken, "compile error".to_owned()),
    ] {
        let report = judged(&package, &submission(&[(programs.file, text)]));
        assert_eq!(told(&report), expected, "{id}: {text}\n{report:#?}");
        if text == programs.broken {
            let Overall::CompileError { diagnostics, output } = report.unwrap().overall else {
                panic!("{id}");
            };
            let file = if id == "java" { programs.file } else { language.solution_file() };
            assert!(diagnostics.iter().any(|one| one.file == file), "{id}: {output}");
        }
    }
}

#[test]
fn python_gets_every_verdict() {
    check_language("python");
}

#[test]
fn cpp_gets_every_verdict() {
    check_language("cpp");
}

#[test]
fn c_gets_every_verdict() {
    check_language("c");
}

#[test]
fn java_gets_every_verdict() {
    check_language("java");
}

#[test]
fn go_gets_every_verdict() {
    check_language("go");
}

#[test]
fn rust_gets_every_verdict() {
    check_language("rust");
}

#[test]
fn javascript_gets_every_verdict() {
    check_language("javascript");
}

#[test]
fn a_difference_a_crash_and_a_wait_are_explained() {
    let package = sum();
    let verdict = |text: &str| {
        let report = judged(&package, &submission(&[("mine.py", text)])).unwrap();
        match report.overall {
            Overall::Failed { case, verdict } => (case, verdict),
            other => panic!("{other:?}"),
        }
    };
    let (case, wrong) = verdict("print('3')");
    assert_eq!(case, "secret/1");
    assert_eq!(wrong.to_string(), "Wrong answer: line 1, column 1 of the output: it differs here");
    let (_, crash) = verdict("def f():\n    return [][1]\nf()");
    let Verdict::RunTimeError { how: Crash::Exit { code: 1 }, trace } = &crash else {
        panic!("{crash:?}");
    };
    assert!(trace.contains("line 2") && trace.contains("IndexError"), "{trace}");
    let (_, wait) = verdict("import time\ntime.sleep(1000)");
    assert!(wait.to_string().contains("waited instead of working"), "{wait}");
}

#[test]
fn own_cases_are_judged_where_something_is_expected_and_else_only_run() {
    let own = |name: &str, input: &str, expected: Option<&str>| OwnCase {
        name: name.into(),
        input: input.into(),
        expected: expected.map(Into::into),
    };
    let cases = Cases::Own(vec![
        own("own/1", "5 6", Some("11")),
        own("own/2", "5 6", Some("12")),
        own("own/3", "5 6", None),
    ]);
    let right = submission(&[("main.py", ALL[0].right)]);
    let report = judge().judge(&sum(), &right, cases, &mut |_| {}, &Cancel::new());
    assert_eq!(told(&report), "own/1: Accepted\nown/2: Wrong answer\nown/3: Ran");
    assert_eq!(report.unwrap().cases[2].got.text, "11\n");
}

#[test]
fn after_three_cases_over_the_time_limit_the_rest_is_left_out_and_said_so() {
    let mut files = vec![(
        "problem.yaml".to_owned(),
        "problem_format_version: 2023-07-draft\nname: Slow\nlimits:\n  time_limit: 0.2\n"
            .to_owned(),
    )];
    for case in 0..9 {
        files.push((format!("data/secret/{case}.in"), String::new()));
        files.push((format!("data/secret/{case}.ans"), String::new()));
    }
    let files: Vec<(&str, &str)> =
        files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let report = judged(&package(&files), &submission(&[("main.py", "while True: pass")]));
    let told = told(&report);
    let slow = told.matches("Time limit exceeded").count();
    let left_out = told.matches("not run").count();
    assert!((3..=4).contains(&slow) && slow + left_out == 9, "{told}");
    assert!(told.starts_with("secret/0: Time limit exceeded"), "in the data's order: {told}");
}

#[test]
fn in_a_class_the_call_that_goes_wrong_is_named() {
    let package = package(&[
        (
            "problem.yaml",
            "problem_format_version: 2023-07-draft\nname: Counter\nlimits:\n  time_limit: 1.0\n",
        ),
        (
            "signature.toml",
            "class = \"Counter\"\nsays = \"Counts.\"\n\
             [cost]\nn = \"calls\"\ntime = \"1\"\nspace = \"1\"\n\
             [[parameter]]\nname = \"start\"\ntype = \"int\"\n\
             [[method]]\nname = \"raise_by\"\nsays = \"Adds.\"\nreturns = \"int\"\n\
             parameters = [[\"amount\", \"int\"]]\n",
        ),
        ("data/secret/1.in", "[10]\n[\"raise_by\",5]\n[\"raise_by\",2]\n"),
        ("data/secret/1.ans", "15\n17\n"),
        (
            "include/python3/main.py",
            "import json, sys\nfrom solution import Counter\n\
             lines = [json.loads(line) for line in sys.stdin]\n\
             counter = Counter(*lines[0])\n\
             for name, *args in lines[1:]: print(getattr(counter, name)(*args))\n",
        ),
    ]);
    let text = "class Counter:\n    def __init__(self, start): self.start = start\n\
                \x20   def raise_by(self, amount): return self.start + amount\n";
    // Whatever the file is called where it comes from.
    let report = judged(&package, &submission(&[("my_counter.py", text)])).unwrap();
    let Overall::Failed { verdict, .. } = &report.overall else { panic!("{report:?}") };
    assert_eq!(verdict.to_string(), "Wrong answer: call 2, raise_by(2): expected 17, got 12");
    assert_eq!(report.cases[0].n, 5, "values, and not bytes");
    assert_eq!(report.time_limit_ms, 1_000);

    // A compiled language gets a quarter. That it lacks a driver here does not matter.
    if languages::by_id("cpp").is_some_and(|cpp| languages::toolchain(cpp).is_ok()) {
        let report = judged(&package, &submission(&[("solution.cpp", "x")])).unwrap();
        assert_eq!(report.time_limit_ms, 250);
    }
}

#[test]
fn what_the_package_does_not_take_is_not_built() {
    let check = |yaml: &str, expected: &str| {
        let package =
            package(&[("problem.yaml", yaml), ("data/secret/1.in", ""), ("data/secret/1.ans", "")]);
        let long = format!("print() # {}", "x".repeat(2_000));
        match judged(&package, &submission(&[("main.py", &long)])).unwrap().overall {
            Overall::CompileError { output, .. } => assert_eq!(output, expected),
            other => panic!("{other:?}"),
        }
    };
    check(
        "limits:\n  time_limit: 1\n  code: 1\n",
        "The source has 2010 bytes; this problem takes at most 1024. Shorten it.",
    );
    check(
        "problem_format_version: 2023-07\nlanguages: [cpp, c]\nlimits:\n  time_limit: 1\n",
        "This problem is to be solved in one of: cpp, c.",
    );
}

#[test]
fn progress_is_told_and_a_judgement_can_be_cancelled() {
    let cancel = Cancel::new();
    let slow = submission(&[("main.py", "while True: pass")]);
    let mut seen = Vec::new();
    let report = judge().judge(
        &sum(),
        &slow,
        Cases::All,
        &mut |progress| {
            if let Progress::Running { .. } = progress {
                cancel.cancel();
            }
            seen.push(progress);
        },
        &cancel,
    );
    assert!(matches!(report, Err(JudgeError::Cancelled)), "{report:?}");
    assert!(seen.contains(&Progress::Building) && seen.contains(&Progress::Running { cases: 2 }));
}

#[test]
fn many_judgements_at_once_do_not_disturb_each_other() {
    let package = sum();
    let right = submission(&[("main.py", ALL[0].right)]);
    let wrong = submission(&[("main.py", ALL[0].wrong)]);
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                assert_eq!(
                    told(&judged(&package, &right)),
                    "sample/1: Accepted\nsecret/1: Accepted"
                );
            });
            scope.spawn(|| {
                assert_eq!(
                    told(&judged(&package, &wrong)),
                    "sample/1: Accepted\nsecret/1: Wrong answer"
                );
            });
        }
    });
}
