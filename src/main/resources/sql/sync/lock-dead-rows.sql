-- lock-dead-rows.sql: the next portion of the open dead letters that match, with their products' rows; row_id
-- is null if the product is no longer linked. The rows are locked by id, and before the letters, in the order
-- of a settlement, so that the two do not deadlock.
WITH portion AS MATERIALIZED (
    SELECT d.id, d.connection_id, d.product_id, d.lane
    FROM dead_letter d
    WHERE d.account_id = :accountId AND d.state = 'open' AND d.id > :after AND d.id <= :upTo
      AND (:connectionId::bigint IS NULL OR d.connection_id = :connectionId)
      AND (:only::bigint[] IS NULL OR d.connection_id = ANY (:only::bigint[]))
      AND (:productId::bigint IS NULL OR d.product_id = :productId)
      AND (:code::text IS NULL OR d.code = :code)
      AND (:lane::text IS NULL OR d.lane = :lane)
      AND (:ids::bigint[] IS NULL OR d.id = ANY (:ids::bigint[]))
      AND (:createdBefore::timestamptz IS NULL OR d.created_at < :createdBefore::timestamptz)
    ORDER BY d.id
    LIMIT :portion
),
locked AS MATERIALIZED (
    SELECT s.id, s.connection_id, s.product_id, s.lane
    FROM portion p
    JOIN woocommerce_product_sync s ON s.connection_id = p.connection_id AND s.product_id = p.product_id AND s.lane = p.lane
    ORDER BY s.id
    FOR UPDATE OF s
)
SELECT p.id, l.id AS row_id
FROM portion p
LEFT JOIN locked l ON l.connection_id = p.connection_id AND l.product_id = p.product_id AND l.lane = p.lane
ORDER BY p.id
