//! Packages of Anki, read and written. `anki/legacy.apkg` and `anki/new.apkg` were made by Anki
//! 26.9.3 with `anki/with_anki.py`; where Anki's library is installed, it also reads ours.

use super::{run, skipped};
use crate::anki::{self, AnkiCard, AnkiDue, AnkiError, AnkiImport, AnkiReview};
use serde::Deserialize;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Instant, SystemTime, UNIX_EPOCH};
use tempfile::TempDir;

const LEGACY: &[u8] = include_bytes!("anki/legacy.apkg");
const NEW: &[u8] = include_bytes!("anki/new.apkg");
const DAY_MS: u64 = 86_400_000;
/// That of the packages above: 2026-09-21 04:00 UTC.
const CREATED_UNIX_MS: u64 = 1_789_963_200_000;

fn read(package: &[u8]) -> Result<AnkiImport, AnkiError> {
    let folder = TempDir::new().unwrap();
    let import = run(async || anki::read(package, folder.path()).await);
    let left = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(left, 0, "temporary files stayed");
    import
}

fn told(import: &AnkiImport) -> Vec<String> {
    import.left_out.iter().map(ToString::to_string).collect()
}

fn write(cards: &[AnkiCard], now_unix_ms: u64, utc_offset_minutes: i32) -> Vec<u8> {
    let folder = TempDir::new().unwrap();
    run(async || anki::write(cards, now_unix_ms, utc_offset_minutes, folder.path()).await.unwrap())
}

fn new_card(guid: &str, front: &str, back: &str) -> AnkiCard {
    AnkiCard {
        guid: guid.into(),
        deck: "Default".into(),
        front: front.into(),
        back: back.into(),
        tags: Vec::new(),
        due: AnkiDue::New,
        interval_days: 0,
        lapses: 0,
        reviews_count: 0,
        is_suspended: false,
        stability: None,
        difficulty: None,
        reviews: Vec::new(),
    }
}

fn review(at_unix_ms: u64, grade: u8, interval_days: u32, took_ms: u32) -> AnkiReview {
    AnkiReview { at_unix_ms, grade, interval_days, took_ms }
}

