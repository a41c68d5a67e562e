-- find-value-holders.sql: which other products of the catalogue hold a value in the store that one of our
-- products is to get. They are found by the id that the store names, or else by the value that the store has
-- acknowledged; or because their create had that SKU and no answer, so that their id is not known yet.
SELECT w.key AS wish, s.id, s.woo_product_id, s.product_id, s.parent_product_id, s.intent,
       s.auto_sync AND c.auto_sync AS automatic, s.wanted > s.synced AS pending,
       s.field_hashes ->> w.field AS shown
FROM unnest(:keys::bigint[], :products::bigint[], :wooProductIds::bigint[], :fields::text[], :hashes::text[], :texts::text[])
     AS w(key, product_id, woo_product_id, field, hash, value)
JOIN connection c ON c.id = :connectionId AND c.account_id = :accountId
CROSS JOIN LATERAL (
    (SELECT *
     FROM woocommerce_product_sync
     WHERE connection_id = :connectionId AND woo_product_id = w.woo_product_id AND lane = 'main' AND product_id <> w.product_id
     ORDER BY id
     LIMIT 1)
    UNION ALL
    (SELECT *
     FROM woocommerce_product_sync
     WHERE w.woo_product_id IS NULL AND connection_id = :connectionId AND field_hashes ->> w.field = w.hash
       AND woo_product_id IS NOT NULL AND lane = 'main' AND product_id <> w.product_id
     ORDER BY id
     LIMIT 1)
    UNION ALL
    (SELECT *
     FROM woocommerce_product_sync
     WHERE w.field = 'sku' AND connection_id = :connectionId AND lower(sku) = lower(w.value)
       AND look_first AND woo_product_id IS NULL AND wanted > synced AND lane = 'main' AND product_id <> w.product_id
     ORDER BY id
     LIMIT 1)
    UNION ALL
    (SELECT r.*
     FROM open_create o
     JOIN woocommerce_product_sync r ON r.connection_id = o.connection_id AND r.product_id = o.product_id AND r.lane = 'main'
     WHERE w.field = 'sku' AND o.connection_id = :connectionId AND lower(o.sku) = lower(w.value)
       AND r.woo_product_id IS NULL AND r.wanted > r.synced AND r.product_id <> w.product_id
     ORDER BY r.id
     LIMIT 1)
    LIMIT 1
) AS s
