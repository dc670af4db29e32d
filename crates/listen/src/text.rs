//! Spoken text before any model sees it: sentences, slips of speech recognition, and the small words
//! that turn a statement around.

use std::collections::HashSet;
use std::ops::Range;

/// Longer stretches are cut, so that one of them stays about one thing and costs a bounded time.
const STRETCH_WORDS_MAX: usize = 55;

/// Sentences of a text as byte ranges, without the space around them. Speech recognition often gives
/// no punctuation at all; such a run is cut where a new clause seems to start.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    for (at, &(byte, letter)) in letters.iter().enumerate() {
        let next = letters.get(at + 1).map(|&(_, letter)| letter);
        let closes = matches!(letter, '"' | '\'' | '”' | '’' | ')')
            && at > 0
            && ends_sentence(letters[at - 1].1);
        let ends = (ends_sentence(letter) || closes) && next.is_none_or(char::is_whitespace);
        if letter == '\n' || ends {
            push_trimmed(text, start..byte + letter.len_utf8(), &mut found);
            start = byte + letter.len_utf8();
        }
    }
    push_trimmed(text, start..text.len(), &mut found);
    found.into_iter().flat_map(|range| bounded(text, range)).collect()
}

/// A sentence's clauses as byte ranges: cut after a comma, a semicolon or a colon and at a dash, where
/// space follows, so that "1,000" and "10:30" stay whole.
pub fn clauses(text: &str, sentence: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = sentence.start;
    let mut letters = text[sentence.clone()].char_indices().peekable();
    let mut before_is_space = false;
    while let Some((at, letter)) = letters.next() {
        let then_space = letters.peek().is_none_or(|(_, next)| next.is_whitespace());
        let is_dash = matches!(letter, '-' | '–' | '—') && before_is_space;
        if then_space && (is_dash || matches!(letter, ',' | ';' | ':')) {
            let end = sentence.start + at;
            push_trimmed(text, start..end, &mut found);
            start = end + letter.len_utf8();
        }
        before_is_space = letter.is_whitespace();
    }
    push_trimmed(text, start..sentence.end, &mut found);
    found
}

fn ends_sentence(letter: char) -> bool {
    matches!(letter, '.' | '?' | '!' | '…')
}

fn push_trimmed(text: &str, range: Range<usize>, found: &mut Vec<Range<usize>>) {
    let part = &text[range.clone()];
    let start = range.start + (part.len() - part.trim_start().len());
    let end = start + part.trim().len();
    if part.chars().any(char::is_alphanumeric) {
        found.push(start..end);
    }
}

/// Cuts a run that is too long before a word that likely opens a clause.
fn bounded(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut rest = range;
    loop {
        let words = word_ranges(text, rest.clone());
        if words.len() <= STRETCH_WORDS_MAX {
            parts.push(rest);
            return parts;
        }
        let opens =
            |at: &usize| CLAUSE_OPENERS.contains(&text[words[*at].clone()].to_lowercase().as_str());
        let at = (STRETCH_WORDS_MAX / 3..STRETCH_WORDS_MAX).rev().find(opens);
        let at = at.unwrap_or(STRETCH_WORDS_MAX - 1);
        parts.push(rest.start..words[at - 1].end);
        rest = words[at].start..rest.end;
    }
}

const CLAUSE_OPENERS: &[&str] =
    &["and", "so", "but", "then", "because", "okay", "also", "now", "otherwise", "that's", "which"];

fn word_ranges(text: &str, within: Range<usize>) -> Vec<Range<usize>> {
    let part = &text[within.clone()];
    part.split_whitespace()
        .map(|word| {
            let at = within.start + (word.as_ptr() as usize - part.as_ptr() as usize);
            at..at + word.len()
        })
        .collect()
}

/// Lower-case words of a text, apostrophes kept ("don't"), other punctuation dropped.
pub fn words(text: &str) -> Vec<String> {
    text.split(|letter: char| !(letter.is_alphanumeric() || letter == '\'' || letter == '’'))
        .map(|word| word.trim_matches(['\'', '’']).replace('’', "'").to_lowercase())
        .filter(|word| !word.is_empty())
        .collect()
}

