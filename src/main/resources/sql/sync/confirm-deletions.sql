-- confirm-deletions.sql: deletions that are held back get their due time back, and later ones are counted
-- from zero. Returns how many, and nothing if no guard is raised. Runs under the fan-out's lock, so that no
-- row is held back for a guard that ends.
WITH guard AS (
    DELETE FROM deletion_guard WHERE account_id = :accountId AND connection_id = :connectionId RETURNING connection_id
),
forgotten AS (
    DELETE FROM product_removal WHERE connection_id IN (SELECT connection_id FROM guard)
),
mine AS (
    SELECT s.id
    FROM woocommerce_product_sync s
    WHERE s.connection_id IN (SELECT connection_id FROM guard) AND s.held_due_at IS NOT NULL
    ORDER BY s.id
    FOR UPDATE OF s
),
released AS (
    UPDATE woocommerce_product_sync s
    SET due_at = s.held_due_at, held_due_at = NULL, updated_at = :now
    FROM mine
    WHERE s.id = mine.id
    RETURNING s.id
)
SELECT (SELECT count(*) FROM released) AS released FROM guard
