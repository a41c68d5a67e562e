-- merge-sync-counts.sql: adds the differences of stores up to one row each. What a transaction adds meanwhile stays a row of its own, so
-- the sums are right at every moment. One process at a time: two would wait for each other's rows.
WITH merged AS (
    DELETE FROM sync_count
    WHERE (SELECT pg_try_advisory_xact_lock(7255447))
      AND connection_id = ANY (ARRAY(
        SELECT connection_id FROM sync_count GROUP BY connection_id HAVING count(*) > 1 LIMIT 1000))
    RETURNING connection_id, linked, pending, error, off, images_pending, images_error
)
INSERT INTO sync_count (connection_id, linked, pending, error, off, images_pending, images_error)
SELECT connection_id, sum(linked), sum(pending), sum(error), sum(off), sum(images_pending), sum(images_error)
FROM merged
GROUP BY connection_id
HAVING (sum(linked), sum(pending), sum(error), sum(off), sum(images_pending), sum(images_error)) <> (0, 0, 0, 0, 0, 0)
