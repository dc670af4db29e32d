-- kills: resell-a-returned-seat
-- says: The unique index counts returned tickets too, so a returned seat can never be sold again.
-- Numbered seats for concerts, SQLite dialect. Every connection needs PRAGMA foreign_keys = ON.
-- Times are whole seconds since 1970, passed in by the caller from one clock. Money is in cents.

CREATE TABLE venue (
    id    INTEGER PRIMARY KEY,
    name  TEXT NOT NULL
) STRICT;

-- A chair, written once. What it costs and who has it tonight is in seat_offer.
CREATE TABLE seat (
    id        INTEGER PRIMARY KEY,
    venue_id  INTEGER NOT NULL REFERENCES venue (id) ON DELETE RESTRICT,
    section   TEXT NOT NULL,
    row_name  TEXT NOT NULL,
    number    INTEGER NOT NULL CHECK (number > 0),
    UNIQUE (venue_id, section, row_name, number),
    UNIQUE (id, venue_id)
) STRICT;

CREATE TABLE event (
    id         INTEGER PRIMARY KEY,
    venue_id   INTEGER NOT NULL REFERENCES venue (id) ON DELETE RESTRICT,
    title      TEXT NOT NULL,
    starts_at  INTEGER NOT NULL,
    status     TEXT NOT NULL DEFAULT 'on_sale' CHECK (status IN ('on_sale', 'closed', 'cancelled')),
    UNIQUE (id, venue_id)
) STRICT;
-- No "seats left" column: every sale would wait for its lock. It is counted from seat_offer every second or two.

CREATE TABLE customer (
    id     INTEGER PRIMARY KEY,
    email  TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE customer_order (
    id           INTEGER PRIMARY KEY,
    event_id     INTEGER NOT NULL REFERENCES event (id) ON DELETE RESTRICT,
    customer_id  INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT,
    created_at   INTEGER NOT NULL,
    status       TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'paying', 'paid', 'lapsed', 'refund_due', 'refunded')),
    payment_ref  TEXT UNIQUE,  -- the provider's callback can come twice
    CHECK (status NOT IN ('paid', 'refund_due', 'refunded') OR payment_ref IS NOT NULL),
    -- The next two exist for the composite foreign keys below: they keep event and customer of a ticket those of its order.
    UNIQUE (id, event_id),
    UNIQUE (id, event_id, customer_id)
) STRICT;
CREATE INDEX order_of_customer ON customer_order (customer_id, created_at);
CREATE INDEX order_of_event ON customer_order (event_id, created_at);

-- A seat at one event. This row is what competing buyers lock, and the key begins with the event, so that a seat map is one
-- range of it. venue_id is repeated so that the two foreign keys can refuse a chair from another hall.
-- seat_id has no index of its own: chairs are deleted only when a hall is rebuilt, and each claim would have to keep it.
CREATE TABLE seat_offer (
    event_id       INTEGER NOT NULL,
    seat_id        INTEGER NOT NULL,
    venue_id       INTEGER NOT NULL,
    price_cents    INTEGER NOT NULL CHECK (price_cents >= 0),
    state          TEXT NOT NULL DEFAULT 'free' CHECK (state IN ('free', 'held', 'sold')),
    held_by_order  INTEGER,
    held_until     INTEGER,
    PRIMARY KEY (event_id, seat_id),
    FOREIGN KEY (event_id, venue_id) REFERENCES event (id, venue_id) ON DELETE RESTRICT,
    FOREIGN KEY (seat_id, venue_id) REFERENCES seat (id, venue_id) ON DELETE RESTRICT,
    FOREIGN KEY (held_by_order, event_id) REFERENCES customer_order (id, event_id) ON DELETE RESTRICT,
    CHECK ((state = 'held') = (held_by_order IS NOT NULL)),
    CHECK ((state = 'held') = (held_until IS NOT NULL))
) STRICT, WITHOUT ROWID;
-- For the job that tidies up. Nothing depends on it: an old hold counts as free wherever it is read.
CREATE INDEX hold_by_end ON seat_offer (held_until) WHERE state = 'held';

-- What was sold, at the price of that moment. Never deleted: a return sets returned_at.
-- place is "this customer's first to sixth seat for this event". Two purchases at once that each count five tickets change no
-- row in common, so neither a row lock nor a snapshot keeps the limit; two claims of place 6 meet in a unique index.
CREATE TABLE ticket (
    id           INTEGER PRIMARY KEY,
    event_id     INTEGER NOT NULL,
    seat_id      INTEGER NOT NULL,
    order_id     INTEGER NOT NULL,
    customer_id  INTEGER NOT NULL,
    place        INTEGER NOT NULL CHECK (place BETWEEN 1 AND 6),
    price_cents  INTEGER NOT NULL CHECK (price_cents >= 0),
    sold_at      INTEGER NOT NULL,
    returned_at  INTEGER CHECK (returned_at >= sold_at),
    FOREIGN KEY (event_id, seat_id) REFERENCES seat_offer (event_id, seat_id) ON DELETE RESTRICT,
    FOREIGN KEY (order_id, event_id, customer_id) REFERENCES customer_order (id, event_id, customer_id) ON DELETE RESTRICT
) STRICT;
CREATE UNIQUE INDEX seat_sold_once ON ticket (event_id, seat_id);
CREATE UNIQUE INDEX six_places_a_customer ON ticket (event_id, customer_id, place) WHERE returned_at IS NULL;
CREATE INDEX ticket_of_order ON ticket (order_id);

-- A sale needs the order's own hold, not yet over at the moment of the sale.
CREATE TRIGGER sale_needs_a_hold BEFORE INSERT ON ticket
WHEN NOT EXISTS (
    SELECT 1 FROM seat_offer
    WHERE event_id = NEW.event_id AND seat_id = NEW.seat_id
      AND state = 'held' AND held_by_order = NEW.order_id AND held_until > NEW.sold_at
)
BEGIN
    SELECT RAISE(ABORT, 'the seat is not held by this order any more');
END;

CREATE TRIGGER sale_marks_the_offer AFTER INSERT ON ticket
BEGIN
    UPDATE seat_offer SET state = 'sold', held_by_order = NULL, held_until = NULL
    WHERE event_id = NEW.event_id AND seat_id = NEW.seat_id;
END;

CREATE TRIGGER return_frees_the_offer AFTER UPDATE OF returned_at ON ticket
WHEN OLD.returned_at IS NULL AND NEW.returned_at IS NOT NULL
BEGIN
    UPDATE seat_offer SET state = 'free' WHERE event_id = NEW.event_id AND seat_id = NEW.seat_id AND state = 'sold';
END;
