-- check-product-states.sql: those of some products that are in a state in one of the stores, as the statements that walk through the
-- products have it.
SELECT p.id
FROM unnest(:ids::bigint[]) AS p (id)
WHERE CASE
    WHEN :state = 'pending' THEN
        (SELECT true
         FROM woocommerce_product_sync s
         WHERE s.account_id = :accountId AND s.connection_id = ANY (:stores::bigint[])
           AND coalesce(s.parent_product_id, s.product_id) = p.id
           AND s.wanted > s.synced AND s.behind_since < :before::timestamptz
         LIMIT 1) IS TRUE
    WHEN :state = 'error' THEN
        (SELECT true
         FROM woocommerce_product_sync s
         WHERE s.account_id = :accountId AND s.connection_id = ANY (:stores::bigint[])
           AND coalesce(s.parent_product_id, s.product_id) = p.id
           AND s.wanted <= s.synced AND s.error_code IS NOT NULL
         LIMIT 1) IS TRUE
    ELSE
        (SELECT (NOT :on OR s.auto_sync) AND (NOT :off OR NOT s.auto_sync)
                AND (NOT :settled
                     OR (SELECT true
                         FROM woocommerce_product_sync o
                         WHERE o.connection_id = s.connection_id AND coalesce(o.parent_product_id, o.product_id) = p.id
                           AND o.wanted > o.synced
                         LIMIT 1) IS NULL
                        AND (SELECT true
                             FROM woocommerce_product_sync o
                             WHERE o.connection_id = s.connection_id AND coalesce(o.parent_product_id, o.product_id) = p.id
                               AND o.wanted <= o.synced AND o.error_code IS NOT NULL
                             LIMIT 1) IS NULL)
         FROM woocommerce_product_sync s
         WHERE s.account_id = :accountId AND s.connection_id = ANY (:stores::bigint[]) AND s.product_id = p.id AND s.lane = 'main'
         LIMIT 1) IS NOT DISTINCT FROM CASE WHEN :state = 'linked' THEN true END
    END
ORDER BY p.id
