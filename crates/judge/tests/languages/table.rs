//! Signatures that have everything a signature can have.

/// Rows with fields of every type, as a list in and out.
pub const ROWS: &str = r#"
function = "echo_rows"
says = "The rows as they came."
returns = "list<Row>"

[cost]
n = "rows"
time = "n"
space = "n"

[[parameter]]
name = "rows"
type = "list<Row>"

[[record]]
name = "Inner"
fields = [["word_count", "int"], ["tags", "list<string>"]]

[[record]]
name = "Row"
fields = [
    ["small", "int"],
    ["big_one", "long"],
    ["yes", "bool"],
    ["text", "string"],
    ["grid", "list<list<int>>"],
    ["inner", "Inner"],
    ["inners", "list<Inner>"],
    ["maybe_text", "optional<string>"],
    ["maybe_inner", "optional<Inner>"],
    ["maybe_bigs", "list<optional<long>>"],
    ["maybe_flags", "optional<list<bool>>"],
]
"#;

/// Several parameters, of which one record is made.
pub const SEVERAL: &str = r#"
function = "gather"
says = "Everything that was given, in one record."
returns = "Everything"

[cost]
n = "words"
time = "n"
space = "n"

[[parameter]]
name = "small"
type = "int"
[[parameter]]
name = "big_one"
type = "long"
[[parameter]]
name = "yes"
type = "bool"
[[parameter]]
name = "text"
type = "string"
[[parameter]]
name = "words"
type = "list<list<string>>"
[[parameter]]
name = "maybe_small"
type = "optional<int>"

[[record]]
name = "Everything"
fields = [
    ["small", "int"],
    ["big_one", "long"],
    ["yes", "bool"],
    ["text", "string"],
    ["words", "list<list<string>>"],
    ["maybe_small", "optional<int>"],
]
"#;

/// A class with methods of every kind.
pub const CLASS: &str = r#"
class = "Parrot"
says = "Says what it is told."

[cost]
n = "calls"
time = "1"
space = "n"

[[parameter]]
name = "first"
type = "long"
[[parameter]]
name = "names"
type = "list<string>"

[[record]]
name = "Seed"
fields = [["kind", "string"], ["grams", "int"]]

[[method]]
name = "listen"
says = "Takes a value and answers nothing."
parameters = [["seed", "Seed"]]

[[method]]
name = "all_names"
says = "The names that the constructor was given."
returns = "list<string>"

[[method]]
name = "first_value"
says = "The number that the constructor was given."
returns = "long"

[[method]]
name = "say_small"
says = "A number."
returns = "int"
parameters = [["value", "int"]]

[[method]]
name = "say_text"
says = "A text."
returns = "string"
parameters = [["value", "string"]]

[[method]]
name = "say_maybe"
says = "A number or nothing."
returns = "optional<long>"
parameters = [["value", "optional<long>"]]

[[method]]
name = "say_seeds"
says = "Records."
returns = "list<Seed>"
parameters = [["seeds", "list<Seed>"], ["are_many", "bool"]]

[[method]]
name = "say_seed"
says = "A record or nothing."
returns = "optional<Seed>"
parameters = [["seed", "optional<Seed>"]]
"#;

/// A constructor and methods without parameters, and no records.
pub const BARE: &str = r#"
class = "Tally"
says = "Counts."

[cost]
n = "calls"
time = "1"
space = "1"

[[method]]
name = "add_one"
says = "Counts one more."

[[method]]
name = "is_even"
says = "Whether the count is even."
returns = "bool"
"#;

/// The one that problems look like most.
pub const BREACHES: &str = r#"
function = "first_breaches"
says = "The first time at which each client sent more than `limit` requests within `window_ms`."
returns = "list<Breach>"

[cost]
n = "entries of the log"
time = "n log n"
space = "n"

[[parameter]]
name = "log"
type = "list<Request>"
[[parameter]]
name = "window_ms"
type = "long"
[[parameter]]
name = "limit"
type = "int"

[[record]]
name = "Request"
fields = [["at_ms", "long"], ["client", "string"]]

[[record]]
name = "Breach"
fields = [["client", "string"], ["at_ms", "long"]]
"#;

pub const CACHE: &str = r#"
class = "TtlCache"
says = "A cache whose entries grow old."

[cost]
n = "calls"
time = "1"
space = "n"

[[parameter]]
name = "capacity"
type = "int"

[[method]]
name = "get"
says = "The value of a live entry, or nothing."
returns = "optional<int>"
parameters = [["now_ms", "long"], ["key", "string"]]
"#;
