-- Which id a store gave to a category, tag, brand or global attribute: products name them by id only.
CREATE TABLE store_term (
    connection_id bigint      NOT NULL REFERENCES connection ON DELETE CASCADE,
    account_id    bigint      NOT NULL REFERENCES account,
    kind          text        NOT NULL CHECK (kind IN ('category', 'tag', 'brand', 'attribute')),
    parent_woo_id bigint      NOT NULL DEFAULT 0,   -- the store's id of the category above; 0 for none
    name_key      text        NOT NULL,             -- as stores compare names: without letter case and outer spaces
    name          text        NOT NULL,
    state         text        NOT NULL CHECK (state IN ('known', 'making', 'absent', 'refused')),
    woo_id        bigint,
    lease_token   uuid,                             -- who is making it: parallel creates of one tag make doubles
    lease_until   timestamptz,
    read_at       timestamptz NOT NULL,
    PRIMARY KEY (connection_id, kind, parent_woo_id, name_key),
    CHECK ((state = 'known') = (woo_id IS NOT NULL))
);
CREATE INDEX store_term_woo_id ON store_term (connection_id, kind, woo_id) WHERE woo_id IS NOT NULL;

-- A variant is written under its parent's address, and after it.
ALTER TABLE woocommerce_product_sync ADD COLUMN parent_product_id bigint;
UPDATE woocommerce_product_sync s
SET parent_product_id = p.parent_product_id
FROM product p
WHERE p.id = s.product_id AND p.parent_product_id IS NOT NULL;
CREATE INDEX sync_parent ON woocommerce_product_sync (connection_id, parent_product_id, due_at, id)
    WHERE parent_product_id IS NOT NULL;

-- What a store shows under the SKU of a product that is exported for the first time is linked, or left alone.
ALTER TABLE connection ADD COLUMN link_existing boolean NOT NULL DEFAULT true;

-- How many products go into one call at present; batch_size is the cap.
ALTER TABLE connection ADD COLUMN current_batch_size int NOT NULL DEFAULT 25 CHECK (current_batch_size BETWEEN 1 AND 100);

CREATE INDEX sync_woo_product ON woocommerce_product_sync (connection_id, woo_product_id) WHERE woo_product_id IS NOT NULL;
