use crate::shapes::Rule;

pub fn retention_days(rules: Vec<Rule>, keys: Vec<String>) -> Vec<i64> {
    let patterns: Vec<Vec<&str>> = rules.iter().map(|rule| rule.pattern.split('/').collect()).collect();
    keys.iter()
        .map(|key| {
            let segments: Vec<&str> = key.split('/').collect();
            (0..rules.len())
                .rev()
                .find(|&i| matches(&patterns[i], &segments, |part| *part == "**", |part, segment| segment_matches(part, segment)))
                .map_or(-1, |i| rules[i].days)
        })
        .collect()
}

fn segment_matches(pattern: &str, segment: &str) -> bool {
    matches(pattern.as_bytes(), segment.as_bytes(), |part| *part == b'*', |part, c| part == c)
}

fn matches<T>(pattern: &[T], items: &[T], is_any: impl Fn(&T) -> bool, fits: impl Fn(&T, &T) -> bool) -> bool {
    let (mut p, mut i) = (0, 0);
    let mut last: Option<(usize, usize)> = None;
    while i < items.len() {
        if p < pattern.len() && is_any(&pattern[p]) {
            p += 1;
            last = Some((p, i));
        } else if p < pattern.len() && fits(&pattern[p], &items[i]) {
            p += 1;
            i += 1;
        } else if let Some((after, retry)) = last {
            last = Some((after, retry + 1));
            p = after;
            i = retry + 1;
        } else {
            return false;
        }
    }
    pattern[p..].iter().all(is_any)
}