#[test]
fn what_anki_wrote_is_read_in_both_of_its_formats() {
    let on_day = |number: u64| AnkiDue::On { due_unix_ms: CREATED_UNIX_MS + number * DAY_MS };
    let expected = [
        AnkiCard {
            deck: "Go::Channels".into(),
            tags: vec!["a::b".into(), "go".into()],
            ..new_card("new", "Who closes a <b>channel</b>?", "The sender.")
        },
        AnkiCard {
            due: on_day(400),
            interval_days: 12,
            lapses: 1,
            reviews_count: 3,
            stability: Some(12.5),
            difficulty: Some(6.25),
            reviews: vec![
                review(1_790_000_000_000, 3, 0, 9_000),
                review(1_790_000_700_000, 4, 4, 4_000),
                review(1_790_345_600_000, 1, 1, 60_000),
            ],
            ..new_card("known", "What is a WAL?", "It is written<br>first. 面接")
        },
        new_card("both", "TTL", "time to live"),
        AnkiCard {
            due: on_day(3),
            interval_days: 30,
            reviews_count: 1,
            is_suspended: true,
            ..new_card("both:1", "time to live", "TTL")
        },
        new_card(
            "cloze",
            "[protocol] elects a leader.",
            "Raft elects a leader.<br>\nSee the paper.",
        ),
        new_card("cloze:1", "Raft elects a [...].", "Raft elects a leader.<br>\nSee the paper."),
        new_card("media", r#"<img src="x.png">Which?"#, "This. <IMG src=x.png>"),
        AnkiCard {
            due: AnkiDue::On { due_unix_ms: 1_800_000_000_000 },
            reviews_count: 1,
            ..new_card("learning", "How?", "So.")
        },
        new_card("typed", "Port of HTTPS?", "443"),
        new_card("full", "a (b)", "a in Default"),
        new_card("blank", "a alone", "a in Default"),
    ];
    for package in [LEGACY, NEW] {
        let import = read(package).unwrap();
        for (card, expected) in import.cards.iter().zip(&expected) {
            assert_eq!(card, expected);
        }
        assert_eq!(import.cards.len(), expected.len());
        let left_out = [
            "1 card: it hides a part of an image, and images are not taken (“<img src=x.png>”).",
            "2 images: of a card only its text is taken (“<img src=\"x.png\">Which?”).",
            "1 sound: of a card only its text is taken (“<img src=\"x.png\">Which?”).",
        ];
        assert_eq!(told(&import), left_out);
    }
}

/// One of everything that a package of ours can hold; days are relative to `now_unix_ms`.
fn cards(now_unix_ms: u64) -> Vec<AnkiCard> {
    let on = |days: i64| AnkiDue::On {
        due_unix_ms: now_unix_ms.checked_add_signed(days * DAY_MS as i64).unwrap(),
    };
    let at = |days: u64| now_unix_ms - days * DAY_MS;
    let known = |guid: &str, due, interval_days| AnkiCard {
        due,
        interval_days,
        reviews_count: 2,
        stability: Some(f64::from(interval_days) + 0.125),
        difficulty: Some(4.75),
        reviews: vec![review(at(interval_days.into()) + 7, 3, interval_days, 12_345)],
        ..new_card(guid, &format!("Is <code>{guid}</code> & 面接 right?"), "Yes.<br>So it is.")
    };
    vec![
        AnkiCard {
            deck: "Greenroom::Databases".into(),
            tags: vec!["greenroom".into(), "wal".into()],
            ..new_card("gr-new", "Why a log?", "Because.")
        },
        known("gr-today", on(0), 3),
        AnkiCard {
            lapses: 4,
            reviews_count: 9,
            reviews: vec![
                review(at(40) + 7, 1, 0, 90_000),
                review(at(39), 4, 9, 1_000),
                review(at(30), 2, 20, 5_000),
            ],
            ..known("gr-later", on(20), 20)
        },
        known("gr-overdue", on(-100), 2),
        AnkiCard { is_suspended: true, ..known("gr-suspended", on(2), 5) },
        AnkiCard { is_suspended: true, ..new_card("gr-suspended-new", "Shelved?", "Yes.") },
        AnkiCard { stability: None, difficulty: None, ..known("gr-no-memory", on(1), 1) },
        new_card("gr-markup", "<ul><li>{{Front}} \"a\"</li></ul>", "'b' \\ <hr id=answer> c"),
    ]
}

/// What ours become on their way: the start of the day in which they are due.
fn snapped(cards: &[AnkiCard], utc_offset_minutes: i64) -> Vec<AnkiCard> {
    let shift_ms = (utc_offset_minutes - 4 * 60) * 60_000;
    let snap = |card: &AnkiCard| match card.due {
        AnkiDue::New => card.clone(),
        AnkiDue::On { due_unix_ms } => {
            let into_day = (due_unix_ms as i64 + shift_ms).rem_euclid(DAY_MS as i64);
            let due = AnkiDue::On { due_unix_ms: due_unix_ms - into_day as u64 };
            AnkiCard { due, ..card.clone() }
        }
    };
    cards.iter().map(snap).collect()
}

#[test]
fn what_we_wrote_is_read_as_it_was() {
    for (now_unix_ms, offset) in [(1_795_000_000_000, 0), (1_795_060_000_000, -480), (1, 345)] {
        let cards =
            if now_unix_ms == 1 { vec![new_card("a", "b", "c")] } else { cards(now_unix_ms) };
        let import = read(&write(&cards, now_unix_ms, offset)).unwrap();
        for (card, expected) in import.cards.iter().zip(snapped(&cards, offset.into())) {
            // Two reviews at one time: the second of them moves by a millisecond.
            let ids = |card: &AnkiCard| card.reviews.iter().map(|one| one.at_unix_ms).sum::<u64>();
            assert!(ids(card).abs_diff(ids(&expected)) <= 1);
            let reviews = expected.reviews.clone();
            assert_eq!(AnkiCard { reviews, ..card.clone() }, expected);
        }
        assert_eq!((import.cards.len(), import.left_out), (cards.len(), vec![]));
    }
    assert_eq!(read(&write(&[], 1, 0)).unwrap().cards, []);
}

#[test]
fn a_card_that_cannot_be_in_a_package_is_named() {
    let folder = TempDir::new().unwrap();
    let check = |cards: &[AnkiCard], cause: &str| {
        let refused = run(async || anki::write(cards, 1, 0, folder.path()).await.unwrap_err());
        let told = refused.to_string();
        assert!(matches!(refused, AnkiError::Card { .. }) && told.contains(cause), "{told}");
    };
    let card = new_card("a", "b", "c");
    check(&[new_card("", "b", "c")], "its guid is empty");
    check(&[card.clone(), card.clone()], "Card `a` cannot be put into a package: another card");
    check(&[AnkiCard { reviews: vec![review(1, 0, 0, 0)], ..card.clone() }], "not 1 to 4");
    check(&[AnkiCard { stability: Some(f64::NAN), ..card }], "is not a number");
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let folder = Path::new("/nowhere/at/all");
    let told = run(async || anki::write(&[], 1, 0, folder).await.unwrap_err()).to_string();
    assert!(told.contains("/nowhere/at/all") && told.contains("choose another"), "{told}");
    let told = run(async || anki::read(LEGACY, folder).await.unwrap_err()).to_string();
    assert!(told.contains("/nowhere/at/all"), "{told}");
}

fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// An entry of one of Anki's packages.
fn entry(package: &[u8], name: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(package)).unwrap();
    let mut bytes = Vec::new();
    std::io::Read::read_to_end(&mut archive.by_name(name).unwrap(), &mut bytes).unwrap();
    bytes
}

