-- How a store is shown its key, what helps against its hold, and what its owner should know of.
ALTER TABLE connection
    ADD COLUMN authentication       text NOT NULL DEFAULT 'auto' CHECK (authentication IN ('auto', 'basic', 'query', 'oauth')),
    ADD COLUMN authentication_found text CHECK (authentication_found IN ('basic', 'query', 'oauth')), -- by the store doctor
    ADD COLUMN hold_remedy          text,
    ADD COLUMN notice               text,           -- what the store prints before its JSON, such as PHP warnings
    ADD COLUMN notice_at            timestamptz;
