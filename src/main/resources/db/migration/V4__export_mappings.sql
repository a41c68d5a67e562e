-- What a store shows of a product, and where; without an active mapping it shows what every store does.
CREATE TABLE export_mapping (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id       bigint      NOT NULL REFERENCES account,
    connection_id    bigint      NOT NULL REFERENCES connection ON DELETE CASCADE,
    selected_fields  text[]      NOT NULL,                  -- price, attribute:5, …
    field_mappings   jsonb       NOT NULL DEFAULT '{}',     -- the same → a field of the store
    price_multiplier numeric     NOT NULL DEFAULT 1,
    price_rounding   text        NOT NULL DEFAULT 'none',
    is_active        boolean     NOT NULL DEFAULT true,
    created_at       timestamptz NOT NULL DEFAULT now(),
    updated_at       timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX export_mapping_connection ON export_mapping (connection_id, id);
CREATE UNIQUE INDEX export_mapping_active ON export_mapping (connection_id) WHERE is_active;

-- An export of some fields. They are sent alone only while nothing else is owed: any other mark raises wanted past
-- only_wanted, and everything that differs is sent then.
ALTER TABLE woocommerce_product_sync
    ADD COLUMN only_fields   text[],     -- the store's fields that are sent
    ADD COLUMN only_wanted   bigint,     -- … while the row's count is this
    ADD COLUMN forget_fields text[];     -- the next claim forgets what the store acknowledged of these
