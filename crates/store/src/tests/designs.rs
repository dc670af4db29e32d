use super::{begin, for_each_place, for_each_store, run, study};
use crate::schema::{self, schema_version};
use crate::{DesignRow, DesignSave, DesignVersion, Place, Store, StoreError, VERSIONS_MAX, place};
use sea_orm::{ConnectionTrait, EntityTrait, Set};

fn drawn(id: &str, text: &str) -> DesignRow {
    DesignRow {
        id: id.into(),
        title: format!("About {id}: “Größe” \u{0}"),
        text: text.into(),
        revision: 1,
        changed_unix_ms: 1_000,
        from_gallery: Some("cold-cache".into()),
        problem: None,
    }
}

fn saved(id: &str, text: &str, base: u64, at_unix_ms: u64) -> DesignSave {
    DesignSave { id: id.into(), title: "T".into(), text: text.into(), base, at_unix_ms }
}

async fn now(store: &Store, id: &str) -> (u64, String) {
    let row = store.design(id).await.unwrap().unwrap();
    (row.revision, row.text)
}

fn kept(versions: &[DesignVersion]) -> Vec<(u64, &str, bool)> {
    versions.iter().map(|one| (one.revision, one.text.as_str(), one.is_aside)).collect()
}

#[test]
fn a_design_is_kept_with_what_it_was_before() {
    for_each_store(async |store| {
        assert_eq!(store.design("a").await.unwrap(), None);
        let first = drawn("a", "one \u{0} 面接");
        store.create_design(&first).await.unwrap();
        assert_eq!(store.design("a").await.unwrap(), Some(first.clone()));
        assert!(store.create_design(&first).await.is_err(), "the id is in use");

        assert_eq!(store.save_design(&saved("a", "two", 1, 2_000)).await.unwrap(), 2);
        assert_eq!(store.save_design(&saved("a", "three", 2, 3_000)).await.unwrap(), 3);
        let row = store.design("a").await.unwrap().unwrap();
        let expected = DesignRow {
            title: "T".into(),
            revision: 3,
            changed_unix_ms: 3_000,
            ..drawn("a", "three")
        };
        assert_eq!(row, expected);
        let versions = store.design_versions("a").await.unwrap();
        assert_eq!(kept(&versions), [(2, "two", false), (1, "one \u{0} 面接", false)]);
        assert_eq!((versions[1].changed_unix_ms, &versions[1].title), (1_000, &first.title));
        assert_eq!(store.design_version("a", 2).await.unwrap(), Some(versions[0].clone()));
        assert_eq!(store.design_version("a", 9).await.unwrap(), None);
        store.check().await.unwrap();
    });
}

#[test]
fn the_list_shows_the_last_changed_first() {
    for_each_store(async |store| {
        for id in ["a", "b", "c"] {
            store.create_design(&drawn(id, "one")).await.unwrap();
        }
        store.save_design(&saved("b", "two", 1, 2_000)).await.unwrap();
        let designs = store.designs().await.unwrap();
        let ids: Vec<&str> = designs.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(ids, ["b", "c", "a"]);
        assert_eq!((designs[0].revision, designs[0].title.as_str()), (2, "T"));
        assert_eq!(designs[1].title, drawn("c", "").title);
    });
}

#[test]
fn a_save_of_a_tab_that_does_not_know_the_newest_replaces_nothing_and_is_kept_beside() {
    for_each_store(async |store| {
        store.create_design(&drawn("a", "one")).await.unwrap();
        store.save_design(&saved("a", "of this tab", 1, 2_000)).await.unwrap();
        let late = saved("a", "of the other tab", 1, 2_001);
        let changed = StoreError::DesignChanged { id: "a".into(), newest: 2 };
        assert_eq!(store.save_design(&late).await.unwrap_err(), changed);
        // Sent again, because the answer was lost.
        assert_eq!(store.save_design(&late).await.unwrap_err(), changed);
        assert_eq!(now(&store, "a").await, (2, "of this tab".into()));
        let versions = store.design_versions("a").await.unwrap();
        assert_eq!(kept(&versions), [(3, "of the other tab", true), (1, "one", false)]);

        // Whoever goes on from the newest gets a number above what was kept.
        assert_eq!(store.save_design(&saved("a", "both", 2, 3_000)).await.unwrap(), 4);
        let versions = store.design_versions("a").await.unwrap();
        let expected =
            [(3, "of the other tab", true), (2, "of this tab", false), (1, "one", false)];
        assert_eq!(kept(&versions), expected);
    });
}

