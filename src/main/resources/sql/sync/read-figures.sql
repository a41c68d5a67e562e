-- read-figures.sql: the figures of some stores, by hour, day or month; without those in which nothing happened. What
-- is not merged yet counts too: it is in the same statement, so nothing is missed and nothing counted twice.
WITH figures AS MATERIALIZED (
    SELECT f.at, f.delivered, f.unchanged, f.retried, f.failed, f.calls, f.fields_sent, f.saved_coalesced, f.saved_unchanged,
           f.saved_images, f.saved_batched, f.delay_buckets, f.delay_counts
    FROM delivery_figure f
    WHERE f.account_id = :accountId AND f.span = :span AND f.at >= :from AND f.at < :to
      AND f.connection_id = ANY (:ids::bigint[])
    UNION ALL
    SELECT date_trunc(:span, p.at, 'UTC'), p.delivered, p.unchanged, p.retried, p.failed, p.calls, p.fields_sent, p.saved_coalesced,
           p.saved_unchanged, p.saved_images, p.saved_batched, p.delay_buckets, p.delay_counts
    FROM delivery_figure_part p
    JOIN connection c ON c.id = p.connection_id
    WHERE c.account_id = :accountId AND p.at >= :from AND p.at < :to
      AND p.connection_id = ANY (:ids::bigint[])
),
delays AS (
    SELECT at, array_agg(bucket ORDER BY bucket) AS buckets, array_agg(times ORDER BY bucket) AS counts
    FROM (
        SELECT f.at, d.bucket, sum(d.times)::bigint AS times
        FROM figures f
        CROSS JOIN LATERAL unnest(f.delay_buckets, f.delay_counts) AS d(bucket, times)
        GROUP BY f.at, d.bucket) AS one
    GROUP BY at
)
SELECT sums.*, d.buckets AS delay_buckets, d.counts AS delay_counts
FROM (
    SELECT f.at, sum(f.delivered)::bigint AS delivered, sum(f.unchanged)::bigint AS unchanged, sum(f.retried)::bigint AS retried,
           sum(f.failed)::bigint AS failed, sum(f.calls)::bigint AS calls, sum(f.fields_sent)::bigint AS fields_sent,
           sum(f.saved_coalesced)::bigint AS saved_coalesced, sum(f.saved_unchanged)::bigint AS saved_unchanged,
           sum(f.saved_images)::bigint AS saved_images, sum(f.saved_batched)::bigint AS saved_batched
    FROM figures f
    GROUP BY f.at) AS sums
LEFT JOIN delays d ON d.at = sums.at
ORDER BY sums.at
