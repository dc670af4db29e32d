-- What is known of a card for spaced review. The text of a card that comes with the program is
-- content and not here; that of a person's own card is.
CREATE TABLE card_state (
    card TEXT COLLATE "C" NOT NULL PRIMARY KEY CHECK (card <> ''),
    topic TEXT,
    due_unix_ms BIGINT NOT NULL CHECK (due_unix_ms >= 0),
    -- Memory as FSRS describes it: days until recall falls to 90 %, and 1 (easy) to 10.
    stability DOUBLE PRECISION NOT NULL,
    difficulty DOUBLE PRECISION NOT NULL,
    last_review_unix_ms BIGINT CHECK (last_review_unix_ms >= 0),
    reviews BIGINT NOT NULL CHECK (reviews >= 0),
    lapses BIGINT NOT NULL CHECK (lapses >= 0),
    -- 0 or 1: SQLite has no type for it, and one schema shall read the same on both.
    is_suspended BIGINT NOT NULL CHECK (is_suspended IN (0, 1)),
    made_unix_ms BIGINT NOT NULL CHECK (made_unix_ms >= 0),
    -- JSON: the text of an own card.
    own TEXT
);

-- Cards that are due are counted on every page and read in this order. Suspended ones come first in
-- the index to be passed over as a whole; the count never touches the rows with their texts.
CREATE INDEX card_due ON card_state (is_suspended, due_unix_ms, card);

-- Append-only. The primary key is the order in which memory is computed again: card by card, each
-- from its first review on. There is no reference to `card_state`, because an import may bring
-- reviews before the states, which follow from them.
CREATE TABLE review (
    card TEXT COLLATE "C" NOT NULL CHECK (card <> ''),
    at_unix_ms BIGINT NOT NULL CHECK (at_unix_ms >= 0),
    grade BIGINT NOT NULL CHECK (grade BETWEEN 1 AND 4),
    took_ms BIGINT NOT NULL CHECK (took_ms >= 0),
    -- Who graded.
    by TEXT NOT NULL,
    -- JSON
    detail TEXT,
    PRIMARY KEY (card, at_unix_ms)
);

-- The last days' reviews of all cards, for the day's limit and for charts.
CREATE INDEX review_at ON review (at_unix_ms, card);

-- One row for each stretch of practice, of whatever kind.
CREATE TABLE practice (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY CHECK (id <> ''),
    at_unix_ms BIGINT NOT NULL CHECK (at_unix_ms >= 0),
    kind TEXT NOT NULL,
    item TEXT NOT NULL,
    minutes DOUBLE PRECISION NOT NULL,
    json TEXT NOT NULL
);

-- The plan looks back over some weeks; `id` makes the order total.
CREATE INDEX practice_at ON practice (at_unix_ms, id);

CREATE TABLE setting (
    key TEXT COLLATE "C" NOT NULL PRIMARY KEY CHECK (key <> ''),
    json TEXT NOT NULL
);

-- Dates such as 2027-01-05, whose order as text is that of time: the primary key serves ranges.
CREATE TABLE plan_day (
    date TEXT COLLATE "C" NOT NULL PRIMARY KEY CHECK (length(date) = 10),
    json TEXT NOT NULL
);

-- A person has some dozens in a lifetime: they are read whole and sorted then.
CREATE TABLE real_interview (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY CHECK (id <> ''),
    held_on TEXT COLLATE "C" NOT NULL,
    json TEXT NOT NULL
);
