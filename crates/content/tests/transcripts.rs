//! What was said, from four formats.

use greenroom_content::transcript::{self, BYTES_MAX};
use greenroom_model::Speaker;
use std::time::{Duration, Instant};

/// Reads and shows each utterance as `from-to I|C text`.
#[track_caller]
fn check_read(name: &str, text: &str, expected: &[&str]) {
    let read = transcript::read(text.as_bytes(), name).unwrap();
    let shown: Vec<String> = read
        .iter()
        .map(|one| {
            let who = if one.speaker == Speaker::Interviewer { 'I' } else { 'C' };
            format!("{}-{} {who} {}", one.at_ms, one.end_ms, one.text)
        })
        .collect();
    assert_eq!(shown, expected);
}

#[track_caller]
fn check_refused(name: &str, bytes: impl AsRef<[u8]>, expected: &str) {
    let error = transcript::read(bytes.as_ref(), name).unwrap_err();
    assert_eq!(error.to_string(), expected);
}

#[test]
fn jsonl_is_read_as_it_stands_and_in_the_order_of_time() {
    check_read(
        "t.jsonl",
        "\u{feff}{\"at_ms\": 900, \"end_ms\": 2000, \"speaker\": \"candidate\", \"text\": \"Hm, well.\"}\r\n\n\
         {\"at_ms\": 0, \"end_ms\": 800, \"speaker\": \"interviewer\", \"text\": \"Go on.\", \"channel\": 1}\n",
        &["0-800 I Go on.", "900-2000 C Hm, well."],
    );
}

#[test]
fn webvtt_voices_and_cue_times_count() {
    check_read(
        "call.vtt",
        "WEBVTT - a call\nKind: captions\n\nNOTE made by hand\n\nSTYLE\n::cue { color: red }\n\n\
         1\n00:01.000 --> 00:02.500 align:start\n<v Interviewer>How would you <i>shard</i> it?</v>\n\n\
         intro\n01:00:03.000 --> 01:00:04.000\n<v.loud Dana Q.>By tenant &amp; month,\nif a &lt; b.\n",
        &["1000-2500 I How would you shard it?", "3603000-3604000 C By tenant & month, if a < b."],
    );
}

#[test]
fn captions_that_cut_a_sentence_are_joined() {
    check_read(
        "a.vtt",
        "WEBVTT\n\n00:00.000 --> 00:01.000\n<v Me>so the cache\n\n00:01.200 --> 00:02.000\n<v Me>is cold.\n\n\
         00:02.100 --> 00:03.000\n<v Me>Then the database\n\n00:09.000 --> 00:10.000\n<v Me>falls over.\n",
        &[
            "0-2000 C so the cache is cold.",
            "2100-3000 C Then the database",
            "9000-10000 C falls over.",
        ],
    );
}

#[test]
fn two_voices_in_one_cue_are_two_utterances() {
    check_read(
        "a.vtt",
        "WEBVTT\n\n00:00.000 --> 00:01.000\n<v Host>Ready?\n<v Me>Yes, ready.\n",
        &["0-1000 I Ready?", "0-1000 C Yes, ready."],
    );
}

#[test]
fn srt_is_told_by_its_content_whatever_its_ending() {
    check_read(
        "captions.txt",
        "1\n00:00:01,000 --> 00:00:02,000\nInterviewer: What breaks first?\n\n\
         2\n00:00:02,500 --> 00:00:04,000\nMe: The connection pool: it is tiny.\n",
        &["1000-2000 I What breaks first?", "2500-4000 C The connection pool: it is tiny."],
    );
}

#[test]
fn plain_text_without_names_is_the_candidates_at_150_words_a_minute() {
    check_read(
        "talk.txt",
        "I would put a queue in.\nThen one worker takes it.\n",
        &["0-2400 C I would put a queue in.", "2400-4400 C Then one worker takes it."],
    );
}

#[test]
fn plain_text_takes_speakers_from_prefixes_in_any_case() {
    check_read(
        "talk.txt",
        "INTERVIEWER: What then?\nme: A lock.\nIt has a lease.\n\n**Q:** And if it expires?\nA: Note this: fencing tokens.\n",
        &[
            "0-800 I What then?",
            "800-3200 C A lock. It has a lease.",
            "3200-4800 I And if it expires?",
            "4800-6400 C Note this: fencing tokens.",
        ],
    );
}

