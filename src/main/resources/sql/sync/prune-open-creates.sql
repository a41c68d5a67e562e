-- prune-open-creates.sql: remembered SKUs of creates whose link ended long ago. They are kept while there is
-- a row that may find the product by them.
WITH old AS MATERIALIZED (
    SELECT o.connection_id, o.product_id, o.sku
    FROM open_create o
    WHERE o.noted_at < :#before
      AND NOT EXISTS (
          SELECT 1
          FROM woocommerce_product_sync s
          WHERE s.connection_id = o.connection_id AND s.product_id = o.product_id AND s.lane = 'main' AND s.woo_product_id IS NULL)
    LIMIT 5000
)
DELETE FROM open_create o
USING old
WHERE o.connection_id = old.connection_id AND o.product_id = old.product_id AND o.sku = old.sku