#[test]
fn what_is_no_package_or_is_damaged_is_refused_with_a_next_step() {
    let check = |package: &[u8], cause: &str, next_step: &str| {
        let told = read(package).unwrap_err().to_string();
        assert!(told.contains(cause) && told.contains(next_step), "{told}");
    };
    let choose = "Choose an `.apkg` file";
    check(b"", "no Anki package", choose);
    check(b"Front;Back\n", "no Anki package", choose);
    check(&LEGACY[..LEGACY.len() / 2], "no Anki package", choose);
    check(&zip(&[("readme.txt", b"hello")]), "no collection of Anki", choose);
    check(&zip(&[("meta", b"\x08\x09")]), "version 9 of its format", "Support older Anki versions");
    check(&zip(&[("meta", b"\xff")]), "its `meta` is illegible", "copy it again");
    let text = zip(&[("collection.anki21", b"no database")]);
    check(&text, "no SQLite database", "copy it again");
    let text = zip(&[("collection.anki21b", b"not compressed")]);
    check(&text, "The package is damaged", "copy it again");
    let mut scribbled = entry(LEGACY, "collection.anki21");
    scribbled[100..].fill(0xa5);
    check(&zip(&[("collection.anki21", &scribbled)]), "its database", "Check Database");
    let mut half = entry(NEW, "collection.anki21b");
    half.truncate(half.len() / 2);
    check(&zip(&[("collection.anki21b", &half)]), "The package is damaged", "copy it again");
    let mut flipped = LEGACY.to_vec();
    flipped[500] ^= 0x55;
    check(&flipped, "The package is damaged", "copy it again");
}

#[test]
fn a_small_file_that_unpacks_to_a_huge_one_is_refused() {
    let bomb = zip(&[("collection.anki21", &vec![0; (256 << 20) + 1])]);
    assert!(bomb.len() < 1 << 20);
    let refused = read(&bomb).unwrap_err();
    assert!(matches!(refused, AnkiError::TooLarge { .. }), "{refused}");
    assert!(refused.to_string().contains("export one deck at a time"), "{refused}");
}

