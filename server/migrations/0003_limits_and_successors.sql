-- Recent attempts of rate-limited operations, one row each; housekeeping deletes them when no limit counts them any more. The key is a
-- keyed hash of an address, a phone number, a device or a user: the table itself identifies no person. Times are milliseconds since the Unix epoch.
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

-- For housekeeping, which looks for expired rows.
CREATE INDEX refresh_tokens_by_end ON refresh_tokens (expires_at);
CREATE INDEX code_challenges_by_end ON code_challenges (expires_at);

-- Phone numbers with the prefix 00 are normalised to + from now on; existing users keep their accounts.
UPDATE users SET phone = '+' || substr(phone, 3)
WHERE phone GLOB '00[1-9]??????*'
  AND NOT EXISTS (SELECT 1 FROM users other WHERE other.phone = '+' || substr(users.phone, 3));
