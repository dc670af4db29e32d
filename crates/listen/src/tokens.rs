//! Text into the pieces that the encoder knows: lower case, accents dropped, punctuation apart, and
//! each word cut greedily into the longest pieces of the vocabulary (WordPiece, as in BERT's uncased
//! models: Devlin and others, 2018).

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// Longer "words" are pasted noise and become one unknown piece.
const WORD_BYTES_MAX: usize = 64;

pub struct Vocabulary {
    ids: HashMap<Arc<str>, u32>,
    texts: Vec<Arc<str>>,
    idf: Vec<f32>,
    unknown: u32,
    begin: u32,
    end: u32,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    pub id: u32,
    pub starts_word: bool,
    /// Bytes of the original text.
    pub span: Range<usize>,
}

impl Vocabulary {
    /// One token a line, in the order of ids. `None` when a special token is missing.
    pub fn new(lines: &str) -> Option<Vocabulary> {
        let texts: Vec<Arc<str>> = lines.lines().map(Arc::from).collect();
        let ids: HashMap<Arc<str>, u32> =
            texts.iter().enumerate().map(|(id, text)| (text.clone(), id as u32)).collect();
        let id = |text: &str| ids.get(text).copied();
        let (unknown, begin, end) = (id("[UNK]")?, id("[CLS]")?, id("[SEP]")?);
        let idf = rarity(&texts, id("the")? as usize);
        Some(Vocabulary { idf, unknown, begin, end, texts, ids })
    }

    pub fn cut(&self, text: &str) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for word in words(text) {
            self.cut_word(&word, &mut pieces);
        }
        pieces
    }

    fn cut_word(&self, word: &Word, pieces: &mut Vec<Piece>) {
        let before = pieces.len();
        let mut key = String::with_capacity(WORD_BYTES_MAX + 2);
        let mut from = 0;
        while from < word.letters.len() {
            let ends = (from + 1..=word.letters.len()).rev();
            let longest = ends.filter(|&to| word.letters.is_char_boundary(to)).find_map(|to| {
                key.clear();
                key.push_str(if from == 0 { "" } else { "##" });
                key.push_str(&word.letters[from..to]);
                self.ids.get(key.as_str()).map(|&id| (id, to))
            });
            let Some((id, to)) = longest.filter(|_| word.letters.len() <= WORD_BYTES_MAX) else {
                // One strange letter makes the whole word unknown, as in training.
                pieces.truncate(before);
                let span = word.span.clone();
                pieces.push(Piece { id: self.unknown, starts_word: true, span });
                return;
            };
            let span = word.byte(from)..word.byte(to);
            pieces.push(Piece { id, starts_word: from == 0, span });
            from = to;
        }
    }

    pub fn text(&self, id: u32) -> Arc<str> {
        self.texts[id as usize].clone()
    }

    pub fn idf(&self, id: u32) -> f32 {
        self.idf[id as usize]
    }

    pub fn begin(&self) -> i32 {
        self.begin as i32
    }

    pub fn end(&self) -> i32 {
        self.end as i32
    }
}

/// The vocabulary lists words by how often they occur in English, "the" first, so a word's rank
/// says how much it tells (Zipf's law): 0 for "the", about 0.5 for the hundredth word, 1 for the last.
fn rarity(texts: &[Arc<str>], first_word: usize) -> Vec<f32> {
    let ranks = (texts.len() - first_word) as f32;
    let of = |(id, text): (usize, &Arc<str>)| match text.as_ref() {
        special if special.starts_with('[') => 0.0,
        letter if letter.bytes().all(|byte| byte.is_ascii_punctuation()) => 0.0,
        "a" | "i" | "s" | "t" | "m" | "d" => 0.0,
        _ if id < first_word => 0.5,
        _ => ((id - first_word + 1) as f32).ln() / ranks.ln(),
    };
    texts.iter().enumerate().map(of).collect()
}

/// A run of letters and digits, or one punctuation mark, folded to plain lower-case ASCII.
struct Word {
    letters: String,
    /// Where each byte of `letters` comes from in the original text.
    origins: Vec<usize>,
    span: Range<usize>,
}

impl Word {
    fn byte(&self, at: usize) -> usize {
        self.origins.get(at).copied().unwrap_or(self.span.end)
    }
}

fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut open = false;
    for (at, letter) in text.char_indices() {
        let end = at + letter.len_utf8();
        if letter.is_whitespace() || letter.is_control() {
            open = false;
            continue;
        }
        let folded = folded(letter);
        let alone = folded.bytes().all(|byte| byte.is_ascii_punctuation());
        if !open || alone {
            words.push(Word { letters: String::new(), origins: Vec::new(), span: at..end });
        }
        let word = words.last_mut().expect("one was pushed when none was open");
        word.letters.push_str(&folded);
        word.origins.extend(std::iter::repeat_n(at, folded.len()));
        word.span.end = end;
        open = !alone;
    }
    words
}

/// The letter as the vocabulary writes it. Letters outside it stay and make their word unknown.
fn folded(letter: char) -> String {
    let plain = match letter {
        'à'..='å' | 'À'..='Å' => "a",
        'ç' | 'Ç' => "c",
        'è'..='ë' | 'È'..='Ë' => "e",
        'ì'..='ï' | 'Ì'..='Ï' => "i",
        'ñ' | 'Ñ' => "n",
        'ò'..='ö' | 'Ò'..='Ö' | 'ø' | 'Ø' => "o",
        'ù'..='ü' | 'Ù'..='Ü' => "u",
        'ß' => "ss",
        '‘' | '’' | '‚' | 'ʼ' => "'",
        '“' | '”' | '„' | '«' | '»' => "\"",
        '‐'..='―' | '−' => "-",
        '…' => ".",
        '×' => "x",
        'µ' | 'μ' => "u",
        other if other.is_ascii() => return other.to_ascii_lowercase().to_string(),
        other => return other.to_lowercase().collect(),
    };
    plain.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_cut(text: &str, expected: &str) {
        let lines =
            "[UNK]\n[CLS]\n[SEP]\n.\n-\nt\n'\nthe\nof\ncache\nhot\n##s\nre\n##dis\nnaive\ndon";
        let vocabulary = Vocabulary::new(lines).unwrap();
        let cut: Vec<String> = vocabulary
            .cut(text)
            .iter()
            .map(|piece| format!("{}={}", vocabulary.text(piece.id), &text[piece.span.clone()]))
            .collect();
        assert_eq!(cut.join(" "), expected);
    }

    #[test]
    fn words_are_cut_into_known_pieces_that_point_into_the_text() {
        check_cut("the Hot caches.", "the=the hot=Hot cache=cache ##s=s .=.");
        check_cut("Redis", "re=Re ##dis=dis");
        check_cut("naïve", "naive=naïve");
        check_cut("don’t – hot", "don=don '=’ t=t -=– hot=hot");
        check_cut("the 🙂 cache", "the=the [UNK]=🙂 cache=cache");
        check_cut("cachez", "[UNK]=cachez");
        check_cut("", "");
    }

    #[test]
    fn rarer_words_tell_more() {
        let vocabulary = Vocabulary::new("[UNK]\n[CLS]\n[SEP]\n.\nthe\nof\nin\ncache").unwrap();
        let idf = |text: &str| vocabulary.idf(vocabulary.ids[text]);
        assert_eq!((idf("."), idf("the")), (0.0, 0.0));
        assert!(idf("of") < idf("in") && idf("in") < idf("cache"));
    }
}
