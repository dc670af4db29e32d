//! What goes in comes out, byte for byte, in every language.

use crate::support::{Program, installed, signature};
use crate::table;
use serde_json::{Value, json};

#[track_caller]
fn check(language: &str, text: &str, solutions: &[(&str, &str)], cases: &[(String, String)]) {
    let Some(installed) = installed(language) else { return };
    let (_, solution) = solutions.iter().find(|(one, _)| *one == language).unwrap();
    let program = match Program::build(installed, &signature(text), solution) {
        Ok(program) => program,
        Err(why) => panic!("{why}"),
    };
    for (input, expected) in cases {
        let ran = program.run(input);
        assert_eq!((ran.code, &*ran.stderr, &*ran.stdout), (Some(0), "", &**expected), "{input}");
    }
}

const TEXTS: [&str; 8] = [
    "",
    "plain",
    "é 漢 🙂 and a \u{2028} line separator",
    "quotes \" and ' and a \\ backslash / slash",
    "line\nbreak\ttab\r\u{8}\u{c}",
    "\u{0}\u{1}\u{1f}\u{7f}\u{80}",
    "<b>&amp;</b> ${x} {{y}} %d",
    "\\u0041\\",
];

const BIG: i64 = (1 << 53) - 1;
const SMALL: [i64; 5] = [0, -1, 7, i32::MIN as i64, i32::MAX as i64];

/// As many rows as there are texts, each of whose fields differ.
fn rows() -> Vec<Value> {
    let inner = |at: usize| json!([SMALL[at % 5], &TEXTS[..at]]);
    (0..TEXTS.len())
        .map(|at| {
            let maybe = |value: Value| if at % 2 == 0 { value } else { Value::Null };
            let big = [BIG, -BIG, 0][at % 3];
            let grid = &[vec![], vec![1], vec![2, -3, 4]][..at % 4];
            json!([
                SMALL[at % 5],
                big,
                at % 3 == 0,
                TEXTS[at],
                grid,
                inner(at),
                (0..at % 3).map(inner).collect::<Vec<_>>(),
                maybe(json!(TEXTS[at])),
                maybe(inner(at)),
                [maybe(json!(BIG)), json!(null), json!(0)],
                maybe(json!([true, false, at % 4 == 0])),
            ])
        })
        .collect()
}

fn line(value: &Value) -> String {
    format!("{value}\n")
}

fn rows_cases() -> Vec<(String, String)> {
    let rows = rows();
    let lines = rows.iter().map(line).collect();
    vec![(line(&json!(rows)), lines), ("[]\n".into(), String::new())]
}

fn several_cases() -> Vec<(String, String)> {
    TEXTS
        .iter()
        .enumerate()
        .map(|(at, text)| {
            let maybe = if at % 2 == 0 { json!(SMALL[at % 5]) } else { Value::Null };
            let big = if at % 2 == 0 { BIG } else { -BIG };
            let words = json!([[], [text], TEXTS[..at]]);
            let values =
                [json!(SMALL[at % 5]), json!(big), json!(at < 3), json!(text), words, maybe];
            (values.iter().map(line).collect(), line(&json!(values)))
        })
        .collect()
}

fn class_cases() -> Vec<(String, String)> {
    let seeds = json!([["sunflower \"big\"", 3], ["", -4]]);
    let mut calls = vec![
        (json!(["all_names"]), json!(TEXTS)),
        (json!(["first_value"]), json!(BIG)),
        (json!(["listen", ["millet", 1]]), Value::Null),
        (json!(["say_maybe", null]), Value::Null),
        (json!(["say_maybe", -BIG]), json!(-BIG)),
        (json!(["say_seeds", seeds, true]), seeds),
        (json!(["say_seeds", [], false]), json!([])),
        (json!(["say_seed", ["hemp", 2]]), json!(["hemp", 2])),
        (json!(["say_seed", null]), Value::Null),
    ];
    calls.extend(TEXTS.map(|text| (json!(["say_text", text]), json!(text))));
    calls.extend(SMALL.map(|value| (json!(["say_small", value]), json!(value))));
    let input =
        line(&json!([BIG, TEXTS])) + &calls.iter().map(|(call, _)| line(call)).collect::<String>();
    let expected = calls.iter().map(|(_, answer)| line(answer)).collect();
    vec![(input, expected), (line(&json!([0, []])), String::new())]
}

macro_rules! solutions {
    ($folder:literal) => {
        [
            ("python", include_str!(concat!("echo/", $folder, "/solution.py"))),
            ("java", include_str!(concat!("echo/", $folder, "/Solution.java"))),
            ("go", include_str!(concat!("echo/", $folder, "/solution.go"))),
            ("rust", include_str!(concat!("echo/", $folder, "/solution.rs"))),
            ("cpp", include_str!(concat!("echo/", $folder, "/solution.cpp"))),
            ("javascript", include_str!(concat!("echo/", $folder, "/solution.js"))),
        ]
    };
}

macro_rules! echoes {
    ($($language:ident)*) => {$(
        mod $language {
            use super::*;

            #[test]
            fn rows() {
                check(stringify!($language), table::ROWS, &solutions!("rows"), &rows_cases());
            }

            #[test]
            fn several() {
                check(stringify!($language), table::SEVERAL, &solutions!("several"), &several_cases());
            }

            #[test]
            fn class() {
                check(stringify!($language), table::CLASS, &solutions!("class"), &class_cases());
            }
        }
    )*};
}

echoes!(python java go rust cpp javascript);