/// What backend engineers say and what speech recognition writes down for it. A line is left alone
/// when the rubric itself uses the words on its left side.
const SLIPS: &[(&str, &str)] = &[
    ("read is", "redis"),
    ("reddish", "redis"),
    ("red is", "redis"),
    ("cash", "cache"),
    ("cashes", "caches"),
    ("cashed", "cached"),
    ("cashing", "caching"),
    ("catch layer", "cache layer"),
    ("post gress", "postgres"),
    ("post grass", "postgres"),
    ("post gres", "postgres"),
    ("progress q l", "postgresql"),
    ("my sequel", "mysql"),
    ("my sql", "mysql"),
    ("no sequel", "nosql"),
    ("sequel", "sql"),
    ("cough ka", "kafka"),
    ("cafca", "kafka"),
    ("kafta", "kafka"),
    ("cue", "queue"),
    ("cues", "queues"),
    ("cued", "queued"),
    ("q", "queue"),
    ("rabbit m q", "rabbitmq"),
    ("item potent", "idempotent"),
    ("item potency", "idempotency"),
    ("idem potent", "idempotent"),
    ("idem potency", "idempotency"),
    ("i'd important", "idempotent"),
    ("i dem potent", "idempotent"),
    ("mutex is", "mutexes"),
    ("mute x", "mutex"),
    ("mu tex", "mutex"),
    ("dead lock", "deadlock"),
    ("jitters", "jitter"),
    ("gitter", "jitter"),
    ("back off", "backoff"),
    ("back offs", "backoff"),
    ("bulk head", "bulkhead"),
    ("bulk heads", "bulkheads"),
    ("time out", "timeout"),
    ("time outs", "timeouts"),
    ("data base", "database"),
    ("data bases", "databases"),
    ("web hook", "webhook"),
    ("web hooks", "webhooks"),
    ("web socket", "websocket"),
    ("web sockets", "websockets"),
    ("end point", "endpoint"),
    ("end points", "endpoints"),
    ("load balance her", "load balancer"),
    ("chard", "shard"),
    ("chards", "shards"),
    ("charting", "sharding"),
    ("shart", "shard"),
    ("right ahead log", "write ahead log"),
    ("right ahead", "write ahead"),
    ("right through", "write through"),
    ("right behind", "write behind"),
    ("right path", "write path"),
    ("rights", "writes"),
    ("pea ninety nine", "p99"),
    ("p ninety nine", "p99"),
    ("cube control", "kubectl"),
    ("kubernetes is", "kubernetes"),
    ("cooper netties", "kubernetes"),
    ("reply cars", "replicas"),
    ("reply car", "replica"),
    ("replica's", "replicas"),
    ("blue filter", "bloom filter"),
    ("boom filter", "bloom filter"),
    ("hash mop", "hash map"),
    ("big o of n", "linear time"),
    ("sink", "sync"),
    ("a sink", "async"),
    ("a sync", "async"),
    ("throw put", "throughput"),
    ("through put", "throughput"),
    ("latent see", "latency"),
    ("roll back", "rollback"),
    ("two face commit", "two phase commit"),
    ("out box", "outbox"),
    ("hmack", "hmac"),
    ("h mac", "hmac"),
    ("oh off", "oauth"),
    ("o auth", "oauth"),
    ("jason", "json"),
    ("jay son", "json"),
    ("you you i d", "uuid"),
    ("you are l", "url"),
    ("you are ell", "url"),
    ("earl", "url"),
    ("earls", "urls"),
    ("dynamo d b", "dynamodb"),
    ("see d n", "cdn"),
    ("seedy end", "cdn"),
    ("engine x", "nginx"),
    ("memcash", "memcached"),
    ("mem cash", "memcached"),
    ("mem cache d", "memcached"),
    ("zoo keeper", "zookeeper"),
    ("base sixty two", "base62"),
    ("cursor's", "cursors"),
    ("db", "database"),
    ("dbs", "databases"),
    ("k8s", "kubernetes"),
    ("qps", "queries per second"),
    ("rps", "requests per second"),
    ("tps", "transactions per second"),
    ("idem key", "idempotency key"),
    ("repl", "replication"),
    ("ts", "timestamp"),
    ("config", "configuration"),
    ("txn", "transaction"),
    ("mq", "message queue"),
    ("lb", "load balancer"),
    ("pk", "primary key"),
    ("fk", "foreign key"),
    ("ttl", "time to live"),
    ("four oh four", "404"),
    ("four oh eight", "408"),
    ("four oh nine", "409"),
    ("four ten", "410"),
    ("four twenty two", "422"),
    ("four twenty nine", "429"),
    ("five oh three", "503"),
    ("five hundred error", "500 error"),
    ("three oh one", "301"),
    ("three oh two", "302"),
    ("two oh two", "202"),
];

