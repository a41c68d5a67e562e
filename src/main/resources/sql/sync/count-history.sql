-- count-history.sql: how many attempts match, counted up to a bound; null: all of them.
SELECT count(*)
FROM (
    SELECT
    FROM sync_log
    WHERE account_id = :accountId
      AND (:connectionId::bigint IS NULL OR connection_id = :connectionId)
      AND (:only::bigint[] IS NULL OR connection_id = ANY (:only::bigint[]))
      AND (:productId::bigint IS NULL OR product_id = :productId)
      AND (:wooProductId::bigint IS NULL OR woo_product_id = :wooProductId)
      AND (:sku::text IS NULL OR lower(sku) = lower(:sku))
      AND (:outcome::text IS NULL OR outcome = :outcome)
      AND (:startDate::timestamptz IS NULL OR created_at >= :startDate::timestamptz)
      AND (:endDate::timestamptz IS NULL OR created_at <= :endDate::timestamptz)
      AND (:search::text IS NULL OR sku ILIKE :search ESCAPE '\' OR error_message ILIKE :search ESCAPE '\'
           OR error_code ILIKE :search ESCAPE '\')
    LIMIT :most) AS matching
