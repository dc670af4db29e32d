-- Usage metering for billing, SQLite dialect. Every connection needs PRAGMA foreign_keys = ON.
-- Times are whole seconds since 1970 in UTC. Prices and amounts are in millionths of a cent.

CREATE TABLE tenant (
    id    INTEGER PRIMARY KEY,
    name  TEXT NOT NULL
) STRICT;

CREATE TABLE meter (
    id    INTEGER PRIMARY KEY,
    name  TEXT NOT NULL UNIQUE,
    unit  TEXT NOT NULL
) STRICT;

CREATE TABLE price (
    meter_id        INTEGER NOT NULL REFERENCES meter (id) ON DELETE RESTRICT,
    valid_from      INTEGER NOT NULL,
    micro_per_unit  INTEGER NOT NULL CHECK (micro_per_unit >= 0),
    PRIMARY KEY (meter_id, valid_from)
) STRICT, WITHOUT ROWID;

-- What happened, only ever added to. seq is the order of recording: the position up to which an invoice or a sum has counted.
-- SQLite has one writer at a time, so a row with a smaller seq is never committed later. PostgreSQL has many: there a position
-- may be trusted only below the oldest transaction still running.
-- On PostgreSQL the table is partitioned by day of occurred_at, which is the same in a repeated event, and the key becomes
-- (tenant_id, event_id, occurred_at). Old events leave as a dropped partition.
CREATE TABLE usage_event (
    seq           INTEGER PRIMARY KEY,
    tenant_id     INTEGER NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
    event_id      TEXT NOT NULL CHECK (length(event_id) BETWEEN 8 AND 64),  -- chosen by the sender before its first attempt
    meter_id      INTEGER NOT NULL REFERENCES meter (id) ON DELETE RESTRICT,
    quantity      INTEGER NOT NULL,
    occurred_at   INTEGER NOT NULL,
    recorded_at   INTEGER NOT NULL,
    corrects_seq  INTEGER REFERENCES usage_event (seq) ON DELETE RESTRICT,
    UNIQUE (tenant_id, event_id),
    -- Usage is positive; only a correction, which names what it corrects, takes away.
    CHECK ((corrects_seq IS NULL AND quantity > 0) OR (corrects_seq IS NOT NULL AND quantity < 0))
) STRICT;
-- Two equalities and a range, with the quantity in it, so that sums and dirty hours are read from the index alone.
-- There is none on meter_id (six values) nor on recorded_at (seq has that order already): each would be written per event.
CREATE INDEX event_by_tenant_meter_time ON usage_event (tenant_id, meter_id, occurred_at, quantity);

CREATE TRIGGER events_stay_as_they_are BEFORE UPDATE ON usage_event
BEGIN
    SELECT RAISE(ABORT, 'a recorded event is not changed; add a correction');
END;

CREATE TRIGGER corrections_stay_at_home BEFORE INSERT ON usage_event
WHEN NEW.corrects_seq IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM usage_event WHERE seq = NEW.corrects_seq AND tenant_id = NEW.tenant_id AND meter_id = NEW.meter_id
)
BEGIN
    SELECT RAISE(ABORT, 'a correction is for an event of the same tenant and meter');
END;

-- Sums for the charts, kept for seven years. Derived: an hour that receives an event is summed up again and overwritten, in the
-- transaction that moves rollup_position, so a repeated run changes nothing. An hour holds what was in time for its invoice and
-- what came later; the invoice lines keep the two apart by month.
CREATE TABLE usage_hour (
    tenant_id    INTEGER NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
    meter_id     INTEGER NOT NULL REFERENCES meter (id) ON DELETE RESTRICT,
    hour_start   INTEGER NOT NULL CHECK (hour_start % 3600 = 0),
    quantity     INTEGER NOT NULL,
    event_count  INTEGER NOT NULL CHECK (event_count > 0),
    PRIMARY KEY (tenant_id, meter_id, hour_start)
) STRICT, WITHOUT ROWID;

CREATE TABLE rollup_position (
    only_row     INTEGER PRIMARY KEY CHECK (only_row = 1),
    through_seq  INTEGER NOT NULL
) STRICT;

-- The invoice of a month bills that month's events with seq <= through_seq, and events of earlier months with
-- after_seq < seq <= through_seq, which came too late for theirs. after_seq is the through_seq of the tenant's invoice before,
-- null on the first. The chain cannot fork, skip or overlap, so every event is billed once, however late it comes.
CREATE TABLE invoice (
    id            INTEGER PRIMARY KEY,
    tenant_id     INTEGER NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
    period_start  INTEGER NOT NULL,
    period_end    INTEGER NOT NULL CHECK (period_end > period_start),
    after_seq     INTEGER,
    through_seq   INTEGER NOT NULL,
    issued_at     INTEGER NOT NULL CHECK (issued_at >= period_end),
    CHECK (after_seq < through_seq),
    UNIQUE (tenant_id, period_start),
    UNIQUE (tenant_id, through_seq),
    FOREIGN KEY (tenant_id, after_seq) REFERENCES invoice (tenant_id, through_seq) ON DELETE RESTRICT
) STRICT;
CREATE UNIQUE INDEX invoice_has_one_successor ON invoice (tenant_id, after_seq);
CREATE UNIQUE INDEX tenant_has_one_first_invoice ON invoice (tenant_id) WHERE after_seq IS NULL;

-- for_period_start is earlier than the invoice's own period for usage that came late; it is billed at that period's price.
CREATE TABLE invoice_line (
    invoice_id        INTEGER NOT NULL REFERENCES invoice (id) ON DELETE RESTRICT,
    meter_id          INTEGER NOT NULL REFERENCES meter (id) ON DELETE RESTRICT,
    for_period_start  INTEGER NOT NULL,
    quantity          INTEGER NOT NULL,
    micro_per_unit    INTEGER NOT NULL,
    amount_micro      INTEGER NOT NULL CHECK (amount_micro = quantity * micro_per_unit),
    PRIMARY KEY (invoice_id, meter_id, for_period_start)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER invoices_stay_as_they_are BEFORE UPDATE ON invoice_line
BEGIN
    SELECT RAISE(ABORT, 'a sent invoice is not changed; bill the difference on the next one');
END;