/// The text as it was most likely meant, for the model only: quotes are cut from the original.
pub fn corrected(text: &str, rubric_words: &RubricWords) -> String {
    let words = joined_letters(words(text));
    let mut out: Vec<&str> = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let slip = SLIPS.iter().filter(|(heard, _)| !rubric_words.uses(heard)).find_map(
            |(heard, meant)| {
                let count = heard.split(' ').count();
                let here = words.get(at..at + count)?;
                let same = heard.split(' ').zip(here).all(|(a, b)| a == b);
                (same && !(is_statement_about_reading(heard, &words, at)))
                    .then_some((count, *meant))
            },
        );
        let (count, word) = slip.unwrap_or((1, words[at].as_str()));
        out.push(word);
        at += count;
    }
    out.join(" ")
}

/// "The read is slow" speaks of a read; "read is in front" of Redis.
fn is_statement_about_reading(heard: &str, words: &[String], at: usize) -> bool {
    let article = at.checked_sub(1).map(|before| words[before].as_str());
    matches!(heard, "read is" | "red is")
        && matches!(
            article,
            Some("the" | "a" | "each" | "every" | "one" | "this" | "that" | "first")
        )
}

/// "h t t p" is "http": recognition spells letters apart.
fn joined_letters(words: Vec<String>) -> Vec<String> {
    let single = |word: &String| word.len() == 1 && word.as_bytes()[0].is_ascii_alphabetic();
    let mut out: Vec<String> = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let mut run = words[at..].iter().take_while(|word| single(word)).count();
        // "a" and "i" are words of their own at a run's start: "a c d n".
        let mut skip = usize::from(run > 1 && words[at] == "a" && words[at + 1] != "p");
        skip += usize::from(
            run > 2 && words[at] == "i" && words[at + 1] != "d" && words[at + 1] != "o",
        );
        run -= skip;
        out.extend(words[at..at + skip].iter().cloned());
        at += skip;
        if run > 1 {
            out.push(words[at..at + run].concat());
            at += run;
        } else {
            out.push(words[at].clone());
            at += 1;
        }
    }
    out
}

/// The words that a rubric uses, each in order, to know what is no slip there.
pub struct RubricWords {
    singles: HashSet<String>,
    pairs: HashSet<String>,
}

impl RubricWords {
    pub fn new<'a>(texts: impl IntoIterator<Item = &'a str>) -> RubricWords {
        let mut known = RubricWords { singles: HashSet::new(), pairs: HashSet::new() };
        for text in texts {
            let words = words(text);
            known.pairs.extend(words.windows(2).map(|pair| pair.join(" ")));
            known.singles.extend(words);
        }
        known
    }

    /// Abbreviations and homophones that a rubric spells out itself are left as they are.
    fn uses(&self, heard: &str) -> bool {
        match heard.split(' ').count() {
            1 => !ABBREVIATIONS.contains(&heard) && self.singles.contains(heard),
            2 => !SPLIT_WORDS.contains(&heard) && self.pairs.contains(heard),
            _ => false,
        }
    }
}

/// Never mistaken, so always spelled out, on both sides of the comparison.
const ABBREVIATIONS: &[&str] =
    &["db", "dbs", "k8s", "qps", "rps", "tps", "config", "txn", "mq", "lb", "pk", "fk", "ttl"];
const SPLIT_WORDS: &[&str] =
    &["back off", "time out", "time outs", "data base", "web hook", "my sql"];

/// Small words that change what a sentence does.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Cues {
    /// "we don't need", "no", "never": counted against the number of words.
    pub negated: bool,
    /// Considered and turned down, or waved away.
    pub rejected: bool,
    /// Says why or what follows.
    pub reasons: u32,
    pub numbers: u32,
    pub question: bool,
    /// "maybe", "not sure", "I'd have to look that up".
    pub hedged: bool,
    /// "Actually no", "scratch that", "I take that back".
    pub withdraws: bool,
}

pub fn cues(text: &str) -> Cues {
    let spoken = format!(" {} ", words(text).join(" "));
    let any = |cues: &[&str]| cues.iter().any(|cue| spoken.contains(&format!(" {cue} ")));
    let count = |cues: &[&str]| -> u32 {
        cues.iter().map(|cue| spoken.matches(&format!(" {cue} ")).count() as u32).sum()
    };
    let digits = words(text).iter().filter(|word| word.bytes().any(|b| b.is_ascii_digit())).count();
    Cues {
        negated: any(NEGATIONS),
        rejected: any(REJECTIONS),
        reasons: count(REASONS),
        numbers: digits as u32 + count(NUMBERS),
        question: text.trim_end().ends_with('?'),
        hedged: any(HEDGES),
        withdraws: any(WITHDRAWALS),
    }
}