#[test]
fn saving_the_same_again_changes_nothing() {
    for_each_store(async |store| {
        store.create_design(&drawn("a", "one")).await.unwrap();
        for _ in 0..3 {
            assert_eq!(store.save_design(&saved("a", "two", 1, 2_000)).await.unwrap(), 2);
        }
        assert_eq!(store.design_versions("a").await.unwrap().len(), 1);
    });
}

#[test]
fn saves_at_the_same_moment_have_one_winner_and_the_others_texts_are_there() {
    for_each_store(async |store| {
        store.create_design(&drawn("a", "one")).await.unwrap();
        let (one, two, three) =
            (saved("a", "x", 1, 2_000), saved("a", "y", 1, 2_000), saved("a", "z", 1, 2_000));
        let (one, two, three) = tokio::join!(
            store.save_design(&one),
            store.save_design(&two),
            store.save_design(&three),
        );
        assert_eq!([&one, &two, &three].iter().filter(|result| result.is_ok()).count(), 1);
        let mut texts = vec![now(&store, "a").await.1];
        texts.extend(store.design_versions("a").await.unwrap().into_iter().map(|one| one.text));
        texts.sort();
        assert_eq!(texts, ["one", "x", "y", "z"]);
    });
}

#[test]
fn a_design_that_is_not_there_is_not_saved_and_a_deleted_one_takes_its_versions_along() {
    for_each_store(async |store| {
        let nobody = StoreError::NoDesign { id: "a".into() };
        assert_eq!(store.save_design(&saved("a", "two", 1, 2)).await.unwrap_err(), nobody);
        store.create_design(&drawn("a", "one")).await.unwrap();
        store.save_design(&saved("a", "two", 1, 2_000)).await.unwrap();
        store.delete_design("a").await.unwrap();
        store.delete_design("a").await.unwrap();
        assert_eq!(store.design("a").await.unwrap(), None);
        assert_eq!(store.design_versions("a").await.unwrap(), []);
        // The same id again begins anew.
        store.create_design(&drawn("a", "new")).await.unwrap();
        assert_eq!(store.design_versions("a").await.unwrap(), []);
    });
}

#[test]
fn however_often_it_is_saved_some_dozens_of_versions_stay() {
    for_each_store(async |store| {
        store.create_design(&drawn("a", "0")).await.unwrap();
        for number in 1..=(VERSIONS_MAX as u64 + 9) {
            let save = saved("a", &number.to_string(), number, 1_000 * (number + 1));
            assert_eq!(store.save_design(&save).await.unwrap(), number + 1);
        }
        let versions = store.design_versions("a").await.unwrap();
        assert_eq!(versions.len(), VERSIONS_MAX);
        assert_eq!(versions[0].text, (VERSIONS_MAX + 8).to_string());
        assert_eq!(versions.last().unwrap().text, "0");
    });
}

