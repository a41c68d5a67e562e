-- A claim is a row of its own: one heartbeat keeps all of its rows, and a crashed holder's rows are found without a search.
CREATE TABLE claim (
    token         uuid        PRIMARY KEY,
    connection_id bigint      NOT NULL,             -- no reference: one that is deleted in the middle of a claim is no fault
    node          text        NOT NULL,             -- whose it is: a data folder, so it outlives a restart
    lease_until   timestamptz NOT NULL,
    row_ids       bigint[]    NOT NULL
);

ALTER TABLE woocommerce_product_sync
    DROP COLUMN lease_until,
    ADD COLUMN recoveries int NOT NULL DEFAULT 0,   -- holders that vanished with it, since one did not
    ADD COLUMN rewrite_at timestamptz,              -- a vanished holder's call may run until then: write once more after it
    ADD COLUMN create_asked_at timestamptz,         -- our own create has had no answer since then, and may have left a half
    ADD COLUMN urgency smallint NOT NULL DEFAULT 0 CHECK (urgency BETWEEN 0 AND 2); -- somebody waits, in bulk, failed before

-- Whoever held a row before this version is gone.
UPDATE woocommerce_product_sync
SET lease_token = NULL,
    field_hashes = jsonb_strip_nulls(jsonb_build_object('type', field_hashes -> 'type')),
    look_first = look_first OR (lane = 'main' AND woo_product_id IS NULL),
    due_at = greatest(due_at, now() + interval '1 minute')
WHERE lease_token IS NOT NULL;

DROP INDEX sync_due;
CREATE INDEX sync_due ON woocommerce_product_sync (connection_id, lane, urgency, due_at, id) WHERE wanted > synced;

-- Changes that came with an import of many: nobody waits for each of them.
ALTER TABLE product_event ADD COLUMN bulk boolean NOT NULL DEFAULT false;