const NEGATIONS: &[&str] = &[
    "no",
    "not",
    "never",
    "none",
    "nothing",
    "don't",
    "doesn't",
    "didn't",
    "won't",
    "can't",
    "wouldn't",
    "shouldn't",
    "isn't",
    "aren't",
    "needn't",
    "without",
    "dont",
    "doesnt",
    "wont",
    "cant",
    "isnt",
    "nobody",
];
const REJECTIONS: &[&str] = &[
    "don't need",
    "dont need",
    "wouldn't bother",
    "not needed",
    "isn't needed",
    "no need",
    "don't think we need",
    "overkill",
    "over engineering",
    "overengineering",
    "skip that",
    "leave it out",
    "leave that out",
    "i wouldn't",
    "wouldn't do",
    "not worth",
    "decided against",
    "no thanks",
    "thought about",
    "considered",
    "could do",
    "some people",
    "doesn't matter",
    "out of scope",
    "not going to",
    "leave that to",
    "don't care",
    "never mind",
    "wouldn't start",
    "could also",
    "don't want",
    "skip it",
    "instead of",
];
const REASONS: &[&str] = &[
    "because",
    "cause",
    "cos",
    "so",
    "so that",
    "otherwise",
    "which means",
    "that means",
    "meaning",
    "therefore",
    "hence",
    "then",
    "if",
    "since",
    "that way",
    "the reason",
    "trade off",
    "tradeoff",
    "cost",
    "costs",
    "in exchange",
    "worst case",
    "unless",
    "even if",
    "at the price",
    "rather than",
    "instead",
    "except",
    "until",
    "whereas",
];
const NUMBERS: &[&str] = &[
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
    "thousand",
    "million",
    "billion",
    "percent",
    "seconds",
    "minutes",
    "hours",
    "days",
    "ms",
    "gigabytes",
    "megabytes",
];
const HEDGES: &[&str] = &[
    "maybe",
    "not sure",
    "i guess",
    "i think",
    "i don't know",
    "i dont know",
    "don't remember",
    "look it up",
    "look at the docs",
    "have to look",
    "probably",
    "something like",
    "i suppose",
    "i'd have to",
    "haven't thought",
    "no idea",
    "i forget",
];
const WITHDRAWALS: &[&str] = &[
    "actually no",
    "scratch that",
    "take that back",
    "i was wrong",
    "that was wrong",
    "no wait",
    "wait no",
    "hang on",
    "on second thought",
    "let me correct",
    "correct myself",
    "i said",
    "forget that",
    "forget what i said",
    "that's wrong",
    "thats wrong",
    "i'll withdraw",
    "you're right",
    "youre right",
    "fair point",
    "i take it back",
    "my mistake",
    "strike that",
    "i retract",
    "that doesn't work",
    "that wouldn't work",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_sentences(text: &str, expected: &[&str]) {
        let found: Vec<&str> = sentences(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn sentences_are_cut_from_the_text_letter_for_letter() {
        check_sentences("One. Two?  Three", &["One.", "Two?", "Three"]);
        check_sentences("It says \"no.\" Then 2.5 MB.", &["It says \"no.\"", "Then 2.5 MB."]);
        check_sentences(" ... ", &[]);
        let run = "we put it in the table and ".repeat(20);
        let parts = sentences(&run);
        assert!(
            parts.len() > 1 && parts.iter().all(|part| run[part.clone()].split(' ').count() <= 55)
        );
    }

    #[test]
    fn clauses_are_cut_at_marks_and_not_inside_numbers_or_words() {
        let text = "First. At 10:30 it took 1,000 - no, 2,000; well-known, right";
        let sentence = sentences(text)[1].clone();
        let found: Vec<&str> =
            clauses(text, sentence).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["At 10:30 it took 1,000", "no", "2,000", "well-known", "right"]);
    }

    #[track_caller]
    fn check_corrected(text: &str, rubric: &str, expected: &str) {
        assert_eq!(corrected(text, &RubricWords::new([rubric])), expected);
    }

    #[test]
    fn slips_of_speech_recognition_are_read_as_meant() {
        check_corrected("Put read is in front as a cash", "", "put redis in front as a cache");
        check_corrected("the read is slow", "", "the read is slow");
        check_corrected("customers pay cash", "cash on delivery", "customers pay cash");
        check_corrected("an h t t p five oh three", "", "an http 503");
        check_corrected("a c d n and an i d", "", "a cdn and an id");
        check_corrected("post gress, item potent, cough ka", "", "postgres idempotent kafka");
    }

    #[test]
    fn cues_are_words_and_not_parts_of_words() {
        assert!(cues("We don't need a cache").rejected);
        assert!(!cues("a notable noise").negated);
        assert!(cues("scratch that, use a lock").withdraws);
        assert_eq!(cues("because otherwise it melts").reasons, 2);
    }
}