#[test]
fn times_before_a_name_in_plain_text_count() {
    check_read(
        "zoom.txt",
        "[00:00:05] Interviewer 2: Where does it hurt?\n[01:10] Candidate: On the hot key.\n",
        &["5000-6600 I Where does it hurt?", "70000-71600 C On the hot key."],
    );
}

#[test]
fn wrapped_lines_are_one_utterance_and_long_paragraphs_are_cut_at_sentences() {
    check_read(
        "talk.txt",
        "so what I would do is to keep the counters in memory and\nflush them every second\n",
        &[
            "0-6800 C so what I would do is to keep the counters in memory and flush them every second",
        ],
    );
    let sentence = "This sentence has exactly ten words in it, does it. ";
    let read = transcript::read(sentence.repeat(12).as_bytes(), "a.txt").unwrap();
    assert_eq!(read.len(), 3);
    assert!(read.iter().all(|one| one.text.len() == sentence.len() * 4 - 1));
}

#[test]
fn names_that_tell_nothing_are_judged_by_their_company() {
    // The one with the most words is the candidate.
    check_read(
        "a.txt",
        "Priya: And why?\nTom: Because a retry without a key charges twice.\nPriya: Fine.\nTom: So, a key.\n",
        &[
            "0-800 I And why?",
            "800-4000 C Because a retry without a key charges twice.",
            "4000-4400 I Fine.",
            "4400-5600 C So, a key.",
        ],
    );
    // Beside a known candidate, the other asks.
    check_read(
        "a.vtt",
        "WEBVTT\n\n00:00.000 --> 00:01.000\n<v Priya>A long question that has many more words.\n\n\
         00:01.000 --> 00:02.000\n<v Me>Yes.\n",
        &["0-1000 I A long question that has many more words.", "1000-2000 C Yes."],
    );
    // One name alone is whoever practises.
    check_read("a.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\n<v Tom>Hello.\n", &["0-1000 C Hello."]);
}

#[test]
fn a_colon_in_a_sentence_is_no_speaker() {
    check_read(
        "a.txt",
        "So: first the index.\nI mean: the composite one.\nhttp://example.com is the host\n",
        &[
            "0-1600 C So: first the index.",
            "1600-3600 C I mean: the composite one.",
            "3600-5200 C http://example.com is the host",
        ],
    );
}

#[test]
fn each_refusal_names_line_cause_and_next_step() {
    let form =
        r#"write {"at_ms": 0, "end_ms": 900, "speaker": "candidate", "text": "..."} on one line"#;
    check_refused(
        "t.jsonl",
        "{\"at_ms\": 0, \"end_ms\": 1, \"speaker\": \"candidate\", \"text\": \"a\"}\n{\"at_ms\": 5\n",
        &format!("t.jsonl:2: column 11: EOF while parsing an object: {form}"),
    );
    check_refused(
        "t.jsonl",
        "{\"at_ms\": -5, \"end_ms\": 1, \"speaker\": \"candidate\", \"text\": \"a\"}\n",
        &format!("t.jsonl:1: column 12: invalid value: integer `-5`, expected u64: {form}"),
    );
    check_refused(
        "t.json",
        "[\n{\"at_ms\": 0}]",
        "t.json:1: a JSON array, where one utterance a line is read: write one object a line, \
         without brackets and commas around them",
    );
    check_refused(
        "t.jsonl",
        "{\"at_ms\": 1764000000000, \"end_ms\": 1764000000001, \"speaker\": \"a\", \"text\": \"a\"}",
        "t.jsonl:1: 1764000000001 ms is more than a day: count times in ms from the start of the \
         interview",
    );
    check_refused(
        "t.vtt",
        "WEBVTT\n\n00:05.000 --> 00:02.000\nHello\n",
        "t.vtt:3: it ends before it begins: correct the two times",
    );
    check_refused(
        "t.vtt",
        "WEBVTT\n\n00:00.000 --> soon\nHello\n",
        "t.vtt:3: `soon` is no time: write hours:minutes:seconds, such as 00:01:02.000",
    );
    check_refused(
        "t.srt",
        "1\n00:00:01,000 --> 00:00:02,000\nHello\n\nstray words\n",
        "t.srt:5: text without times: `stray words`: put a line such as `00:01:02,000 --> \
         00:01:05,500` before it",
    );
    check_refused(
        "t.txt",
        b"fine\nnot \xc3( fine",
        "t.txt:2: byte 0xc3 is not valid UTF-8: save the file as UTF-8",
    );
    check_refused(
        "t.txt",
        b"\xff\xfeh\0i\0",
        "t.txt:1: the text is UTF-16: save the file as UTF-8",
    );
    check_refused(
        "t.wav",
        b"RIFF\n\0\0",
        "t.wav:2: a zero byte, so this is no text: give a text file: .jsonl, .vtt, .srt or .txt",
    );
    let nobody = "nobody says anything: give a transcript with words in it";
    check_refused("t.txt", "", &format!("t.txt: {nobody}"));
    check_refused("t.vtt", "WEBVTT\n", &format!("t.vtt: {nobody}"));
    check_refused("t.txt", "Interviewer:\n\nMe:\n", &format!("t.txt: {nobody}"));
}

