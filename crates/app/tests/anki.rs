//! Packages of Anki: taken along, brought back, and made by Anki itself.

use greenroom_app::code::Coder;
use greenroom_app::planning::Grade;
use greenroom_app::store::anki::{self, AnkiCard, AnkiDue, AnkiReview};
use greenroom_app::store::{CardState, Place, Review, Store};
use greenroom_app::{AnkiTaken, AppError, Greenroom, ManualClock, NEW_A_DAY};
use greenroom_content::Library;
use greenroom_listen::Listener;
use greenroom_model::{Card, CardPoint};
use jiff::civil::date;
use jiff::tz::TimeZone;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

/// Made by Anki 26.9.3, one in each of its formats, with the same cards.
const OF_ANKI: [&[u8]; 2] = [
    include_bytes!("../../store/src/tests/anki/legacy.apkg"),
    include_bytes!("../../store/src/tests/anki/new.apkg"),
];
const HOUR_MS: u64 = 3_600_000;
const DAY_MS: u64 = 24 * HOUR_MS;
/// 10 January 2027, 12:00 UTC.
const NOON_MS: u64 = 1_799_582_400_000;

async fn person(zone: TimeZone) -> (Greenroom, Arc<ManualClock>) {
    let library = Arc::new(Library::embedded());
    let store = Store::open(&Place::Memory).await.unwrap();
    let clock = Arc::new(ManualClock::default());
    clock.set_ms(NOON_MS);
    // Nothing runs code here, so nothing is made there.
    let coder = Coder::new(library.clone(), std::env::temp_dir().join("greenroom-no-judge"));
    let listener = Listener::coarse("nobody speaks here".into());
    let greenroom = Greenroom::new(library, listener, store, clock.clone(), coder).in_zone(zone);
    (greenroom, clock)
}

fn own(id: &str, asks: &str) -> Card {
    let says = "The heap & the stack\nare <two>.".to_owned();
    Card {
        id: id.into(),
        topic: "saga".into(),
        level: Default::default(),
        kind: Default::default(),
        asks: asks.into(),
        answer: says.clone(),
        points: vec![CardPoint { says, heard_as: Vec::new(), not: Vec::new() }],
        estimate: None,
        from: None,
    }
}