#[test]
fn whatever_byte_is_wrong_reading_ends_with_cards_or_an_error() {
    let mut seed: usize = 7;
    let mut chance = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    let pieces = [
        ("collection.anki21", entry(LEGACY, "collection.anki21")),
        ("collection.anki21b", entry(NEW, "collection.anki21b")),
    ];
    for _ in 0..60 {
        for (name, piece) in &pieces {
            let mut damaged = piece.clone();
            for _ in 0..=chance(8) {
                let at = chance(damaged.len());
                damaged[at] = chance(256) as u8;
            }
            match read(&zip(&[(name, &damaged)])) {
                Ok(_) | Err(AnkiError::Damaged { .. } | AnkiError::TooLarge { .. }) => {}
                Err(other) => panic!("{other}"),
            }
        }
    }
}

/// A collection of Anki's with its tables changed.
fn changed(sql: &str) -> Vec<u8> {
    use sea_orm::ConnectionTrait;
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("collection");
    std::fs::write(&path, entry(LEGACY, "collection.anki21")).unwrap();
    run(async || {
        let url = format!("sqlite://{}", path.display());
        let database = sea_orm::Database::connect(url).await.unwrap();
        database.execute_unprepared(sql).await.unwrap();
        database.close().await.unwrap();
    });
    zip(&[("collection.anki21", &std::fs::read(&path).unwrap())])
}

#[test]
fn a_database_that_anki_did_not_make_so_is_read_as_far_as_it_goes_or_refused() {
    let refused = |sql: &str, cause: &str| {
        let told = read(&changed(sql)).unwrap_err().to_string();
        assert!(told.contains(cause), "{told}");
    };
    refused("CREATE VIEW v AS SELECT 1", "views or triggers");
    refused("DROP TABLE revlog", "no such table: revlog");
    refused("UPDATE col SET models = '[]'", "its note types are illegible");
    refused("UPDATE notes SET flds = CAST(x'ff' AS TEXT)", "its database");
    let many = "INSERT INTO cards SELECT 1 + value, nid, did, ord, mod, usn, type, queue, due, ivl, \
                factor, reps, lapses, left, odue, odid, flags, data \
                FROM (SELECT * FROM cards LIMIT 1), \
                (WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n LIMIT 100000) \
                SELECT value FROM n)";
    refused(many, "100000 are the most that are read");
    // Cards of one note that show it again and again.
    let long = "UPDATE notes SET flds = printf('%.*c', 400000, 'x'); \
                UPDATE col SET models = replace(models, '{{Front}}', \
                replace(printf('%.*c', 700, '*'), '*', '{{Front}}'))";
    refused(long, "its cards have more than 256 MB");

    let taken = |sql: &str, left_out: &str| {
        let import = read(&changed(sql)).unwrap();
        let told = told(&import);
        assert!(told.iter().any(|one| one == left_out), "{told:?}");
    };
    taken(
        "DELETE FROM notes WHERE guid = 'both'",
        "2 cards, of each: its note is not in the package.",
    );
    taken(
        "UPDATE notes SET mid = 5 WHERE guid = 'new'",
        "1 card: its note type is not in the package (“Who closes a <b>channel</b>?”).",
    );
    taken(
        "UPDATE cards SET ord = 7 WHERE type = 2",
        "2 cards, of each: its template is not in the package (“What is a WAL?”, “TTL”).",
    );
    taken("UPDATE notes SET flds = '' WHERE guid = 'new'", "1 card: its front is empty.");
    taken("UPDATE revlog SET cid = 5", "3 reviews: the card is not in the package.");
    // Add-ons and old versions leave all sorts of things in untyped columns.
    let odd = "UPDATE cards SET ivl = 3.7, data = 'x', due = -9000000000000000000, lapses = -1";
    let card = &read(&changed(odd)).unwrap().cards[1];
    assert_eq!((card.interval_days, card.lapses, card.stability), (3, 0, None));
    assert_eq!(card.due, AnkiDue::On { due_unix_ms: 0 });
}

