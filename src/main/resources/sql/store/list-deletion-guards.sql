-- list-deletion-guards.sql: the guards that are raised. The share is of the products that the store had when
-- its guard was raised.
SELECT g.connection_id, g.raised_at, h.held, round(least(1, greatest(g.removed, h.held)::numeric / g.linked), 3) AS share
FROM deletion_guard g
CROSS JOIN LATERAL (
    SELECT count(*) AS held
    FROM woocommerce_product_sync s
    WHERE s.connection_id = g.connection_id AND s.held_due_at IS NOT NULL) AS h
WHERE g.connection_id = ANY (:connections::bigint[])
