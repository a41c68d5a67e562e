SELECT id, connection_id, product_id, woo_product_id, last_exported_at, last_imported_at, last_modified_fields,
       CASE WHEN wanted > synced THEN 'pending' WHEN error_code IS NOT NULL THEN 'error' ELSE 'synced' END AS sync_status,
       error_message, created_at, updated_at, auto_sync, attempts,
       CASE WHEN wanted > synced THEN due_at END AS due_at
FROM woocommerce_product_sync
WHERE account_id = :accountId AND connection_id = :connectionId
  AND (:productIds::bigint[] IS NULL OR product_id = ANY (:productIds::bigint[]))
ORDER BY product_id
LIMIT :limit OFFSET :offset
