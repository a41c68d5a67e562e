-- Of two products that exchange a SKU or GTIN one has to give its own up first: the fields that the next delivery empties before
-- it sets them.
ALTER TABLE woocommerce_product_sync ADD COLUMN gives_up text[];
