//! What a `signature.toml` may not say, and what its author is told.

use crate::table;
use greenroom_model::Signature;

/// The last line of what is told; the lines before show the place.
#[track_caller]
fn check(text: &str, expected: &str) {
    let told = toml::from_str::<Signature>(text).expect_err("it is wrong").to_string();
    assert_eq!(told.trim_end().lines().last(), Some(expected), "{told}");
}

/// The sound signature of a function with one change.
fn changed(from: &str, to: &str) -> String {
    assert!(table::BREACHES.contains(from), "{from}");
    table::BREACHES.replacen(from, to, 1)
}

#[test]
fn names_fit_all_six_languages() {
    let parameter = "name = \"limit\"";
    check(
        &changed(parameter, "name = \"range\""),
        "function `first_breaches`, `range`: `range` means something else in one of the languages: \
         rename it",
    );
    check(
        &changed(parameter, "name = \"maxCount\""),
        "function `first_breaches`, `maxCount`: `maxCount` is not in snake_case: rename it",
    );
    check(
        &changed(parameter, "name = \"log\""),
        "function `first_breaches`, `log`: is there twice: rename one",
    );
    check(
        &changed("name = \"Request\"", "name = \"Thread\""),
        "record `Thread`: `Thread` is a type of one of the languages, or of the driver: rename it",
    );
    check(
        &changed("[\"client\", \"string\"]]", "[\"to_string\", \"string\"]]"),
        "record `Request`: Java allows no field `to_string`: rename it",
    );
    check(
        &changed("function = \"first_breaches\"", "function = \"breach\""),
        "function `breach`: is called like the record `Breach`: rename one",
    );
    check(
        &table::CACHE.replacen("name = \"get\"", "name = \"notify\"", 1),
        "method `notify`: Java's or JavaScript's objects have it already: rename it",
    );
}

#[test]
fn types_are_known_and_declared_before() {
    check(
        &changed("type = \"int\"", "type = \"float\""),
        "type `float`: is not known: write int, long, bool, string, list<...>, optional<...> or the \
         name of a [[record]]",
    );
    check(
        &changed("type = \"int\"", "type = \"list<Nothing>\""),
        "function `first_breaches`, `limit`: `Nothing` is not declared yet: write its [[record]] \
         before those that use it",
    );
    check(
        &changed("[\"client\", \"string\"]]", "[\"next_one\", \"optional<Request>\"]]"),
        "record `Request`, `next_one`: `Request` is not declared yet: write its [[record]] before \
         those that use it",
    );
    check(
        &changed("type = \"int\"", "type = \"optional<optional<int>>\""),
        "type `optional<optional<int>>`: an optional of an optional is written like the inner one",
    );
    let deep = format!("type = \"{}int{}\"", "list<".repeat(500), ">".repeat(500));
    let told = toml::from_str::<Signature>(&changed("type = \"int\"", &deep)).unwrap_err();
    assert!(told.to_string().contains("is nested too deeply"), "{told}");
}

#[test]
fn a_mistake_in_a_type_has_its_line() {
    let text = changed("type = \"int\"", "type = \"flaot\"");
    let line = text.lines().position(|line| line.contains("flaot")).unwrap() + 1;
    let told = toml::from_str::<Signature>(&text).unwrap_err().to_string();
    assert!(told.contains(&format!("line {line}")), "{told}");
}

#[test]
fn it_is_one_function_or_one_class() {
    check(
        &changed("function = \"first_breaches\"", ""),
        "function: write either `function` or `class` with a name",
    );
    check(
        &changed("returns = \"list<Breach>\"", ""),
        "returns: is missing: write the type that it returns",
    );
    check(
        &changed("time = \"n log n\"", "time = \"fast\""),
        "cost.time: `fast` is not known: write 1, or log n, or n, or n log n, or n^2, or n^3, or 2^n",
    );
    check(
        &changed("says = \"The first", "says = \"\\\"\\\"\\\"The first"),
        "says: `says` must be one line without `\\`, `*/` or `\"\"\"`: reword it",
    );
    let told = toml::from_str::<Signature>(&changed("says =", "words =")).unwrap_err().to_string();
    assert!(told.contains("unknown field `words`"), "{told}");
}
