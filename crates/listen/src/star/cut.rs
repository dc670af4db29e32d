//! Speech into sentences.

/// A run of words without a full stop that is longer than this was not punctuated at all.
const WORDS_MAX: usize = 45;

/// Fewer words than this make no sentence of their own when a run is cut.
const WORDS_MIN: usize = 7;

/// Cuts text as it was typed or transcribed into sentences. Each is a stretch of the text letter for
/// letter, without the white space around it; no word is lost.
///
/// Full stops, question marks and line ends cut. A stretch of more than 45 words
/// without them is speech that nobody punctuated: it is cut before the words that begin
/// a new thought ("and then", "so I", "but").
pub fn cut(text: &str) -> Vec<String> {
    text.lines()
        .flat_map(punctuated)
        .flat_map(|sentence| run_on(sentence))
        .map(str::to_owned)
        .collect()
}

fn punctuated(line: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let marks: Vec<(usize, char)> = line.char_indices().collect();
    for (at, &(byte, mark)) in marks.iter().enumerate() {
        if !matches!(mark, '.' | '!' | '?' | '…') {
            continue;
        }
        let end = byte + mark.len_utf8();
        let after = &line[end..];
        let closed = after.trim_start_matches(['"', '”', '’', '\'', ')']);
        let next = closed.trim_start();
        let is_end = next.is_empty()
            || (next.len() < closed.len() && !is_abbreviation(&line[start..end], next));
        let runs_on =
            marks.get(at + 1).is_some_and(|&(_, next)| matches!(next, '.' | '!' | '?' | '…'));
        if is_end && !runs_on {
            let cut = end + (after.len() - closed.len());
            sentences.push(line[start..cut].trim());
            start = cut;
        }
    }
    sentences.push(line[start..].trim());
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

/// Whether the full stop at the end of `so_far` belongs to "e.g." or to an initial, or trails off
/// into a sentence that goes on in lower case.
fn is_abbreviation(so_far: &str, next: &str) -> bool {
    const KNOWN: [&str; 11] =
        ["e.g.", "i.e.", "etc.", "vs.", "approx.", "mr.", "mrs.", "ms.", "dr.", "st.", "p.m."];
    let last = so_far.rsplit(char::is_whitespace).next().unwrap_or_default().to_lowercase();
    let goes_on = next.starts_with(char::is_lowercase);
    let is_initial = last.chars().count() == 2 && last.ends_with('.') && last != "i.";
    is_initial
        || (goes_on && (last.ends_with("..") || last.ends_with('…')))
        || KNOWN.contains(&last.trim_start_matches(['(', '"']))
}

fn run_on(sentence: &str) -> Vec<&str> {
    let words = word_starts(sentence);
    if words.len() <= WORDS_MAX {
        return vec![sentence];
    }
    let mut pieces = Vec::new();
    let (mut start, mut start_word) = (0, 0);
    for at in 0..words.len() {
        let long_enough = at - start_word >= WORDS_MIN && words.len() - at >= WORDS_MIN;
        if long_enough && begins_a_thought(sentence, &words, at) {
            pieces.push(sentence[start..words[at]].trim());
            (start, start_word) = (words[at], at);
        }
    }
    pieces.push(sentence[start..].trim());
    pieces
}

/// Byte offsets of the words.
fn word_starts(sentence: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut in_word = false;
    for (byte, character) in sentence.char_indices() {
        if !character.is_whitespace() && !in_word {
            starts.push(byte);
        }
        in_word = !character.is_whitespace();
    }
    starts
}

fn begins_a_thought(sentence: &str, words: &[usize], at: usize) -> bool {
    const SUBJECTS: [&str; 22] = [
        "i", "i'd", "i'll", "i'm", "i've", "we", "we'd", "we're", "we've", "he", "she", "they",
        "it", "it's", "there", "this", "that", "my", "our", "the", "then", "um",
    ];
    const STARTERS: [&str; 8] = ["and", "so", "but", "then", "after", "since", "now", "first"];
    let word = |at: usize| {
        let start = words.get(at)?;
        let end = words.get(at + 1).copied().unwrap_or(sentence.len());
        Some(sentence[*start..end].trim().trim_end_matches(',').to_lowercase())
    };
    let (Some(here), Some(next)) = (word(at), word(at + 1)) else { return false };
    STARTERS.contains(&here.as_str()) && SUBJECTS.contains(&next.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(cut(text), expected);
    }

    #[test]
    fn marks_and_lines_cut_but_abbreviations_and_decimals_do_not() {
        check("We had 0.4 percent. It fell! Why?", &["We had 0.4 percent.", "It fell!", "Why?"]);
        check("e.g. a cache, i.e. Redis. Done", &["e.g. a cache, i.e. Redis.", "Done"]);
        check("He said \"no.\" I went on", &["He said \"no.\"", "I went on"]);
        check(
            "I was, um... thinking. Wait...\nso yes",
            &["I was, um... thinking.", "Wait...", "so yes"],
        );
        check(" \n ", &[]);
        check("", &[]);
    }

    #[test]
    fn speech_without_marks_is_cut_where_a_thought_begins() {
        let spoken = "so I was on call for a ticketing site and this was the friday when the tour \
                      went on sale and the pager went off because checkout errors went to thirty \
                      percent so I turned the recommendations off and then we were back under half \
                      a percent after eleven minutes";
        let pieces = cut(spoken);
        assert!(pieces.len() >= 3, "{pieces:#?}");
        assert_eq!(pieces.join(" "), spoken, "no word is lost");
        assert!(pieces.iter().any(|one| one.starts_with("so I turned")), "{pieces:#?}");
    }

    #[test]
    fn every_sentence_stands_in_the_text_letter_for_letter() {
        let text = "Right, “so” — naïve… 🙂 yes.  And\tthen? Ok)";
        assert!(cut(text).iter().all(|sentence| text.contains(sentence.as_str())));
    }
}
