-- cancel-export.sql: cancels what has not been sent. A product that was never in the store is no longer
-- pending, nor are variants that it got meanwhile. A product that was linked counts as synced again, unless
-- it was pending before, or has changed since. Returns the links that were deleted; end-unlinked.sql does the
-- rest.
--
-- Locks sync rows by id, then the export's items, then the export, as a settlement does.
WITH job AS (
    SELECT id FROM export_job WHERE account_id = :accountId AND id = :id AND state = 'running'
),
locked AS MATERIALIZED (
    SELECT s.id, s.connection_id, s.product_id
    FROM woocommerce_product_sync s
    JOIN export_item i ON i.connection_id = s.connection_id AND i.product_id = s.product_id
    JOIN job ON job.id = i.export_id
    WHERE i.status = 'pending' AND s.lane = 'main'
    ORDER BY s.id
    FOR UPDATE OF s
),
open_items AS (
    UPDATE export_item i
    SET status = 'cancelled', finished_at = :now, message = 'Cancelled before it was sent'
    FROM job
    WHERE i.export_id = job.id AND i.status = 'pending' AND (SELECT count(*) FROM locked) >= 0
    RETURNING i.connection_id, i.product_id, i.target, i.was_behind
),
cancelled AS (
    UPDATE export_job j
    SET state = 'cancelled', finished_at = :now
    FROM job
    WHERE j.id = job.id AND j.state = 'running' AND (SELECT count(*) FROM open_items) >= 0
),
never_sent AS (
    DELETE FROM woocommerce_product_sync s
    USING open_items i, locked l
    WHERE s.id = l.id AND l.connection_id = i.connection_id AND l.product_id = i.product_id AND s.wanted = i.target
      AND s.woo_product_id IS NULL AND NOT s.look_first AND s.lease_token IS NULL AND NOT i.was_behind
    RETURNING s.connection_id, s.product_id
),
variants AS (
    DELETE FROM woocommerce_product_sync s
    USING never_sent p
    WHERE s.connection_id = p.connection_id AND s.parent_product_id = p.product_id AND s.woo_product_id IS NULL
    RETURNING s.connection_id, s.product_id
),
as_before AS (
    UPDATE woocommerce_product_sync s
    SET synced = s.wanted, behind_since = NULL, forget = NULL, updated_at = :now,
        -- the doubt about an open choice stays, see settle-rows.sql
        forget_fields = CASE WHEN s.parent_product_id IS NOT NULL AND s.forget_fields @> '{attributes}' THEN '{attributes}'::text[] END
    FROM open_items i, locked l
    WHERE s.id = l.id AND l.connection_id = i.connection_id AND l.product_id = i.product_id AND s.wanted = i.target
      AND s.woo_product_id IS NOT NULL AND s.lease_token IS NULL AND NOT i.was_behind
)
SELECT connection_id, product_id FROM never_sent
UNION
SELECT connection_id, product_id FROM variants
