-- end-unlinked.sql: links that this transaction has deleted: nobody has to look at them any more, and who waits for an export must
-- not wait for them. Says which exports. A statement of its own, as the one that deletes a link does not see what was written
-- while it waited for that link's lock.
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