fn theirs(guid: &str, front: &str, back: &str) -> AnkiCard {
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

async fn package(cards: &[AnkiCard]) -> Vec<u8> {
    anki::write(cards, NOON_MS, 0, &std::env::temp_dir()).await.unwrap()
}

/// All that an import can change.
async fn kept(greenroom: &Greenroom) -> (Vec<CardState>, Vec<Review>) {
    (greenroom.store.all_cards().await.unwrap(), greenroom.store.all_reviews().await.unwrap())
}

#[track_caller]
fn check_nothing_new(taken: &AnkiTaken, cards: usize) {
    assert!(taken.is_nothing_new(), "{taken:?}");
    assert_eq!(taken.unchanged, cards);
    assert_eq!(taken.told()[0], "Nothing in it is new.");
}

/// Somebody with some of everything: cards of the content and own ones, new, known, forgotten and set aside.
async fn practised() -> (Greenroom, Arc<ManualClock>) {
    let (greenroom, clock) = person(TimeZone::UTC).await;
    greenroom.add_own_card(own("own-1a", "Which two?")).await.unwrap();
    greenroom.add_own_card(own("own-new", "Which three?")).await.unwrap();
    let content: Vec<String> =
        greenroom.library.cards().take(3).map(|card| card.id.clone()).collect();
    for (id, grades) in [
        (content[0].as_str(), [Grade::Good, Grade::Easy]),
        (&content[1], [Grade::Good, Grade::Again]),
        (&content[2], [Grade::Hard, Grade::Good]),
        ("own-1a", [Grade::Easy, Grade::Good]),
    ] {
        for grade in grades {
            // All at one time of day: packages move reviews of the same moment apart.
            greenroom.grade_card(id, grade, "self", 4_000, None).await.unwrap();
            clock.advance_ms(3 * DAY_MS);
        }
        clock.set_ms(NOON_MS);
    }
    clock.set_ms(NOON_MS + 4 * DAY_MS);
    greenroom.suspend_card(&content[2], true).await.unwrap();
    (greenroom, clock)
}

#[tokio::test]
async fn what_was_taken_along_and_brought_back_changes_nothing() {
    let (greenroom, clock) = practised().await;
    let before = kept(&greenroom).await;
    assert_eq!((before.0.len(), before.1.len()), (5, 8));
    let all = greenroom.library.cards().count() + 2;
    for (with_unseen, cards) in [(false, 5), (true, all)] {
        let export = greenroom.export_anki(with_unseen).await.unwrap();
        assert_eq!(export.cards, cards);
        clock.advance_ms(HOUR_MS);
        check_nothing_new(&greenroom.import_anki(&export.package).await.unwrap(), cards);
        assert_eq!(kept(&greenroom).await, before);
    }
}

#[tokio::test]
async fn another_greenroom_goes_on_where_this_one_was_and_the_later_review_wins() {
    let (here, _) = practised().await;
    let (there, clock) = person(TimeZone::UTC).await;
    clock.set_ms(NOON_MS + 4 * DAY_MS);
    let package = here.export_anki(true).await.unwrap().package;
    let taken = there.import_anki(&package).await.unwrap();
    assert_eq!((taken.added.count, taken.reviews), (5, 8), "{taken:?}");
    let (ours, our_reviews) = kept(&here).await;
    let (theirs, their_reviews) = kept(&there).await;
    assert_eq!(ours.len(), theirs.len());
    for (ours, theirs) in ours.into_iter().zip(theirs) {
        // Two reviews of a moment are some milliseconds apart in a package.
        let [last, came] = [&ours, &theirs].map(|one| one.last_review_unix_ms.unwrap_or(0));
        assert!(last.abs_diff(came) < 10, "{theirs:?}");
        let same = CardState {
            last_review_unix_ms: theirs.last_review_unix_ms,
            // A new one is due from when it came, and a forgotten one that day.
            due_unix_ms: if ours.reviews > 0 && ours.due_unix_ms % DAY_MS == 4 * HOUR_MS {
                ours.due_unix_ms
            } else {
                theirs.due_unix_ms
            },
            made_unix_ms: theirs.made_unix_ms,
            own: theirs.own.clone(),
            ..ours
        };
        assert_eq!(same, theirs);
        assert!(theirs.due_unix_ms <= NOON_MS + 30 * DAY_MS);
    }
    let told = |reviews: &[Review]| -> Vec<(String, u64, u8)> {
        let told = |one: &Review| (one.card.clone(), one.at_unix_ms / 1000, one.grade);
        reviews.iter().map(told).collect()
    };
    assert_eq!(told(&our_reviews), told(&their_reviews));
    let card = there.card("own-1a").await.unwrap().unwrap();
    assert_eq!((card.asks.as_str(), card.topic.as_str()), ("Which two?", "saga"));
    assert_eq!(card.answer, "The heap & the stack\nare <two>.");
    let all = here.library.cards().count() + 2;
    assert_eq!(taken.unchanged, all - 5, "of the content, what nobody saw");
    check_nothing_new(&there.import_anki(&package).await.unwrap(), all);

    // There it is reviewed on, and one more is written.
    clock.advance_ms(20 * DAY_MS);
    there.grade_card("own-1a", Grade::Again, "self", 9_000, None).await.unwrap();
    there.add_own_card(own("own-2b", "Which four?")).await.unwrap();
    let back = there.export_anki(false).await.unwrap().package;
    let taken = here.import_anki(&back).await.unwrap();
    // The clock here is still before that answer, and a card must not be reviewed in the future.
    assert!(taken.left_out.iter().any(|one| one.why.contains("still to come")), "{taken:?}");
    assert_eq!((taken.added.count, taken.rescheduled.count), (1, 0));
    let (later, clock) = person(TimeZone::UTC).await;
    clock.set_ms(NOON_MS + 25 * DAY_MS);
    later.import_anki(&package).await.unwrap();
    later.grade_card("own-new", Grade::Good, "self", 1_000, None).await.unwrap();
    let graded = later.store.card("own-new").await.unwrap();
    let taken = later.import_anki(&back).await.unwrap();
    assert_eq!(taken.rescheduled.first, ["Which two?"]);
    assert_eq!((taken.added.count, taken.reviews, taken.reworded.count), (1, 1, 0));
    let [now, then] = [&later, &there].map(|one| one.store.card("own-1a"));
    let (now, then) = (now.await.unwrap().unwrap(), then.await.unwrap().unwrap());
    assert_eq!((now.reviews, now.lapses, now.lapses), (then.reviews, then.lapses, 1));
    assert_eq!(later.store.card("own-new").await.unwrap(), graded, "what is older changes nothing");
}

#[tokio::test]
async fn a_deck_of_anki_becomes_own_cards_with_their_schedule() {
    for package in OF_ANKI {
        let (greenroom, _) = person(TimeZone::UTC).await;
        let taken = greenroom.import_anki(package).await.unwrap();
        assert_eq!((taken.added.count, taken.reviews), (11, 3), "{taken:?}");
        assert_eq!(
            taken.told(),
            [
                "11 cards came in: “Who closes a channel?”, “What is a WAL?”, “TTL” and 8 more.",
                "3 reviews were added.",
            ]
        );
        let left_out: Vec<String> = taken.left_out.iter().map(ToString::to_string).collect();
        assert_eq!(
            left_out,
            [
                "1 card: it hides a part of an image, and images are not taken (“[image]”).",
                "2 images: of a card only its text is taken (“[image]Which?”).",
                "1 sound: of a card only its text is taken (“[image]Which?”).",
            ]
        );

        let known = greenroom.card("own-anki-known").await.unwrap().unwrap();
        assert_eq!(
            (known.asks.as_str(), known.answer.as_str()),
            ("What is a WAL?", "It is written\nfirst. 面接")
        );
        let state = greenroom.store.card("own-anki-known").await.unwrap().unwrap();
        assert_eq!((state.stability, state.difficulty), (12.5, 6.25));
        assert_eq!((state.reviews, state.lapses), (3, 1));
        assert_eq!(state.last_review_unix_ms, Some(1_790_345_600_000));
        // 400 days after 21 September 2026, at four.
        assert_eq!(greenroom.day_of(state.due_unix_ms), date(2027, 10, 26));
        assert_eq!(state.due_unix_ms % DAY_MS, 4 * HOUR_MS);
        // FSRS was off for it and its reviews are not there: its interval says how well it is known.
        let reversed = greenroom.store.card("own-anki-both_3a1").await.unwrap().unwrap();
        assert!(reversed.is_suspended && reversed.stability == 30.0, "{reversed:?}");
        let cloze = greenroom.card("own-anki-cloze").await.unwrap().unwrap();
        assert_eq!(cloze.asks, "[protocol] elects a leader.");
        assert_eq!(cloze.answer, "Raft elects a leader.\nSee the paper.");

        let before = kept(&greenroom).await;
        check_nothing_new(&greenroom.import_anki(OF_ANKI[1]).await.unwrap(), 11);
        assert_eq!(kept(&greenroom).await, before);
        // Under the guids that Anki knows them by.
        let export = greenroom.export_anki(false).await.unwrap();
        let again = anki::read(&export.package, &std::env::temp_dir()).await.unwrap();
        let mut guids: Vec<&str> = again.cards.iter().map(|card| card.guid.as_str()).collect();
        guids.sort_unstable();
        assert_eq!(guids[..5], ["blank", "both", "both:1", "cloze", "cloze:1"]);
        check_nothing_new(&greenroom.import_anki(&export.package).await.unwrap(), 11);
    }
}

#[tokio::test]
async fn new_cards_come_some_a_day_in_the_order_of_their_deck() {
    let (greenroom, clock) = person(TimeZone::UTC).await;
    let deck: Vec<AnkiCard> = (0..50)
        .map(|number| theirs(&format!("k{:02}", 99 - number), &format!("{number}?"), "Yes."))
        .collect();
    let taken = greenroom.import_anki(&package(&deck).await).await.unwrap();
    assert_eq!((taken.added.count, taken.later), (50, 30));
    let due = |now: u64| greenroom.store.due_cards(now, 100);
    let first = due(NOON_MS).await.unwrap();
    assert_eq!(first.len(), NEW_A_DAY);
    assert_eq!((first[0].card.as_str(), first[19].card.as_str()), ("own-anki-k99", "own-anki-k80"));
    clock.advance_ms(DAY_MS);
    assert_eq!(due(NOON_MS + DAY_MS).await.unwrap().len(), 40);
    assert_eq!(due(NOON_MS + 2 * DAY_MS).await.unwrap().len(), 50);
}

#[tokio::test]
async fn a_note_that_was_edited_in_anki_brings_its_new_text() {
    let (greenroom, _) = person(TimeZone::UTC).await;
    let mut card = theirs("Q<&>/?%: é", "<b>What</b> is&nbsp;it?", "<script>x</script>It.");
    card.tags = vec!["mine".into(), "SAGA".into()];
    greenroom.import_anki(&package(std::slice::from_ref(&card)).await).await.unwrap();
    let [(state, kept)] = &greenroom.known_cards().await.unwrap()[..] else { panic!() };
    assert_eq!((kept.asks.as_str(), kept.answer.as_str()), ("What is it?", "It."));
    assert_eq!(state.topic.as_deref(), Some("saga"));
    assert!(kept.id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)));
    greenroom.grade_card(&kept.id, Grade::Good, "self", 1, None).await.unwrap();
    card.back = "It&nbsp;is.".into();
    let taken = greenroom.import_anki(&package(&[card]).await).await.unwrap();
    assert_eq!(taken.told(), ["1 card has a new text: “What is it?”."]);
    let [(state, kept)] = &greenroom.known_cards().await.unwrap()[..] else { panic!() };
    assert_eq!((kept.answer.as_str(), state.reviews), ("It is.", 1));
}

