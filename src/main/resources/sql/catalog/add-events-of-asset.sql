-- add-events-of-asset.sql: an event for every product that shows the asset.
WITH concerned AS (
    UPDATE product
    SET updated_at = now()
    WHERE account_id = :accountId AND deleted_at IS NULL AND asset_ids && ARRAY[:id::bigint]
    RETURNING id
)
INSERT INTO product_event (account_id, product_id, kind, changed_fields, bulk)
SELECT :accountId, id, 'assets_updated', '{assets}', true FROM concerned
