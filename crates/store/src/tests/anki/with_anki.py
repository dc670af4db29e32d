"""Anki's own side of the tests of packages; run by tests/anki.rs with a Python that has PyPI `anki`.

    with_anki.py round_trip OURS FOLDER   imports a package, tells its cards, exports both formats
    with_anki.py fixtures FOLDER          makes the packages that lie beside this file
"""

import json
import os
import sys
import tempfile
import zipfile

from anki.collection import (
    Collection,
    ExportAnkiPackageOptions,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)
from anki.cards import FSRSMemoryState  # Only after the collection: they import each other.


def main() -> None:
    what, *rest = sys.argv[1:]
    {"round_trip": round_trip, "fixtures": fixtures}[what](*rest)


def round_trip(ours: str, folder: str) -> None:
    col = Collection(os.path.join(folder, "collection.anki2"))
    request = ImportAnkiPackageRequest(
        package_path=ours, options=ImportAnkiPackageOptions(with_scheduling=True)
    )
    log = col.import_anki_package(request).log
    first = {"new": len(log.new), "conflicting": len(log.conflicting)}
    told = [card_told(col, id) for id in col.find_cards("", order=False)]
    again = col.import_anki_package(request).log
    problems, is_sound = col.fix_integrity()
    export(col, folder)
    known = {"cards": told, **first, "new_again": len(again.new), "is_sound": is_sound}
    known["problems"] = problems
    known["cards_after"] = col.card_count()
    print(json.dumps(known))
    col.close()


def card_told(col: Collection, id: int) -> dict:
    card, note = col.get_card(id), col.get_card(id).note()
    reviews = col.db.all("select id, ease, ivl, time, type from revlog where cid = ? order by id", id)
    memory = card.memory_state
    return {
        "guid": note.guid,
        "deck": col.decks.name(card.did),
        "fields": note.fields,
        "tags": note.tags,
        "type": card.type,
        "queue": card.queue,
        "due_in_days": card.due - col.sched.today,
        "ivl": card.ivl,
        "lapses": card.lapses,
        "reps": card.reps,
        "stability": memory.stability if memory else None,
        "difficulty": memory.difficulty if memory else None,
        "last_review_s": getattr(card, "last_review_time", None),
        "checksum": col.db.scalar("select csum from notes where id = ?", note.id),
        "reviews": reviews,
    }


def export(col: Collection, folder: str) -> None:
    for name, legacy in [("legacy.apkg", True), ("new.apkg", False)]:
        col.export_anki_package(
            out_path=os.path.join(folder, name),
            limit=None,
            options=ExportAnkiPackageOptions(
                with_scheduling=True, with_deck_configs=False, with_media=True, legacy=legacy
            ),
        )


# 2026-09-21 04:00 UTC
CREATED_UNIX_S = 1_789_963_200


def fixtures(folder: str) -> None:
    os.environ["TZ"] = "UTC"
    with tempfile.TemporaryDirectory() as work:
        path = os.path.join(work, "collection.anki2")
        col = Collection(path)
        col.db.execute("update col set crt = ?", CREATED_UNIX_S)
        col.close()
        col = Collection(path)
        fill(col)
        export(col, work)
        col.close()
        for name in ["legacy.apkg", "new.apkg"]:
            smaller(os.path.join(work, name), os.path.join(folder, name))


def fill(col: Collection) -> None:
    def add(guid, kind, deck, fields, tags=()):
        note = col.new_note(col.models.by_name(kind))
        note.guid, note.fields, note.tags = guid, list(fields), list(tags)
        col.add_note(note, col.decks.id(deck))
        return note.cards()

    add("new", "Basic", "Go::Channels", ["Who closes a <b>channel</b>?", "The sender."], ["go", "a::b"])

    [card] = add("known", "Basic", "Default", ["What is a WAL?", "It is written<br>first. 面接"])
    card.type, card.queue, card.due, card.ivl, card.reps, card.lapses = 2, 2, 400, 12, 3, 1
    card.factor = 2350
    card.memory_state = FSRSMemoryState(stability=12.5, difficulty=6.25)
    col.update_card(card)
    for at, ease, ivl, took, kind, factor in [
        (1_790_000_000_000, 3, -600, 9_000, 0, 0),
        (1_790_000_700_000, 4, 4, 4_000, 0, 2500),
        # A due date set by hand, and a preview: no answers.
        (1_790_100_000_000, 0, 9, 0, 4, 0),
        (1_790_200_000_000, 3, 9, 1_000, 3, 0),
        (1_790_345_600_000, 1, 1, 60_000, 1, 2300),
    ]:
        col.db.execute(
            "insert into revlog values (?, ?, -1, ?, ?, 0, ?, ?, ?)", at, card.id, ease, ivl, factor, took, kind
        )

    first, second = add("both", "Basic (and reversed card)", "Default", ["TTL", "time to live"])
    second.type, second.queue, second.due, second.ivl, second.reps = 2, -1, 3, 30, 1
    col.update_card(second)

    add("cloze", "Cloze", "Default", ["{{c1::Raft::protocol}} elects a {{c2::leader}}.", "See the paper."])

    col.media.write_data("x.png", b"no image")
    add("media", "Basic", "Default", ['<img src="x.png">Which?', "This.[sound:x.mp3] <IMG src=x.png>"])

    [card] = add("learning", "Basic", "Default", ["How?", "So."])
    card.type, card.queue, card.due, card.left, card.reps = 1, 1, 1_800_000_000, 1001, 1
    col.update_card(card)

    add("typed", "Basic (type in the answer)", "Default", ["Port of HTTPS?", "443"])

    kind = col.models.new("Sections")
    for field in ["Word", "Extra"]:
        col.models.add_field(kind, col.models.new_field(field))
    template = col.models.new_template("Only")
    template["qfmt"] = "{{Word}}{{#Extra}} ({{Extra}}){{/Extra}}{{^Extra}} alone{{/Extra}}"
    template["afmt"] = "{{FrontSide}}<hr id=answer>{{Word}} in {{Deck}}"
    col.models.add_template(kind, template)
    col.models.add(kind)
    add("full", "Sections", "Default", ["a", "b"])
    add("blank", "Sections", "Default", ["a", "<br>"])

    add("occluded", "Image Occlusion", "Default", ["{{c1::image-occlusion:rect:left=1:top=1:width=2:height=2}}", "<img src=x.png>", "", "", ""])


def smaller(package: str, target: str) -> None:
    """The same entries, all compressed: Anki stores an empty collection beside the real one."""
    with zipfile.ZipFile(package) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new:
        for entry in old.infolist():
            same = zipfile.ZipInfo(entry.filename)
            new.writestr(same, old.read(entry), zipfile.ZIP_DEFLATED)


main()
