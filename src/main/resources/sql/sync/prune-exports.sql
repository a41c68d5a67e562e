-- prune-exports.sql: the oldest finished exports, as many as have about one portion of products together; at
-- least one.
DELETE FROM export_job
WHERE id = ANY (ARRAY(
    SELECT id
    FROM (SELECT id, sum(total + 1) OVER (ORDER BY finished_at, id) - total - 1 AS products_before
          FROM export_job
          WHERE state <> 'running' AND finished_at < :#before) old
    WHERE products_before < 5000))