#[test]
fn a_package_of_an_old_anki_counts_days_from_the_collections_first_moment() {
    let old = changed("UPDATE col SET conf = '{}', crt = crt + 3600");
    let old = zip(&[("collection.anki2", &entry(&old, "collection.anki21")), ("media", b"{}")]);
    let due_unix_ms = CREATED_UNIX_MS + 400 * DAY_MS + 3_600_000;
    assert_eq!(read(&old).unwrap().cards[1].due, AnkiDue::On { due_unix_ms });
}

#[test]
fn a_large_package_takes_seconds() {
    let cards: Vec<AnkiCard> = (0..10_000)
        .map(|number| AnkiCard {
            reviews: (0..10).map(|at| review(number * 1_000 + at, 3, 5, 4_000)).collect(),
            due: AnkiDue::On { due_unix_ms: number * DAY_MS },
            interval_days: 5,
            ..new_card(&format!("card-{number}"), &"Why? ".repeat(40), &"So. ".repeat(60))
        })
        .collect();
    let began = Instant::now();
    let package = write(&cards, 1_795_000_000_000, 0);
    eprintln!("wrote {} kB in {:.1?}", package.len() >> 10, began.elapsed());
    let began = Instant::now();
    assert_eq!(read(&package).unwrap().cards.len(), 10_000);
    eprintln!("read it in {:.1?}", began.elapsed());
}

/// What `with_anki.py round_trip` tells.
#[derive(Deserialize)]
struct Known {
    cards: Vec<KnownCard>,
    new: usize,
    conflicting: usize,
    new_again: usize,
    cards_after: usize,
    is_sound: bool,
    problems: String,
}

#[derive(Deserialize)]
struct KnownCard {
    guid: String,
    deck: String,
    fields: Vec<String>,
    tags: Vec<String>,
    #[serde(rename = "type")]
    kind: i64,
    queue: i64,
    due_in_days: i64,
    ivl: u32,
    lapses: u32,
    reps: u32,
    stability: Option<f64>,
    difficulty: Option<f64>,
    last_review_s: Option<u64>,
    checksum: u64,
    /// Time, grade, interval, duration, kind.
    reviews: Vec<(u64, u8, u32, u32, u8)>,
}

/// A Python that has Anki's library; `None`, said loudly, where there is none.
fn python_with_anki() -> Option<PathBuf> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/anki/bin/python");
    let has_anki = |python: &PathBuf| {
        let import = Command::new(python).args(["-c", "import anki.collection"]).output();
        import.is_ok_and(|output| output.status.success())
    };
    let python = [own, "python3".into()].into_iter().find(has_anki);
    if python.is_none() {
        skipped("packages with Anki itself: PyPI `anki` is not there; `cargo xtask setup` gets it");
    }
    python
}

#[test]
fn anki_itself_imports_what_we_write_and_we_read_what_it_makes_of_it() {
    let Some(python) = python_with_anki() else { return };
    // POSIX counts offsets westward.
    for (offset, zone) in [(0, "UTC0"), (-480, "<-08>8"), (345, "<+0545>-5:45"), (840, "<+14>-14")]
    {
        let folder = TempDir::new().unwrap();
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        let now_unix_ms = now.as_millis() as u64;
        let cards = cards(now_unix_ms);
        let package = folder.path().join("ours.apkg");
        std::fs::write(&package, write(&cards, now_unix_ms, offset)).unwrap();
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/tests/anki/with_anki.py");
        let output = Command::new(&python)
            .arg(script)
            .arg("round_trip")
            .args([&package, &folder.path().to_owned()])
            .env("TZ", zone)
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{told}");
        // Anki itself prints too, when something took long.
        let told = String::from_utf8(output.stdout).unwrap();
        let known: Known = serde_json::from_str(told.lines().last().unwrap()).unwrap();
        check_known(&known, &cards, now_unix_ms, offset.into());
        for format in ["legacy.apkg", "new.apkg"] {
            let again = read(&std::fs::read(folder.path().join(format)).unwrap()).unwrap();
            assert_eq!((again.cards.len(), again.left_out), (cards.len(), vec![]), "{format}");
            for (card, expected) in again.cards.iter().zip(snapped(&cards, offset.into())) {
                check_close(card, &expected);
            }
        }
    }
}

