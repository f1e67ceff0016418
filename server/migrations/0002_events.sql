-- What shoppers did, without who: see shared-api/src/events. Times are milliseconds since the Unix epoch, money is in cents.
CREATE TABLE events (
    seq         INTEGER PRIMARY KEY AUTOINCREMENT,
    type        TEXT NOT NULL,
    pieces      INTEGER NOT NULL CHECK (pieces >= 0),
    total_cents INTEGER NOT NULL CHECK (total_cents >= 0),
    received_at INTEGER NOT NULL
) STRICT;
CREATE INDEX events_by_time ON events (received_at);
