use crate::shapes::Everything;

pub fn gather(
    small: i64,
    big_one: i64,
    yes: bool,
    text: String,
    words: Vec<Vec<String>>,
    maybe_small: Option<i64>,
) -> Everything {
    Everything { small, big_one, yes, text, words, maybe_small }
}
