-- Users: may be disabled; names are compared without letter case ("C": the same everywhere, a name is ASCII).
ALTER TABLE app_user ADD COLUMN enabled boolean NOT NULL DEFAULT true;
ALTER TABLE app_user ADD COLUMN last_sign_in_at timestamptz;
CREATE UNIQUE INDEX app_user_name ON app_user (lower(username COLLATE "C"));
CREATE INDEX app_user_account ON app_user (account_id, id);

-- Keys of programs. Deleted when they are revoked; they go with the user who made them.
CREATE TABLE api_key (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id     bigint      NOT NULL REFERENCES account,
    user_id        bigint      NOT NULL REFERENCES app_user ON DELETE CASCADE,
    name           text        NOT NULL,
    role           text        NOT NULL CHECK (role IN ('viewer', 'operator', 'admin')),
    hash           bytea       NOT NULL,              -- SHA-256 of the whole key, which is random
    connection_ids bigint[] CHECK (cardinality(connection_ids) > 0),  -- null: all of the account
    created_at     timestamptz NOT NULL,
    expires_at     timestamptz,
    last_used_at   timestamptz
);
CREATE INDEX api_key_account ON api_key (account_id, id);
CREATE INDEX api_key_user ON api_key (user_id);
