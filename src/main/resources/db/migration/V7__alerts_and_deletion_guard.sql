-- The deletion guard: what was deleted by mistake must not leave a store before a person has looked.
-- What stores lose because the catalogue lost it: counted for a while, kept until it is carried out.
CREATE TABLE product_removal (
    product_id    bigint      NOT NULL,
    connection_id bigint      NOT NULL REFERENCES connection ON DELETE CASCADE,
    removed_at    timestamptz NOT NULL,
    PRIMARY KEY (product_id, connection_id)
);
CREATE INDEX product_removal_lately ON product_removal (connection_id, removed_at);

-- A guard that stands: the deliveries of deletions to this store wait until it is confirmed, or taken back.
CREATE TABLE deletion_guard (
    connection_id bigint PRIMARY KEY REFERENCES connection ON DELETE CASCADE,
    account_id    bigint      NOT NULL REFERENCES account,
    raised_at     timestamptz NOT NULL,
    removed       bigint      NOT NULL,             -- of linked products, lately, when it was raised
    linked        bigint      NOT NULL CHECK (linked > 0)
);

-- A deletion that is held back is due at infinity, and remembers here when it would be due.
ALTER TABLE woocommerce_product_sync ADD COLUMN held_due_at timestamptz;
CREATE INDEX sync_held ON woocommerce_product_sync (connection_id, id) WHERE held_due_at IS NOT NULL;

-- Whoever writes the due time, a settlement above all, and whoever takes the deletion back: the rule is the table's own.
CREATE FUNCTION keep_held_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.due_at < 'infinity' THEN
        NEW.held_due_at := NEW.due_at;
    END IF;
    IF NEW.intent = 'upsert' OR NEW.wanted <= NEW.synced THEN -- taken back, or given up: it is owed no more
        NEW.due_at := NEW.held_due_at;
        NEW.held_due_at := NULL;
    ELSE
        NEW.due_at := 'infinity';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER keep_held_row BEFORE UPDATE ON woocommerce_product_sync
    FOR EACH ROW WHEN (NEW.held_due_at IS NOT NULL) EXECUTE FUNCTION keep_held_row();

-- Alerts: what is wrong with a store, from one moment to another. The connection may go before its alert does.
CREATE TABLE alert (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id    bigint      NOT NULL REFERENCES account,
    connection_id bigint      NOT NULL,
    store_name    text        NOT NULL,
    kind          text        NOT NULL CHECK (kind IN ('store_unwell', 'store_unwell_long', 'store_unauthorized',
                                                       'dead_letters', 'oldest_owed', 'deletion_guard')),
    state         text        NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),
    detail        text        NOT NULL,             -- why it was raised
    closed_detail text,                             -- why it was closed
    opened_at     timestamptz NOT NULL,
    closed_at     timestamptz,
    CHECK ((state = 'closed') = (closed_at IS NOT NULL))
);
CREATE UNIQUE INDEX alert_open ON alert (connection_id, kind) WHERE state = 'open';
CREATE INDEX alert_list ON alert (account_id, id);
CREATE INDEX alert_age ON alert (closed_at) WHERE state = 'closed';

-- The outbox of the alerts' webhooks, written with the transition.
CREATE TABLE alert_delivery (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    message_id  uuid        NOT NULL DEFAULT gen_random_uuid(), -- the same on each try: receivers know doubles by it
    alert_id    bigint      NOT NULL REFERENCES alert ON DELETE CASCADE,
    transition  text        NOT NULL CHECK (transition IN ('raised', 'closed')),
    state       text        NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sent', 'failed')),
    attempts    int         NOT NULL DEFAULT 0,
    due_at      timestamptz NOT NULL,
    lease_token uuid,
    lease_until timestamptz,
    http_status int,                                -- of the last answer
    error       text,                               -- of the last try
    created_at  timestamptz NOT NULL,
    sent_at     timestamptz
);
CREATE INDEX alert_delivery_due ON alert_delivery (due_at, id) WHERE state = 'pending';
CREATE INDEX alert_delivery_alert ON alert_delivery (alert_id);

-- The oldest owed change of each store is looked up every few seconds.
CREATE INDEX sync_behind ON woocommerce_product_sync (connection_id, behind_since)
    WHERE wanted > synced AND held_due_at IS NULL;
