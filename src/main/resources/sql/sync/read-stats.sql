SELECT count(*) AS total,
       count(*) FILTER (WHERE wanted <= synced AND error_code IS NULL) AS synced,
       count(*) FILTER (WHERE wanted > synced) AS pending,
       count(*) FILTER (WHERE wanted <= synced AND error_code IS NOT NULL) AS error,
       max(last_exported_at) AS last_synced_at,
       min(behind_since) FILTER (WHERE wanted > synced) AS oldest_pending
FROM woocommerce_product_sync
WHERE account_id = :accountId AND connection_id = :connectionId
