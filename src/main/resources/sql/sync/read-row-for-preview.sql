-- read-row-for-preview.sql: a row as claim-due-rows would hand it out now, without taking it.
SELECT s.id, s.product_id, s.sku, s.woo_product_id, s.intent, s.wanted, s.attempts, s.batch_limit, s.failed_at, s.look_first,
       (CASE WHEN s.forget = 'all' THEN '{}'
             WHEN s.forget = 'but_images' THEN jsonb_strip_nulls(jsonb_build_object('images', s.field_hashes -> 'images'))
             ELSE s.field_hashes END - coalesce(s.forget_fields, '{}'))::text AS field_hashes,
       s.error_code IS NOT NULL AS had_error,
       CASE WHEN s.only_wanted = s.wanted AND s.wanted > s.synced THEN coalesce(s.only_fields, '{}')
            ELSE '{}' END AS only_fields
FROM woocommerce_product_sync s
WHERE s.account_id = :accountId AND s.connection_id = :connectionId AND s.product_id = :productId