#[tokio::test]
async fn what_cannot_be_a_card_is_named_with_its_reason() {
    let (greenroom, _) = person(TimeZone::UTC).await;
    let in_future = AnkiCard {
        due: AnkiDue::On { due_unix_ms: NOON_MS + 9 * DAY_MS },
        interval_days: 9,
        reviews: [1, 2]
            .map(|day| AnkiReview {
                at_unix_ms: NOON_MS + day * DAY_MS,
                grade: 3,
                interval_days: 1,
                took_ms: 1,
            })
            .to_vec(),
        ..theirs("future", "From a wrong clock?", "Yes.")
    };
    let cards = [
        theirs("picture", "<img src=a>", "What it shows."),
        theirs("pictured", "What is it?", "<img src=a>"),
        theirs("long", &"Why? ".repeat(3_000), "So."),
        theirs(&"k".repeat(101), "A long id?", "Yes."),
        AnkiCard {
            reviews: vec![AnkiReview {
                at_unix_ms: NOON_MS - DAY_MS,
                grade: 3,
                interval_days: 1,
                took_ms: 1,
            }],
            ..theirs("reset", "<pre>  a\n\tb</pre>", "c")
        },
        in_future,
    ];
    let taken = greenroom.import_anki(&package(&cards).await).await.unwrap();
    assert_eq!(taken.added.first, ["a", "From a wrong clock?"]);
    let left_out: Vec<String> = taken.left_out.iter().map(ToString::to_string).collect();
    let long = format!("{}Why?…", "Why? ".repeat(11));
    assert_eq!(
        left_out,
        [
            // Both pictures are counted, also those whose cards could not be taken without them.
            "2 images: of a card only its text is taken (“[image]”, “What is it?”).".to_owned(),
            "1 card: its id has more than 100 bytes (“A long id?”).".into(),
            "1 card: its question has no words, and images are not taken (“[image]”).".into(),
            "1 card: its answer has no words, and images are not taken (“What is it?”).".into(),
            format!("1 card: one of its sides has more than 10,000 letters (“{long}”)."),
            "2 reviews: its time is still to come (“From a wrong clock?”).".into(),
            "1 review: its card was made new again in Anki (“a”).".into(),
        ]
    );
    // It can be reviewed now.
    greenroom.grade_card("own-anki-future", Grade::Good, "self", 1, None).await.unwrap();
    assert_eq!(greenroom.store.reviews_of("own-anki-future").await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_damaged_package_and_another_zip_change_nothing() {
    let (greenroom, _) = practised().await;
    let before = kept(&greenroom).await;
    let mut damaged = greenroom.export_anki(true).await.unwrap().package;
    let middle = damaged.len() / 2;
    damaged[middle] ^= 0x55;
    // An empty ZIP: the end of its directory, and nothing else.
    let empty = [b"PK\x05\x06".as_slice(), &[0; 18]].concat();
    for (package, says) in [
        (&damaged[..], "The package is damaged"),
        (&damaged[..middle], "This is no Anki package"),
        (&empty, "there is no collection of Anki in it"),
        (b"Front;Back", "This is no Anki package"),
    ] {
        match greenroom.import_anki(package).await {
            Err(AppError::Anki(error)) => assert!(error.to_string().contains(says), "{error}"),
            other => panic!("{says}: {other:?}"),
        }
    }
    assert_eq!(kept(&greenroom).await, before);
}

#[tokio::test]
async fn a_card_keeps_its_day_where_clocks_change_before_it() {
    // From 10 January to after 28 March, when clocks go forward in Berlin.
    let zone = TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap();
    let (here, _) = person(zone.clone()).await;
    here.add_own_card(own("own-1a", "Which two?")).await.unwrap();
    here.grade_card("own-1a", Grade::Good, "self", 1, None).await.unwrap();
    let state = here.store.card("own-1a").await.unwrap().unwrap();
    let due = zone.to_zoned(date(2027, 4, 2).at(4, 0, 0, 0)).unwrap().timestamp();
    let due_unix_ms = due.as_millisecond() as u64;
    here.store.put_cards(&[CardState { due_unix_ms, ..state }]).await.unwrap();
    let package = here.export_anki(false).await.unwrap().package;
    let (there, _) = person(zone).await;
    there.import_anki(&package).await.unwrap();
    let came = there.store.card("own-1a").await.unwrap().unwrap();
    assert_eq!(came.due_unix_ms, due_unix_ms);
}

#[tokio::test]
async fn anki_itself_reads_what_we_write_and_what_it_writes_changes_nothing_here() {
    let python = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/anki/bin/python");
    if !python.exists() {
        eprintln!("SKIPPED: PyPI `anki` is not there; `cargo xtask setup` gets it");
        return;
    }
    let zone = "CET-1CEST,M3.5.0,M10.5.0/3";
    let (greenroom, clock) = person(TimeZone::posix(zone).unwrap()).await;
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis() as u64;
    clock.set_ms(now - 30 * DAY_MS);
    greenroom.import_anki(OF_ANKI[1]).await.unwrap();
    greenroom.add_own_card(own("own-1a", "Which  two,\n\n  & why?")).await.unwrap();
    let content: Vec<String> =
        greenroom.library.cards().take(4).map(|card| card.id.clone()).collect();
    let known = ["own-1a", "own-anki-new", "own-anki-cloze_3a1"];
    for grade in [Grade::Hard, Grade::Good, Grade::Again, Grade::Easy] {
        for id in content.iter().map(String::as_str).chain(known) {
            greenroom.grade_card(id, grade, "self", 7_000, None).await.unwrap();
        }
        clock.advance_ms(7 * DAY_MS);
    }
    clock.set_ms(now);
    let before = kept(&greenroom).await;

    let folder = tempfile::tempdir().unwrap();
    let ours = folder.path().join("ours.apkg");
    let export = greenroom.export_anki(true).await.unwrap();
    std::fs::write(&ours, export.package).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../store/src/tests/anki/with_anki.py");
    let output = Command::new(&python)
        .arg(script)
        .arg("round_trip")
        .args([&ours, folder.path()])
        .env("TZ", zone)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    for format in ["legacy.apkg", "new.apkg"] {
        let package = std::fs::read(folder.path().join(format)).unwrap();
        let taken = greenroom.import_anki(&package).await.unwrap();
        assert_eq!(taken.left_out, [], "{format}");
        check_nothing_new(&taken, export.cards);
        assert_eq!(kept(&greenroom).await, before, "{format}");
    }
}
