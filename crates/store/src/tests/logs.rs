use super::{begin, for_each_place, for_each_store, said, start_at, started};
use crate::{Status, Store, StoreError};
use greenroom_model::{EndReason, Event, EventBody, Profile};

#[test]
fn a_log_reads_back_as_it_was_appended() {
    for_each_store(async |store| {
        let first = begin(&store, "one", 5).await;
        let second = said(2, "a naïve “quote”, 面接, 👩‍💻, a tab\t, and a zero\0.");
        let third = said(3, "'; DROP TABLE event; --");
        store.append("one", &[second.clone(), third.clone()]).await.unwrap();
        store.append("one", &[]).await.unwrap();
        assert_eq!(store.events_after("one", 2).await.unwrap(), std::slice::from_ref(&third));
        assert_eq!(store.events_after("one", 3).await.unwrap(), []);
        assert_eq!(store.events("one").await.unwrap(), [first, second, third]);
    });
}

#[test]
fn a_session_must_begin_with_its_own_start() {
    for_each_store(async |store| {
        let start = start_at(5);
        let refused = |error: StoreError| error.to_string();
        let empty = store.create_session("one", &start, &[]).await.unwrap_err();
        assert!(refused(empty).contains("its log is empty"));
        let wordy = [Event { seq: 1, ..said(1, "hello") }];
        let wordy = store.create_session("one", &start, &wordy).await.unwrap_err();
        assert!(refused(wordy).contains("does not begin with `session_started`"));
        let other = [started(&start_at(6))];
        let other = store.create_session("one", &start, &other).await.unwrap_err();
        assert!(refused(other).contains("starts otherwise than its log says"));
        assert_eq!(store.sessions().await.unwrap(), []);
    });
}

#[test]
fn gaps_and_repetitions_are_refused_and_change_nothing() {
    for_each_store(async |store| {
        begin(&store, "one", 5).await;
        store.append("one", &[said(2, "kept")]).await.unwrap();
        let before = store.events("one").await.unwrap();
        let check = async |events: &[Event], next, given| {
            let session = "one".to_owned();
            let expected = StoreError::SequenceTaken { session, next, given };
            assert_eq!(store.append("one", events).await, Err(expected));
        };
        check(&[said(2, "again")], 3, 2).await;
        check(&[said(1, "at the start")], 3, 1).await;
        check(&[said(4, "too far")], 3, 4).await;
        check(&[said(3, "fine"), said(5, "not fine")], 4, 5).await;
        check(&[said(0, "no such number")], 1, 0).await;
        let start = start_at(5);
        let again = store.create_session("one", &start, &[started(&start)]).await;
        let session = "one".to_owned();
        assert_eq!(again, Err(StoreError::SequenceTaken { session, next: 3, given: 1 }));
        assert_eq!(store.events("one").await.unwrap(), before);
        assert_eq!(store.session("one").await.unwrap().events, 2);
    });
}

#[test]
fn of_two_writers_at_the_same_place_in_the_log_one_wins() {
    for_each_place(async |place| {
        // Two stores stand for two programs: a server and a command line, or two servers.
        let (here, there) = (Store::open(place).await.unwrap(), Store::open(place).await.unwrap());
        begin(&here, "one", 5).await;
        for seq in 2..40 {
            let (mine, other) = ([said(seq, "here")], [said(seq, "there")]);
            let both = tokio::join!(here.append("one", &mine), there.append("one", &other));
            let winners = [&both.0, &both.1].iter().filter(|answer| answer.is_ok()).count();
            assert_eq!(winners, 1, "at {seq}: {both:?}");
            let lost = if both.0.is_ok() { both.1 } else { both.0 };
            assert!(matches!(lost, Err(StoreError::SequenceTaken { .. })), "{lost:?}");
        }
        assert_eq!(here.events("one").await.unwrap().len(), 39);
        here.check().await.unwrap();
    });
}

#[test]
fn appends_of_many_sessions_share_transactions_and_none_is_lost() {
    const SESSIONS: usize = 40;
    const EVENTS: u64 = 12;
    for_each_store(async |store| {
        for session in 0..SESSIONS {
            begin(&store, &format!("s{session}"), session as u64).await;
        }
        let before = store.transactions();
        let rooms: Vec<_> = (0..SESSIONS)
            .map(|session| {
                let store = store.clone();
                tokio::spawn(async move {
                    for seq in 2..2 + EVENTS {
                        let event = said(seq, &format!("{session} says {seq}"));
                        store.append(&format!("s{session}"), &[event]).await.unwrap();
                    }
                })
            })
            .collect();
        for room in rooms {
            room.await.unwrap();
        }
        let (appends, transactions) = (SESSIONS as u64 * EVENTS, store.transactions() - before);
        eprintln!("{appends} appends in {transactions} transactions");
        assert!(transactions < appends / 2, "{transactions} transactions for {appends} appends");
        for session in 0..SESSIONS {
            let events = store.events(&format!("s{session}")).await.unwrap();
            assert_eq!(events.len() as u64, 1 + EVENTS);
            assert_eq!(events[3], said(4, &format!("{session} says 4")));
        }
        store.check().await.unwrap();
    });
}

