-- What a store may have got from a create that was never answered. The row of a product in a store names the SKU that was sent last;
-- here are those before it, and those of links that have gone since, answered or not. A store that has a product under one of them, with our
-- mark, has that product.
CREATE TABLE open_create (
    connection_id bigint      NOT NULL,             -- no references: the trigger would wait for locks of others
    product_id    bigint      NOT NULL,
    account_id    bigint      NOT NULL,
    sku           text        NOT NULL,             -- as sent
    noted_at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (connection_id, product_id, sku)
);
CREATE INDEX open_create_age ON open_create (noted_at);

-- Whose create may have brought a SKU to a store, where another product finds it taken.
CREATE INDEX open_create_sku ON open_create (connection_id, lower(sku));
CREATE INDEX sync_open_create ON woocommerce_product_sync (connection_id, lower(sku)) WHERE look_first AND woo_product_id IS NULL;

-- Whoever writes another SKU into such a row, or deletes it: the rule is the table's own. With a store all of its rows go, and
-- nothing has to be remembered.
CREATE FUNCTION remember_open_create() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO open_create (connection_id, product_id, account_id, sku)
    SELECT OLD.connection_id, OLD.product_id, OLD.account_id, OLD.sku
    WHERE EXISTS (SELECT 1 FROM connection WHERE id = OLD.connection_id)
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;
CREATE TRIGGER remember_renamed_create AFTER UPDATE OF sku ON woocommerce_product_sync
    FOR EACH ROW
    WHEN (OLD.lane = 'main' AND OLD.look_first AND OLD.woo_product_id IS NULL AND NEW.woo_product_id IS NULL
          AND OLD.sku <> NEW.sku)
    EXECUTE FUNCTION remember_open_create();
-- What the store keeps without a link is found again as well. A removal that is carried out leaves nothing.
CREATE TRIGGER remember_unlinked_create AFTER DELETE ON woocommerce_product_sync
    FOR EACH ROW
    WHEN (OLD.lane = 'main' AND OLD.sku IS NOT NULL
          AND (OLD.woo_product_id IS NOT NULL OR OLD.look_first OR OLD.lease_token IS NOT NULL)
          AND (OLD.intent IN ('upsert', 'draft') OR OLD.wanted > OLD.synced))
    EXECUTE FUNCTION remember_open_create();