/// What Anki knows after an import must be what we told it.
fn check_known(known: &Known, cards: &[AnkiCard], now_unix_ms: u64, utc_offset_minutes: i64) {
    let Known { new, conflicting, new_again, cards_after, is_sound, .. } = *known;
    let expected = (cards.len(), 0, 0, cards.len());
    assert_eq!((new, conflicting, new_again, cards_after), expected);
    assert!(is_sound, "Anki mends the collection: {}", known.problems);
    let day = |unix_ms: u64| {
        (unix_ms as i64 + (utc_offset_minutes - 240) * 60_000).div_euclid(DAY_MS as i64)
    };
    for card in cards {
        let one = known.cards.iter().find(|one| one.guid == card.guid).unwrap();
        let guid = &card.guid;
        assert_eq!(one.fields, [card.front.as_str(), card.back.as_str()], "{guid}");
        assert_eq!((&one.deck, &one.tags), (&card.deck, &card.tags), "{guid}");
        let kind = match card.due {
            AnkiDue::New => 0,
            AnkiDue::On { due_unix_ms } => {
                assert_eq!(one.due_in_days, day(due_unix_ms) - day(now_unix_ms), "{guid}");
                2
            }
        };
        assert_eq!((one.kind, one.queue), (kind, if card.is_suspended { -1 } else { kind }));
        let counts = (card.interval_days, card.lapses, card.reviews_count);
        assert_eq!((one.ivl, one.lapses, one.reps), counts, "{guid}");
        let memory = [(one.stability, card.stability), (one.difficulty, card.difficulty)];
        for (of_anki, ours) in memory {
            assert_eq!(of_anki.is_some(), ours.is_some(), "{guid}");
            assert!((of_anki.unwrap_or(0.0) - ours.unwrap_or(0.0)).abs() < 1e-3, "{guid}");
        }
        let last = card.reviews.last().map(|last| last.at_unix_ms / 1_000);
        assert_eq!(one.last_review_s, last, "{guid}");
        assert!(one.checksum != 0, "Anki works it out");
        assert_eq!(one.reviews.len(), card.reviews.len(), "{guid}");
        for (number, (of_anki, ours)) in one.reviews.iter().zip(&card.reviews).enumerate() {
            let (at_unix_ms, grade, interval_days, took_ms, kind) = *of_anki;
            assert!(at_unix_ms.abs_diff(ours.at_unix_ms) <= 2, "{guid}");
            let expected = (ours.grade, ours.interval_days, ours.took_ms);
            assert_eq!((grade, interval_days, took_ms), expected, "{guid}");
            assert_eq!(kind, u8::from(number > 0), "{guid}");
        }
    }
}

/// The same but for the digits that Anki rounds away and the times that it keeps apart.
#[track_caller]
fn check_close(card: &AnkiCard, expected: &AnkiCard) {
    let close = |a: Option<f64>, b: Option<f64>| match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() < 1e-3,
        (a, b) => a == b,
    };
    assert!(close(card.stability, expected.stability), "{card:?}");
    assert!(close(card.difficulty, expected.difficulty), "{card:?}");
    let mut same = card.clone();
    (same.stability, same.difficulty) = (expected.stability, expected.difficulty);
    for (ours, expected) in same.reviews.iter_mut().zip(&expected.reviews) {
        assert!(ours.at_unix_ms.abs_diff(expected.at_unix_ms) <= 2, "{card:?}");
        ours.at_unix_ms = expected.at_unix_ms;
    }
    assert_eq!(same, *expected);
}
