//! A starter compiles and runs, so that a candidate begins with a program and not with an error.

use crate::support::{Program, installed, signature};
use crate::table;

#[track_caller]
fn check(language: &str) {
    let Some(installed) = installed(language) else { return };
    let inputs = [
        (table::ROWS, "[]\n"),
        (table::SEVERAL, "1\n2\ntrue\n\"\"\n[]\nnull\n"),
        (table::CLASS, "[1,[]]\n[\"say_small\",1]\n[\"say_seed\",null]\n"),
        (table::BARE, "[]\n[\"add_one\"]\n[\"is_even\"]\n"),
    ];
    for (text, input) in inputs {
        let signature = signature(text);
        let starter = installed.0.starter(&signature).unwrap();
        let program = match Program::build(installed.clone(), &signature, &starter) {
            Ok(program) => program,
            Err(why) => panic!("{starter}\n{why}"),
        };
        let ran = program.run(input);
        assert_eq!((ran.code, &*ran.stderr), (Some(0), ""), "{starter}");
    }
}

macro_rules! starters {
    ($($language:ident)*) => {$(
        #[test]
        fn $language() {
            check(stringify!($language));
        }
    )*};
}

starters!(python java go rust cpp javascript);
