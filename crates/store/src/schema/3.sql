-- Systems that somebody draws in the studio. What they mean is nothing to a database: each is a text.
-- Title and text are JSON strings, because PostgreSQL's text cannot hold U+0000 and what is pasted can.
CREATE TABLE design (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY CHECK (id <> ''),
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    -- A save states which one it was drawn from and replaces only that: one statement finds a save
    -- of another tab in between.
    revision BIGINT NOT NULL CHECK (revision > 0),
    changed_unix_ms BIGINT NOT NULL CHECK (changed_unix_ms >= 0),
    -- The example that it was copied from, and the problem that it is an answer to.
    from_gallery TEXT,
    problem TEXT
);

-- A person has some dozens; they are listed newest first, without their texts.
CREATE INDEX design_newest ON design (changed_unix_ms DESC, id DESC);

-- What was in a design before, and what lost against another tab: nothing drawn is thrown away by a
-- save. Some dozens for each design; always asked for by design.
CREATE TABLE design_version (
    design TEXT COLLATE "C" NOT NULL REFERENCES design (id) ON DELETE CASCADE,
    revision BIGINT NOT NULL CHECK (revision > 0),
    changed_unix_ms BIGINT NOT NULL CHECK (changed_unix_ms >= 0),
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    -- 0 or 1: it was never the design itself, but came from a tab that did not know the newest.
    is_aside BIGINT NOT NULL CHECK (is_aside IN (0, 1)),
    PRIMARY KEY (design, revision)
);
