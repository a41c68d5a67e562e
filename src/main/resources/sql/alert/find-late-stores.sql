-- find-late-stores.sql: stores with a change that has been pending since before a moment, for any reason. A
-- deletion that the guard holds back does not count, because it has an alert of its own. One index look-up
-- for each store.
SELECT c.id AS connection_id,
       'A change has waited since ' || to_char(oldest.behind_since AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
           || CASE WHEN c.hold_reason IS NULL THEN '' ELSE '; the store is on hold, ' || replace(c.hold_reason, '_', ' ') END AS detail
FROM connection c
CROSS JOIN LATERAL (
    SELECT s.behind_since
    FROM woocommerce_product_sync s
    WHERE s.connection_id = c.id AND s.wanted > s.synced AND s.held_due_at IS NULL AND s.behind_since < :before
    ORDER BY s.behind_since
    LIMIT 1) AS oldest
