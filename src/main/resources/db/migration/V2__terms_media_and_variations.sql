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

-- Images go in a lane of their own, behind the product: an image that fails must not cost the product its price. A row of
-- that lane hangs on the product's main row, and is claimed, settled and retried like any other.
ALTER TABLE woocommerce_product_sync
    ADD COLUMN lane text NOT NULL DEFAULT 'main' CHECK (lane IN ('main', 'images')),
    ADD COLUMN main_id bigint REFERENCES woocommerce_product_sync ON DELETE CASCADE,
    ADD CHECK ((lane = 'main') = (main_id IS NULL)),
    DROP CONSTRAINT woocommerce_product_sync_connection_id_product_id_key,
    ADD UNIQUE (connection_id, product_id, lane);
CREATE UNIQUE INDEX sync_main ON woocommerce_product_sync (main_id) WHERE main_id IS NOT NULL;
DROP INDEX sync_due;
CREATE INDEX sync_due ON woocommerce_product_sync (connection_id, lane, due_at, id) WHERE wanted > synced;
-- What stores acknowledged of images until now is not known image by image: they are sent once more.
UPDATE woocommerce_product_sync SET field_hashes = field_hashes - 'images' WHERE field_hashes ? 'images';

ALTER TABLE dead_letter ADD COLUMN lane text NOT NULL DEFAULT 'main' CHECK (lane IN ('main', 'images'));
DROP INDEX dead_letter_open;
CREATE UNIQUE INDEX dead_letter_open ON dead_letter (connection_id, product_id, lane) WHERE state = 'open';

-- Which file of a store's media library is which asset: an image is sent by its address once per store, then by id.
CREATE TABLE store_image (
    connection_id bigint      NOT NULL REFERENCES connection ON DELETE CASCADE,
    account_id    bigint      NOT NULL REFERENCES account,
    asset_key     text        NOT NULL,             -- what the image is: the checksum of a file, or a foreign address
    woo_id        bigint,                           -- null while a call is bringing it
    lease_token   uuid,
    lease_until   timestamptz,
    created_at    timestamptz NOT NULL,
    PRIMARY KEY (connection_id, asset_key),
    CHECK (woo_id IS NOT NULL OR lease_until IS NOT NULL)
);
CREATE INDEX store_image_woo_id ON store_image (connection_id, woo_id) WHERE woo_id IS NOT NULL;
