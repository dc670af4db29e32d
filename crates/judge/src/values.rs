//! Data of our own problems: one JSON value a line. How large it is, and which call or element of it
//! a line of output belongs to.

use crate::compare::Difference;

/// Numbers, texts, booleans and nulls in a text of JSON lines. It is ours and valid; of anything else
/// the count says something, too, but nothing in particular.
pub fn scalars(text: &[u8]) -> u64 {
    let mut count = 0;
    let mut at = 0;
    while at < text.len() {
        match text[at] {
            b'"' => {
                count += 1;
                at += 1;
                while at < text.len() && text[at] != b'"' {
                    at += if text[at] == b'\\' { 2 } else { 1 };
                }
                at += 1;
            }
            b',' | b'[' | b']' | b'{' | b'}' | b':' | b' ' | b'\t' | b'\r' | b'\n' => at += 1,
            _ => {
                count += 1;
                while at < text.len()
                    && !matches!(text[at], b',' | b']' | b'}' | b':')
                    && !text[at].is_ascii_whitespace()
                {
                    at += 1;
                }
            }
        }
    }
    count
}

/// What a line of output is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lines {
    /// The first line of input makes the object, each further one is a call, and each call has a
    /// line of output.
    Calls,
    /// A function's list: an element a line.
    Elements,
    /// A function's one value.
    Value,
}

/// `call 17, get(5, "a"): expected 3, got null`.
pub fn explain(
    lines: Lines,
    input: &[u8],
    expected: &[u8],
    got: &[u8],
    difference: &Difference,
) -> Option<String> {
    // Lines are compared one by one, so that a missing line is told as of the call it was for.
    let number = difference.line.min(difference.expected_line);
    let line = |text: &[u8]| -> Option<String> {
        let index = usize::try_from(number).ok()?.checked_sub(1)?;
        let line = text.split(|byte| *byte == b'\n').nth(index)?;
        (!line.is_empty()).then(|| shortened(&String::from_utf8_lossy(line)))
    };
    let nothing = || "nothing".to_owned();
    let (wanted, told) = (line(expected), line(got));
    let outcome = match lines {
        Lines::Value => {
            let (wanted, told) = (wanted.unwrap_or_else(nothing), told.unwrap_or_else(nothing));
            return Some(format!("expected {wanted}, got {told}"));
        }
        Lines::Elements if wanted.is_none() => {
            let count = number - 1;
            return Some(format!("there should be {count} elements, got a further one: {}", told?));
        }
        Lines::Elements if told.is_none() => {
            let count = number - 1;
            return Some(format!("only {count} elements; element {number} should be {}", wanted?));
        }
        _ => format!(
            "expected {}, got {}",
            wanted.unwrap_or_else(nothing),
            told.unwrap_or_else(nothing)
        ),
    };
    if lines == Lines::Elements {
        return Some(format!("element {number}: {outcome}"));
    }
    let index = usize::try_from(number).ok()?;
    let call = input.split(|byte| *byte == b'\n').nth(index)?;
    Some(format!("call {number}, {}: {outcome}", call_text(call)?))
}

/// `["get",5,"a"]` as `get(5, "a")`.
fn call_text(line: &[u8]) -> Option<String> {
    let serde_json::Value::Array(values) = serde_json::from_slice(line).ok()? else { return None };
    let (name, args) = values.split_first()?;
    let args: Vec<String> = args.iter().map(|arg| shortened(&arg.to_string())).collect();
    Some(format!("{}({})", name.as_str()?, args.join(", ")))
}

const SHOWN: usize = 60;

fn shortened(text: &str) -> String {
    if text.chars().count() <= SHOWN {
        return text.to_owned();
    }
    text.chars().take(SHOWN).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::Comparison;

    #[test]
    fn scalars_are_counted_and_brackets_are_not() {
        let check = |text: &str, expected: u64| assert_eq!(scalars(text.as_bytes()), expected);
        check("[[1,\"a,b\",true],[2,\"c\\\"]\",false]]\n100\n-5\n", 8);
        check("", 0);
        check("[]\n", 0);
        check("[\"\\\\\",\"\"]", 2);
        check("\"unfinished", 1);
        check("\"unfinished\\", 1);
        check("null", 1);
    }

    #[track_caller]
    fn check(lines: Lines, input: &str, expected: &str, got: &str, text: Option<&str>) {
        let found = Comparison::exact().difference(expected.as_bytes(), got.as_bytes()).unwrap();
        let (input, expected, got) = (input.as_bytes(), expected.as_bytes(), got.as_bytes());
        assert_eq!(explain(lines, input, expected, got, &found).as_deref(), text);
    }

    #[test]
    fn a_difference_names_its_call_or_element() {
        let calls = "[100]\n[\"put\",1,\"a\",3]\n[\"get\",5,\"a\"]\n";
        check(
            Lines::Calls,
            calls,
            "null\n3\n",
            "null\nnull\n",
            Some("call 2, get(5, \"a\"): expected 3, got null"),
        );
        check(
            Lines::Calls,
            calls,
            "null\n3\n",
            "null\n",
            Some("call 2, get(5, \"a\"): expected 3, got nothing"),
        );
        check(Lines::Calls, "[1]\n", "1\n", "2\n", None);
        check(Lines::Value, "[1]\n", "1\n", "2\n", Some("expected 1, got 2"));
        check(
            Lines::Elements,
            "",
            "[\"a\",1]\n[\"b\",2]\n",
            "[\"a\",1]\n[\"b\",3]\n",
            Some("element 2: expected [\"b\",2], got [\"b\",3]"),
        );
        check(Lines::Elements, "", "1\n2\n", "1\n", Some("only 1 elements; element 2 should be 2"));
        check(
            Lines::Elements,
            "",
            "1\n",
            "1\n2\n",
            Some("there should be 1 elements, got a further one: 2"),
        );
    }
}
