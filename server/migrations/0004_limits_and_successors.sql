-- How often something was done lately: a row each, deleted when it no longer counts. The key is a keyed hash of an address, a phone
-- number, a device or a user, so that no table says who asked from where. Times are milliseconds since the Unix epoch.
CREATE TABLE attempts (
    what TEXT NOT NULL,
    key  BLOB NOT NULL,
    at   INTEGER NOT NULL
) STRICT;
CREATE INDEX attempts_by_key ON attempts (what, key, at);
CREATE INDEX attempts_by_time ON attempts (at);

-- The token that this one replaces. Missing in rows of older servers.
ALTER TABLE refresh_tokens ADD COLUMN replaces BLOB;
CREATE INDEX refresh_tokens_by_replaced ON refresh_tokens (replaces);
