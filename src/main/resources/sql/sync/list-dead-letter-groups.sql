-- list-dead-letter-groups.sql: one page of the open dead letters by store and cause, largest group first, with its newest
-- letter; and the counts over all pages, also if the page is empty. Letters whose product is no longer linked are found
-- row by row, so they are counted only on request; otherwise their count is 0.
WITH grouped AS (
    SELECT d.connection_id, d.code, count(*) AS letters, min(d.created_at) AS oldest, max(d.created_at) AS newest,
           max(d.id) AS example,
           count(*) FILTER (WHERE CASE WHEN :countUnlinked THEN (
                                      SELECT s.id
                                      FROM woocommerce_product_sync s
                                      WHERE s.connection_id = d.connection_id AND s.product_id = d.product_id
                                        AND s.lane = d.lane) IS NULL END) AS unlinked
    FROM dead_letter d
    WHERE d.account_id = :accountId AND d.state = 'open'
      AND (:connectionId::bigint IS NULL OR d.connection_id = :connectionId)
      AND (:only::bigint[] IS NULL OR d.connection_id = ANY (:only::bigint[]))
      AND (:productId::bigint IS NULL OR d.product_id = :productId)
      AND (:code::text IS NULL OR d.code = :code)
      AND (:lane::text IS NULL OR d.lane = :lane)
      AND (:ids::bigint[] IS NULL OR d.id = ANY (:ids::bigint[]))
      AND (:createdBefore::timestamptz IS NULL OR d.created_at < :createdBefore::timestamptz)
    GROUP BY d.connection_id, d.code
),
page AS (
    SELECT * FROM grouped ORDER BY letters DESC, connection_id, code LIMIT :limit OFFSET :offset
),
all_of_them AS (
    SELECT count(*) AS total, coalesce(sum(letters), 0)::bigint AS total_letters, coalesce(sum(unlinked), 0)::bigint AS total_unlinked
    FROM grouped
)
SELECT a.total, a.total_letters, a.total_unlinked, p.connection_id, c.store_name, p.code, p.letters, p.oldest, p.newest,
       p.example, d.product_id, d.sku, d.message
FROM all_of_them a
LEFT JOIN page p ON true
LEFT JOIN connection c ON c.id = p.connection_id
LEFT JOIN dead_letter d ON d.id = p.example
ORDER BY p.letters DESC, p.connection_id, p.code
