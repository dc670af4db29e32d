-- One row for each migration that ran; the highest is the version of the schema.
CREATE TABLE schema_version (
    version BIGINT NOT NULL PRIMARY KEY
);

-- What a list of sessions shows. All of it but `summary` and `draft` follows from the session's
-- events, and changes in the transaction that appends them.
CREATE TABLE session (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY CHECK (id <> ''),
    title TEXT NOT NULL,
    protocol TEXT NOT NULL,
    level TEXT NOT NULL,
    mode TEXT NOT NULL,
    started_unix_ms BIGINT NOT NULL,
    -- An append states where the log ends and changes this row only if it is so: one statement
    -- finds gaps and repetitions, also between two programs.
    last_seq BIGINT NOT NULL CHECK (last_seq > 0),
    last_at_ms BIGINT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('running', 'paused', 'ended')),
    -- JSON: scores worked out from the log, kept to show them in the list at once.
    summary TEXT,
    -- JSON string: words typed and not yet sent.
    draft TEXT
);

-- The list is read newest first, a page at a time; `id` makes the order total.
CREATE INDEX session_newest ON session (started_unix_ms DESC, id DESC);

-- The logs. They are only ever read for one session in order of `seq`, which is the primary key;
-- nothing asks for events in any other way, so there is no other index.
CREATE TABLE event (
    session_id TEXT COLLATE "C" NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    seq BIGINT NOT NULL CHECK (seq > 0),
    at_ms BIGINT NOT NULL CHECK (at_ms >= 0),
    -- JSON, with the event's type in it.
    body TEXT NOT NULL,
    PRIMARY KEY (session_id, seq)
);

-- One person practises here: at most one row.
CREATE TABLE profile (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    level TEXT NOT NULL,
    language TEXT NOT NULL,
    interview_on TEXT,
    company TEXT NOT NULL
);
