-- merge-figures.sql: adds the rows that settlements and fan-outs have left to the minute, hour, day and month of each, for its store and for
-- its account. A row is in one table or in the others at every moment, so the sums are right throughout. One process at a time: two would wait for each other's rows.
-- The store's row is locked first, as when it is deleted, so that the two do not deadlock; the rows of a deleted store go.
WITH alone AS MATERIALIZED (
    SELECT pg_try_advisory_xact_lock(7255448) AS got
),
stores AS MATERIALIZED (
    SELECT c.id
    FROM connection c
    WHERE (SELECT got FROM alone) AND c.id = ANY (ARRAY(SELECT DISTINCT p.connection_id FROM delivery_figure_part p))
    ORDER BY c.id
    FOR KEY SHARE SKIP LOCKED
),
taken AS (
    DELETE FROM delivery_figure_part
    WHERE ctid = ANY (ARRAY(
        SELECT p.ctid
        FROM delivery_figure_part p
        WHERE (SELECT got FROM alone)
          AND (p.connection_id = ANY (ARRAY(SELECT id FROM stores))
               OR NOT EXISTS (SELECT 1 FROM connection c WHERE c.id = p.connection_id))
        LIMIT 5000))
    RETURNING *
),
parts AS MATERIALIZED (
    SELECT t.*, of.span, date_trunc(of.span, t.at, 'UTC') AS span_at
    FROM taken t
    JOIN stores s ON s.id = t.connection_id
    CROSS JOIN (VALUES ('minute'), ('hour'), ('day'), ('month')) AS of (span)
),
delays AS (
    SELECT connection_id, span, span_at, array_agg(bucket ORDER BY bucket) AS buckets, array_agg(times ORDER BY bucket) AS counts
    FROM (
        SELECT p.connection_id, p.span, p.span_at, d.bucket, sum(d.times)::bigint AS times
        FROM parts p
        CROSS JOIN LATERAL unnest(p.delay_buckets, p.delay_counts) AS d(bucket, times)
        GROUP BY p.connection_id, p.span, p.span_at, d.bucket) AS one
    GROUP BY connection_id, span, span_at
),
delays_of_accounts AS (
    SELECT account_id, span, span_at, array_agg(bucket ORDER BY bucket) AS buckets, array_agg(times ORDER BY bucket) AS counts
    FROM (
        SELECT p.account_id, p.span, p.span_at, d.bucket, sum(d.times)::bigint AS times
        FROM parts p
        CROSS JOIN LATERAL unnest(p.delay_buckets, p.delay_counts) AS d(bucket, times)
        WHERE p.span <> 'minute'
        GROUP BY p.account_id, p.span, p.span_at, d.bucket) AS one
    GROUP BY account_id, span, span_at
),
merged AS (
    INSERT INTO delivery_figure AS f
        (account_id, connection_id, span, at, delivered, unchanged, retried, failed, calls, fields_sent,
         saved_coalesced, saved_unchanged, saved_images, saved_batched, delay_buckets, delay_counts)
    SELECT p.account_id, p.connection_id, p.span, p.span_at, sum(p.delivered), sum(p.unchanged), sum(p.retried), sum(p.failed),
           sum(p.calls), sum(p.fields_sent), sum(p.saved_coalesced), sum(p.saved_unchanged), sum(p.saved_images), sum(p.saved_batched),
           coalesce(d.buckets, '{}'), coalesce(d.counts, '{}')
    FROM parts p
    LEFT JOIN delays d ON d.connection_id = p.connection_id AND d.span = p.span AND d.span_at = p.span_at
    GROUP BY p.account_id, p.connection_id, p.span, p.span_at, d.buckets, d.counts
    ON CONFLICT (connection_id, span, at) DO UPDATE
    SET delivered = f.delivered + excluded.delivered,
        unchanged = f.unchanged + excluded.unchanged,
        retried = f.retried + excluded.retried,
        failed = f.failed + excluded.failed,
        calls = f.calls + excluded.calls,
        fields_sent = f.fields_sent + excluded.fields_sent,
        saved_coalesced = f.saved_coalesced + excluded.saved_coalesced,
        saved_unchanged = f.saved_unchanged + excluded.saved_unchanged,
        saved_images = f.saved_images + excluded.saved_images,
        saved_batched = f.saved_batched + excluded.saved_batched,
        (delay_buckets, delay_counts) = (
            SELECT coalesce(array_agg(b.bucket ORDER BY b.bucket), '{}'), coalesce(array_agg(b.times ORDER BY b.bucket), '{}')
            FROM (
                SELECT d.bucket, sum(d.times)::bigint AS times
                FROM unnest(f.delay_buckets || excluded.delay_buckets, f.delay_counts || excluded.delay_counts) AS d(bucket, times)
                GROUP BY d.bucket) AS b)
),
merged_of_accounts AS (
    INSERT INTO account_figure AS f
        (account_id, span, at, delivered, unchanged, retried, failed, calls, fields_sent,
         saved_coalesced, saved_unchanged, saved_images, saved_batched, delay_buckets, delay_counts)
    SELECT p.account_id, p.span, p.span_at, sum(p.delivered), sum(p.unchanged), sum(p.retried), sum(p.failed),
           sum(p.calls), sum(p.fields_sent), sum(p.saved_coalesced), sum(p.saved_unchanged), sum(p.saved_images), sum(p.saved_batched),
           coalesce(d.buckets, '{}'), coalesce(d.counts, '{}')
    FROM parts p
    LEFT JOIN delays_of_accounts d ON d.account_id = p.account_id AND d.span = p.span AND d.span_at = p.span_at
    WHERE p.span <> 'minute'
    GROUP BY p.account_id, p.span, p.span_at, d.buckets, d.counts
    ON CONFLICT (account_id, span, at) DO UPDATE
    SET delivered = f.delivered + excluded.delivered,
        unchanged = f.unchanged + excluded.unchanged,
        retried = f.retried + excluded.retried,
        failed = f.failed + excluded.failed,
        calls = f.calls + excluded.calls,
        fields_sent = f.fields_sent + excluded.fields_sent,
        saved_coalesced = f.saved_coalesced + excluded.saved_coalesced,
        saved_unchanged = f.saved_unchanged + excluded.saved_unchanged,
        saved_images = f.saved_images + excluded.saved_images,
        saved_batched = f.saved_batched + excluded.saved_batched,
        (delay_buckets, delay_counts) = (
            SELECT coalesce(array_agg(b.bucket ORDER BY b.bucket), '{}'), coalesce(array_agg(b.times ORDER BY b.bucket), '{}')
            FROM (
                SELECT d.bucket, sum(d.times)::bigint AS times
                FROM unnest(f.delay_buckets || excluded.delay_buckets, f.delay_counts || excluded.delay_counts) AS d(bucket, times)
                GROUP BY d.bucket) AS b)
)
SELECT count(*) FROM taken
