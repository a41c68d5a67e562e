-- An exchange of the key that seals credentials. It belongs to the whole program, as the keys do. One runs at a time; any process
-- may go on with it.
CREATE TABLE key_rotation (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key_id      text        NOT NULL,               -- what everything is sealed with when it is done
    state       text        NOT NULL CHECK (state IN ('running', 'done', 'incomplete')),
    total       int         NOT NULL DEFAULT 0,     -- connections
    done        int         NOT NULL DEFAULT 0,
    failed      int         NOT NULL DEFAULT 0,     -- in the pass that is under way: their credentials do not open
    after_id    bigint      NOT NULL DEFAULT 0,     -- how far the pass has come
    started_by  text        NOT NULL,
    started_at  timestamptz NOT NULL,
    finished_at timestamptz
);
CREATE UNIQUE INDEX key_rotation_running ON key_rotation ((true)) WHERE state = 'running';

-- Bytes of uploaded assets, counted as they come and go: a sum over the assets would grow with them at each upload.
CREATE TABLE account_usage (
    account_id  bigint PRIMARY KEY REFERENCES account ON DELETE CASCADE,
    asset_bytes bigint NOT NULL DEFAULT 0
);
INSERT INTO account_usage (account_id, asset_bytes)
SELECT account.id, coalesce(sum(asset.size_bytes), 0)
FROM account
         LEFT JOIN asset ON asset.account_id = account.id
GROUP BY account.id;

CREATE FUNCTION count_asset_bytes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO account_usage AS usage (account_id, asset_bytes) VALUES (NEW.account_id, coalesce(NEW.size_bytes, 0))
        ON CONFLICT (account_id) DO UPDATE SET asset_bytes = usage.asset_bytes + excluded.asset_bytes;
    ELSE
        UPDATE account_usage SET asset_bytes = asset_bytes - OLD.size_bytes WHERE account_id = OLD.account_id;
    END IF;
    RETURN NULL;
END
$$;
-- Links have no size, and take no lock.
CREATE TRIGGER asset_bytes_come AFTER INSERT ON asset FOR EACH ROW
    WHEN (NEW.size_bytes IS NOT NULL) EXECUTE FUNCTION count_asset_bytes();
CREATE TRIGGER asset_bytes_go AFTER DELETE ON asset FOR EACH ROW
    WHEN (OLD.size_bytes IS NOT NULL) EXECUTE FUNCTION count_asset_bytes();
