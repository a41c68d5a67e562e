-- remove-asset-from-products.sql: deleted products lose the asset too, but get no event.
WITH concerned AS (
    UPDATE product
    SET asset_ids = array_remove(asset_ids, :id::bigint), updated_at = now()
    WHERE account_id = :accountId AND asset_ids && ARRAY[:id::bigint]
    RETURNING id, deleted_at
)
INSERT INTO product_event (account_id, product_id, kind, changed_fields, bulk)
SELECT :accountId, id, 'assets_updated', '{assets}', true FROM concerned WHERE deleted_at IS NULL
