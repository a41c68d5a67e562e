-- cancel-export.sql: takes back what has not been sent. A product that was never in the store is not owed any more; one
-- that was linked is as far as it was before, unless it was behind anyway, or has changed since.
WITH job AS (
    UPDATE export_job
    SET state = 'cancelled', finished_at = :now
    WHERE account_id = :accountId AND id = :id AND state = 'running'
    RETURNING id
),
open_items AS (
    UPDATE export_item i
    SET status = 'cancelled', finished_at = :now, message = 'Cancelled before it was sent'
    FROM job
    WHERE i.export_id = job.id AND i.status = 'pending'
    RETURNING i.connection_id, i.product_id, i.target, i.was_behind
),
never_sent AS (
    DELETE FROM woocommerce_product_sync s
    USING open_items i
    WHERE s.connection_id = i.connection_id AND s.product_id = i.product_id AND s.wanted = i.target
      AND s.woo_product_id IS NULL AND NOT s.look_first AND s.lease_token IS NULL AND NOT i.was_behind
),
as_before AS (
    UPDATE woocommerce_product_sync s
    SET synced = s.wanted, behind_since = NULL, updated_at = :now
    FROM open_items i
    WHERE s.connection_id = i.connection_id AND s.product_id = i.product_id AND s.wanted = i.target
      AND s.woo_product_id IS NOT NULL AND s.lease_token IS NULL AND NOT i.was_behind
)
SELECT count(*) FROM open_items
