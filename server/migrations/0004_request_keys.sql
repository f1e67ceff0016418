-- The Idempotency-Key of the request that made the row. Missing in rows of requests without one, and of older servers. A shopper's few
-- rows are searched by the indexes of their users.
ALTER TABLE tickets ADD COLUMN request_key TEXT;
ALTER TABLE chat_messages ADD COLUMN request_key TEXT;
