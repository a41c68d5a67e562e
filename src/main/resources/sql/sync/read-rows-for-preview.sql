-- read-rows-for-preview.sql: rows as claim-due-rows would hand them out now, without taking them.
SELECT s.id, s.product_id, s.parent_product_id, s.lane, s.sku, s.woo_product_id, s.intent, s.wanted, s.attempts, s.batch_limit,
       s.failed_at, s.look_first, s.error_code, s.recoveries, s.call_recoveries, s.create_asked_at, NULL::text AS trace,
       '{}'::text[] AS sent_skus, coalesce(s.gives_up, '{}') AS gives_up,
       (CASE WHEN s.forget = 'all' THEN jsonb_strip_nulls(jsonb_build_object('type', s.field_hashes -> 'type'))
             ELSE s.field_hashes - coalesce(s.forget_fields, '{}') END)::text AS field_hashes,
       CASE WHEN s.only_wanted = s.wanted AND s.wanted > s.synced AND s.woo_product_id IS NOT NULL
            THEN coalesce(s.only_fields, '{}')
            ELSE '{}' END AS only_fields,
       false AS dead_lettered, false AS parent_in_error, NULL::bigint AS parent_synced,
       (SELECT p.woo_product_id
        FROM woocommerce_product_sync p
        WHERE p.connection_id = s.connection_id AND p.product_id = s.parent_product_id AND p.lane = 'main') AS woo_parent_id
FROM woocommerce_product_sync s
WHERE s.account_id = :accountId AND s.connection_id = :connectionId AND s.product_id = ANY (:productIds::bigint[]) AND s.lane = 'main'