#[test]
fn huge_input_is_refused_at_once_and_the_largest_allowed_is_read_quickly() {
    let start = Instant::now();
    check_refused(
        "t.txt",
        "a word and ".repeat(5_000_000),
        "t.txt: 52 MB, more than the 8 MB of any transcript: cut it to one interview (an hour of \
         speech is about 0.1 MB)",
    );
    check_refused(
        "t.txt",
        "\n".repeat(200_001),
        "t.txt: 200001 lines, more than the 200000 of any transcript: cut it to one interview",
    );
    // What makes a careless reader quadratic.
    for (name, unit) in [
        ("t.txt", "word "),
        ("t.txt", "a:\n"),
        ("t.txt", "Name: word\n"),
        ("t.txt", "\n"),
        ("t.vtt", "WEBVTT\n<"),
        ("t.vtt", "WEBVTT\n\n00:00.000 --> 00:00.000\nx\n\n"),
        ("t.srt", "1\n00:00:00,000 --> 00:00:00,000\n<v a>"),
        ("t.jsonl", "{\"a\":"),
        ("t.jsonl", "{\"at_ms\":0,\"end_ms\":0,\"speaker\":\"a\",\"text\":\"x\"}\n"),
    ] {
        let text = unit.repeat(BYTES_MAX / unit.len());
        transcript::read(text.as_bytes(), name).ok();
    }
    // Generous: a debug build on a busy machine.
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
}

/// Pieces from which readers of these formats are built, so that chance finds their seams.
const PIECES: [&str; 24] = [
    "WEBVTT",
    "\n",
    "\n\n",
    "\r\n",
    "00:01.000",
    " --> ",
    "00:02,500",
    "<v ",
    "Dana",
    ">",
    "</v>",
    ":",
    "Me: ",
    "Interviewer: ",
    "{\"at_ms\": 1, ",
    "\"end_ms\": 2, \"speaker\": \"me\", ",
    "\"text\": \"ü\"}",
    "[",
    "(",
    "é",
    "\u{feff}",
    "99999999:00",
    "&amp;",
    "a word. ",
];

proptest::proptest! {
    #[test]
    fn no_text_upsets_the_reader_and_what_it_reads_is_in_order(
        pieces in proptest::collection::vec(0..PIECES.len(), 0..40),
        name in 0..4_usize,
    ) {
        let text: String = pieces.iter().map(|at| PIECES[*at]).collect();
        let name = ["t.jsonl", "t.vtt", "t.srt", "t.txt"][name];
        if let Ok(read) = transcript::read(text.as_bytes(), name) {
            assert!(!read.is_empty());
            assert!(read.is_sorted_by_key(|one| one.at_ms));
            assert!(read.iter().all(|one| one.at_ms <= one.end_ms && !one.text.trim().is_empty()));
        }
    }

    #[test]
    fn no_bytes_upset_the_reader(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..200)) {
        transcript::read(&bytes, "t.txt").ok();
    }
}
