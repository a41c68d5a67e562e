-- count-rows-of-stores.sql: the figures of all stores of an account, as read-stats has them for one.
WITH product AS (
    SELECT s.connection_id,
           s.wanted > s.synced OR coalesce(i.wanted > i.synced, false) AS pending,
           s.error_code IS NOT NULL OR i.error_code IS NOT NULL AS failed,
           s.last_exported_at,
           least(s.behind_since, i.behind_since) AS behind_since
    FROM woocommerce_product_sync s
    LEFT JOIN woocommerce_product_sync i ON i.main_id = s.id
    WHERE s.account_id = :accountId AND s.lane = 'main'
)
SELECT connection_id,
       count(*) AS total,
       count(*) FILTER (WHERE NOT pending AND NOT failed) AS synced,
       count(*) FILTER (WHERE pending) AS pending,
       count(*) FILTER (WHERE NOT pending AND failed) AS error,
       max(last_exported_at) AS last_synced_at,
       min(behind_since) FILTER (WHERE pending) AS oldest_pending
FROM product
GROUP BY connection_id
