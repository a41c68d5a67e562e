-- rank-stores.sql: the figures of each store in a range, those with the most tries first. The delays are wide, so they are read for the stores
-- of the page only.
WITH figures AS MATERIALIZED (
    SELECT f.connection_id, f.delivered, f.unchanged, f.retried, f.failed, f.calls, f.fields_sent, f.saved_coalesced, f.saved_unchanged,
           f.saved_images, f.saved_batched
    FROM delivery_figure f
    WHERE f.account_id = :accountId AND f.span = :span AND f.at >= :from AND f.at < :to
      AND (:only::bigint[] IS NULL OR f.connection_id = ANY (:only::bigint[]))
    UNION ALL
    SELECT p.connection_id, p.delivered, p.unchanged, p.retried, p.failed, p.calls, p.fields_sent, p.saved_coalesced, p.saved_unchanged,
           p.saved_images, p.saved_batched
    FROM delivery_figure_part p
    JOIN connection c ON c.id = p.connection_id
    WHERE c.account_id = :accountId AND p.at >= :from AND p.at < :to
      AND (:only::bigint[] IS NULL OR p.connection_id = ANY (:only::bigint[]))
),
page AS MATERIALIZED (
    SELECT f.connection_id, sum(f.delivered)::bigint AS delivered, sum(f.unchanged)::bigint AS unchanged, sum(f.retried)::bigint AS retried,
           sum(f.failed)::bigint AS failed, sum(f.calls)::bigint AS calls, sum(f.fields_sent)::bigint AS fields_sent,
           sum(f.saved_coalesced)::bigint AS saved_coalesced, sum(f.saved_unchanged)::bigint AS saved_unchanged,
           sum(f.saved_images)::bigint AS saved_images, sum(f.saved_batched)::bigint AS saved_batched,
           sum(f.delivered + f.retried + f.failed) AS tries
    FROM figures f
    GROUP BY f.connection_id
    ORDER BY tries DESC, f.connection_id
    LIMIT :limit OFFSET :offset
),
delays AS (
    SELECT connection_id, array_agg(bucket ORDER BY bucket) AS buckets, array_agg(times ORDER BY bucket) AS counts
    FROM (
        SELECT s.connection_id, d.bucket, sum(d.times)::bigint AS times
        FROM (
            SELECT f.connection_id, f.delay_buckets, f.delay_counts
            FROM delivery_figure f
            WHERE f.account_id = :accountId AND f.connection_id = ANY (ARRAY(SELECT connection_id FROM page))
              AND f.span = :span AND f.at >= :from AND f.at < :to
            UNION ALL
            SELECT p.connection_id, p.delay_buckets, p.delay_counts
            FROM delivery_figure_part p
            WHERE p.account_id = :accountId AND p.connection_id = ANY (ARRAY(SELECT connection_id FROM page))
              AND p.at >= :from AND p.at < :to) AS s
        CROSS JOIN LATERAL unnest(s.delay_buckets, s.delay_counts) AS d(bucket, times)
        GROUP BY s.connection_id, d.bucket) AS one
    GROUP BY connection_id
)
SELECT total.stores, p.*, c.store_name, d.buckets AS delay_buckets, d.counts AS delay_counts
FROM (SELECT count(DISTINCT f.connection_id) AS stores FROM figures f) AS total
LEFT JOIN page p ON true -- the total is known behind the last page, too
LEFT JOIN connection c ON c.id = p.connection_id AND c.account_id = :accountId
LEFT JOIN delays d ON d.connection_id = p.connection_id
ORDER BY p.tries DESC, p.connection_id
