-- note-value-holders.sql: these products were refused because other rows' products have their SKU or GTIN in
-- the store. They are tried again by mark-refused-values-pending.sql.
UPDATE woocommerce_product_sync s
SET value_held_by = o.holder
FROM unnest(:ids::bigint[], :holders::bigint[]) AS o(id, holder)
WHERE s.id = o.id