async fn exported(store: &Store) -> String {
    let mut out = Vec::new();
    store.export(&mut out).await.unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn designs_and_their_versions_come_along_in_an_export() {
    for_each_store(async |store| {
        let source = Store::open(&Place::Memory).await.unwrap();
        let second = DesignRow {
            from_gallery: None,
            problem: Some("url-shortener".into()),
            ..drawn("b", "only")
        };
        source.create_design(&drawn("a", "one")).await.unwrap();
        source.create_design(&second).await.unwrap();
        source.save_design(&saved("a", "two", 1, 2_000)).await.unwrap();
        source.save_design(&saved("a", "late", 1, 2_001)).await.unwrap_err();
        let text = exported(&source).await;
        let count = store.import(text.as_bytes()).await.unwrap();
        assert_eq!((count.designs, count.rows_skipped), (2, 0));
        assert_eq!(exported(&store).await, text);
        let again = store.import(text.as_bytes()).await.unwrap();
        assert_eq!((again.designs, again.rows_skipped), (0, 2));
        assert_eq!(exported(&store).await, text);
    });
}

#[test]
fn an_imported_design_that_went_otherwise_here_is_kept_beside() {
    for_each_store(async |store| {
        let source = Store::open(&Place::Memory).await.unwrap();
        source.create_design(&drawn("a", "elsewhere")).await.unwrap();
        let text = exported(&source).await;
        store.create_design(&drawn("a", "here")).await.unwrap();
        for _ in 0..2 {
            store.import(text.as_bytes()).await.unwrap();
            assert_eq!(now(&store, "a").await, (1, "here".into()));
            let versions = store.design_versions("a").await.unwrap();
            assert_eq!(kept(&versions), [(2, "elsewhere", true)]);
        }
    });
}

#[test]
fn a_broken_design_in_an_import_names_its_line() {
    run(async || {
        let store = Store::open(&Place::Memory).await.unwrap();
        store.create_design(&drawn("a", "one")).await.unwrap();
        store.save_design(&saved("a", "two", 1, 2_000)).await.unwrap();
        let text = exported(&store).await;
        let check = async |from: &str, to: &str, line: u64, cause: &str| {
            let target = Store::open(&Place::Memory).await.unwrap();
            match target.import(text.replacen(from, to, 1).as_bytes()).await {
                Err(StoreError::Import { line: at, cause: why, .. }) => {
                    assert!(at == line && why.contains(cause), "line {at}: {why}");
                }
                other => panic!("expected {line}: {cause}, got {other:?}"),
            }
            assert_eq!(target.designs().await.unwrap(), []);
        };
        check(r#""id":"a""#, r#""id":"""#, 2, "no name").await;
        check(r#""revision":2"#, r#""revision":0"#, 2, "count from 1").await;
        check(r#""text":"two""#, r#""text":7"#, 2, "invalid type").await;
        check(r#""text":"two""#, r#""text":"two","colour":1"#, 2, "colour").await;
        let line = text.lines().nth(1).unwrap();
        check(&format!("{line}\n"), "", 2, "1 design were exported, but the file has").await;
    });
}

/// As the program before this one left it.
async fn at_schema(place: &Place, version: i64) {
    let connections = place::open(place).await.unwrap();
    let writes = &connections.writes;
    let backend = writes.get_database_backend();
    for sql in ["DROP TABLE design_version", "DROP TABLE design"] {
        writes.execute_unprepared(sql).await.unwrap();
    }
    let newer = schema::migrations(backend, version).count() as i64;
    assert_eq!(version + newer, schema::KNOWN);
    schema_version::Entity::delete_many().exec(writes).await.unwrap();
    for version in 1..=version {
        let row = schema_version::ActiveModel { version: Set(version) };
        schema_version::Entity::insert(row).exec_without_returning(writes).await.unwrap();
    }
    connections.close().await;
}

#[test]
fn a_database_without_designs_gets_room_for_them_and_keeps_the_rest() {
    for_each_place(async |place| {
        let store = Store::open(place).await.unwrap();
        begin(&store, "one", 5).await;
        store.put_cards(&[study::card("a", 5)]).await.unwrap();
        let before = exported(&store).await;
        store.close().await;
        at_schema(place, 2).await;

        let store = Store::open(place).await.unwrap();
        assert_eq!(store.health().await.unwrap().schema_version, schema::KNOWN);
        assert_eq!(exported(&store).await, before);
        store.create_design(&drawn("a", "one")).await.unwrap();
        store.check().await.unwrap();
    });
}

#[test]
fn an_export_without_designs_is_read() {
    for_each_store(async |store| {
        let source = Store::open(&Place::Memory).await.unwrap();
        source.put_cards(&[study::card("a", 5)]).await.unwrap();
        let text = exported(&source).await;
        let older = text
            .replace(r#""greenroom_export":3"#, r#""greenroom_export":2"#)
            .replace(r#","designs":0"#, "");
        assert_ne!(older, text);
        assert_eq!(store.import(older.as_bytes()).await.unwrap().cards, 1);
        assert_eq!(exported(&store).await, text);
    });
}
