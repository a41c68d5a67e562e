-- read-sync-figures.sql: the metrics of all accounts that need the database: changes that are pending for the stores with most of
-- them and for all others together; stores on hold; open dead letters; events that are not fanned out. Each part reads one index or
-- a small table: pending changes and dead letters have partial indexes of their own, so what is in sync costs nothing. Deletions
-- that the guard holds back are not counted, because they have an alert of their own.
WITH pending AS MATERIALIZED (
    SELECT s.connection_id, count(*) AS changes, min(s.behind_since) AS oldest
    FROM woocommerce_product_sync s
    WHERE s.wanted > s.synced AND s.held_due_at IS NULL
    GROUP BY s.connection_id
),
store AS MATERIALIZED (
    SELECT c.id, c.store_name, c.hold_reason, coalesce(p.changes, 0) AS changes, p.oldest,
           row_number() OVER (ORDER BY coalesce(p.changes, 0) DESC, p.oldest, c.id) AS place
    FROM connection c
    LEFT JOIN pending p ON p.connection_id = c.id
)
SELECT 'store' AS what, id::text AS id, store_name AS name, changes AS count, oldest FROM store WHERE place <= :#top::bigint
UNION ALL
SELECT 'others', '', '', coalesce(sum(changes), 0)::bigint, min(oldest) FROM store WHERE place > :#top::bigint
UNION ALL
SELECT 'stores', '', '', count(*), NULL FROM store
UNION ALL
SELECT 'held', hold_reason, '', count(*), NULL FROM store WHERE hold_reason IS NOT NULL GROUP BY hold_reason
UNION ALL
SELECT 'dead', '', '', count(*), NULL FROM dead_letter WHERE state = 'open'
UNION ALL
SELECT 'events', '', '', count(*), min(created_at) FROM product_event
