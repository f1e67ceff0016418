-- Times are milliseconds since the Unix epoch, money is in cents.

CREATE TABLE users (
    id         TEXT PRIMARY KEY NOT NULL,
    phone      TEXT NOT NULL UNIQUE,
    name       TEXT,
    email      TEXT,
    created_at INTEGER NOT NULL
) STRICT;

-- A code that was sent to a phone. Only a keyed hash of it is kept.
CREATE TABLE code_challenges (
    id          TEXT PRIMARY KEY NOT NULL,
    phone       TEXT NOT NULL,
    code_hash   BLOB NOT NULL,
    created_at  INTEGER NOT NULL,
    expires_at  INTEGER NOT NULL,
    resend_at   INTEGER NOT NULL,
    tries_left  INTEGER NOT NULL,
    verified_at INTEGER
) STRICT;
CREATE INDEX code_challenges_by_phone ON code_challenges (phone, created_at);

-- One family per login; its tokens replace each other. Only a hash of each token is kept.
CREATE TABLE refresh_families (
    id         TEXT PRIMARY KEY NOT NULL,
    user_id    TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    revoked_at INTEGER
) STRICT;
CREATE TABLE refresh_tokens (
    hash       BLOB PRIMARY KEY NOT NULL,
    family_id  TEXT NOT NULL REFERENCES refresh_families (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    rotated_at INTEGER
) STRICT;
CREATE INDEX refresh_tokens_by_family ON refresh_tokens (family_id);

-- seeded_stock is what the catalogue said last, so that a change of it moves the stock by the
-- difference and never brings back what was sold.
CREATE TABLE products (
    id            TEXT PRIMARY KEY NOT NULL,
    position      INTEGER NOT NULL,
    slug          TEXT NOT NULL,
    name          TEXT NOT NULL,
    category      TEXT NOT NULL,
    category_name TEXT NOT NULL,
    summary       TEXT NOT NULL,
    description   TEXT NOT NULL,
    price_cents   INTEGER NOT NULL CHECK (price_cents >= 0),
    image         TEXT NOT NULL,
    stock         INTEGER NOT NULL CHECK (stock >= 0),
    seeded_stock  INTEGER NOT NULL,
    retired       INTEGER NOT NULL DEFAULT 0
) STRICT;

-- An order keeps names and prices as they were. body_hash tells a repeated request from another
-- one that came with the same key.
CREATE TABLE orders (
    id              TEXT PRIMARY KEY NOT NULL,
    user_id         TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    placed_at       INTEGER NOT NULL,
    status          TEXT NOT NULL CHECK (status IN ('paid', 'packed', 'shipped')),
    total_cents     INTEGER NOT NULL,
    idempotency_key TEXT NOT NULL,
    body_hash       BLOB NOT NULL,
    UNIQUE (user_id, idempotency_key)
) STRICT;
CREATE INDEX orders_by_user ON orders (user_id, placed_at);
CREATE TABLE order_lines (
    order_id    TEXT NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    position    INTEGER NOT NULL,
    product_id  TEXT NOT NULL,
    name        TEXT NOT NULL,
    image       TEXT NOT NULL,
    price_cents INTEGER NOT NULL,
    quantity    INTEGER NOT NULL CHECK (quantity > 0),
    PRIMARY KEY (order_id, position)
) STRICT;

CREATE TABLE tickets (
    id         TEXT PRIMARY KEY NOT NULL,
    user_id    TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    subject    TEXT NOT NULL,
    status     TEXT NOT NULL CHECK (status IN ('open', 'closed')),
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX tickets_by_user ON tickets (user_id, created_at);

CREATE TABLE chat_messages (
    seq     INTEGER PRIMARY KEY AUTOINCREMENT,
    id      TEXT NOT NULL UNIQUE,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    author  TEXT NOT NULL CHECK (author IN ('me', 'shop')),
    text    TEXT NOT NULL,
    at      INTEGER NOT NULL
) STRICT;
CREATE INDEX chat_messages_by_user ON chat_messages (user_id, seq);