#[test]
fn one_refused_append_does_not_harm_those_that_share_its_transaction() {
    for_each_store(async |store| {
        for session in 0..20 {
            begin(&store, &format!("s{session}"), session).await;
        }
        let rooms: Vec<_> = (0..20)
            .map(|session| {
                let store = store.clone();
                let seq = if session % 3 == 0 { 7 } else { 2 };
                tokio::spawn(async move {
                    store.append(&format!("s{session}"), &[said(seq, "word")]).await
                })
            })
            .collect();
        for (session, room) in rooms.into_iter().enumerate() {
            assert_eq!(room.await.unwrap().is_ok(), session % 3 != 0, "session {session}");
        }
    });
}

#[test]
fn one_write_that_the_database_cannot_take_does_not_harm_the_others() {
    for_each_store(async |store| {
        begin(&store, "one", 1).await;
        // PostgreSQL's text holds no U+0000 and refuses such an id in the middle of a transaction.
        let start = start_at(2);
        let first = [started(&start)];
        let word = [said(2, "word")];
        let (poison, innocent) =
            tokio::join!(store.create_session("\0", &start, &first), store.append("one", &word));
        eprintln!("{poison:?}");
        innocent.unwrap();
        assert_eq!(store.events("one").await.unwrap().len(), 2);
    });
}

#[test]
fn the_row_says_what_the_log_says() {
    for_each_store(async |store| {
        begin(&store, "one", 5).await;
        let row = store.session("one").await.unwrap();
        assert_eq!((row.status, row.last_at_ms, row.events), (Status::Running, 0, 1));
        let mut seq = 1;
        let mut check = async |bodies: &[EventBody], status| {
            let events: Vec<Event> = bodies
                .iter()
                .map(|body| {
                    seq += 1;
                    Event { seq, at_ms: seq * 10, body: body.clone() }
                })
                .collect();
            store.append("one", &events).await.unwrap();
            let row = store.session("one").await.unwrap();
            assert_eq!((row.status, row.last_at_ms, row.events), (status, seq * 10, seq));
        };
        let (paused, resumed) =
            (EventBody::Paused { unix_ms: 1 }, EventBody::Resumed { unix_ms: 2 });
        let ended = EventBody::Ended { reason: EndReason::Completed };
        check(&[EventBody::ClockRead], Status::Running).await;
        check(&[paused.clone(), EventBody::ClockRead], Status::Paused).await;
        check(&[EventBody::ClockRead], Status::Paused).await;
        check(std::slice::from_ref(&resumed), Status::Running).await;
        check(&[paused, resumed], Status::Running).await;
        check(&[ended], Status::Ended).await;
        check(&[EventBody::ClockRead], Status::Ended).await;
    });
}

#[test]
fn a_deleted_session_is_gone_with_everything_of_it() {
    for_each_store(async |store| {
        let first = begin(&store, "one", 5).await;
        begin(&store, "two", 6).await;
        store.set_draft("one", "half a sent").await.unwrap();
        store.delete_session("one").await.unwrap();
        let gone = Err(StoreError::NotFound { session: "one".into() });
        assert_eq!(store.events("one").await, gone);
        assert_eq!(store.draft("one").await.map(|_| Vec::new()), gone);
        assert_eq!(store.append("one", &[said(2, "late")]).await.map(|()| Vec::new()), gone);
        assert_eq!(store.set_draft("one", "late").await.map(|()| Vec::new()), gone);
        assert_eq!(store.delete_session("one").await.map(|()| Vec::new()), gone);
        // Under the same id a new one begins at its beginning: no event was left behind.
        assert_eq!(begin(&store, "one", 5).await, first);
        assert_eq!(store.events("one").await.unwrap(), [first]);
        assert_eq!(store.events("two").await.unwrap().len(), 1);
    });
}

#[test]
fn drafts_are_kept_until_emptied() {
    for_each_store(async |store| {
        begin(&store, "one", 5).await;
        assert_eq!(store.draft("one").await.unwrap(), None);
        for text in ["so the wri", "so the write goes to\0the “leader” 🧵"] {
            store.set_draft("one", text).await.unwrap();
            assert_eq!(store.draft("one").await.unwrap().as_deref(), Some(text));
        }
        store.set_draft("one", "").await.unwrap();
        assert_eq!(store.draft("one").await.unwrap(), None);
    });
}

#[test]
fn the_profile_is_one_and_can_change() {
    for_each_store(async |store| {
        assert_eq!(store.profile().await.unwrap(), None);
        let mut profile = Profile::default();
        store.set_profile(&profile).await.unwrap();
        profile.interview_on = Some("2027-02-14".into());
        profile.level = greenroom_model::Level::Staff;
        profile.language = greenroom_model::Language::Cpp;
        profile.company = greenroom_model::Company::Enterprise;
        store.set_profile(&profile).await.unwrap();
        assert_eq!(store.profile().await.unwrap(), Some(profile));
    });
}
