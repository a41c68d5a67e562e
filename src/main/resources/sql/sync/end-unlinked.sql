-- end-unlinked.sql: closes the dead letters of links that this transaction has deleted, and ends the wait of
-- exports for them. Returns these exports. It is a statement of its own, because the one that deletes a link
-- does not see rows that were written while it waited for that link's lock.
WITH unlinked AS (
    SELECT * FROM unnest(:connectionIds::bigint[], :productIds::bigint[]) AS u(connection_id, product_id)
),
closed AS (
    UPDATE dead_letter d
    SET state = 'resolved', closed_at = :now
    FROM unlinked u
    WHERE d.connection_id = u.connection_id AND d.product_id = u.product_id AND d.state = 'open'
)
UPDATE export_item i
SET status = 'error', finished_at = :now, message = :message
FROM unlinked u
WHERE i.connection_id = u.connection_id AND i.product_id = u.product_id AND i.status = 'pending'
RETURNING i.export_id
