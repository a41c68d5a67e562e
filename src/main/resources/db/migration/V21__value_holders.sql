-- A product that cannot have its SKU or GTIN, as another product of the catalogue has it in the store: the row of that one. When that one
-- shows another value or goes, this one is tried again.
ALTER TABLE woocommerce_product_sync ADD COLUMN value_held_by bigint;
CREATE INDEX sync_value_held_by ON woocommerce_product_sync (connection_id, value_held_by) WHERE value_held_by IS NOT NULL;
