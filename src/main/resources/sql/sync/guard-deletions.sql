-- guard-deletions.sql: after a fan-out has removed products, in its transaction and under its lock: raises
-- the guard of each store that has lost too large a share of its linked products lately, and holds its
-- deletions back. If a guard is raised already, new deletions are held back at once. Returns the guards that
-- were raised.
--
-- The products that stay are counted only as far as it matters: removed > share * (removed + kept) is false
-- as soon as kept reaches removed * (1 - share) / share. The rows of this fan-out are locked by its
-- transaction. Other rows are held back if no transaction has locked them; waiting for them here could
-- deadlock. The rest is left to hold-stragglers.sql.
WITH standing AS (
    SELECT connection_id FROM deletion_guard WHERE connection_id = ANY (:connections::bigint[])
),
lately AS (
    SELECT connection_id, count(*) AS removed
    FROM product_removal
    WHERE connection_id = ANY (:connections::bigint[]) AND removed_at > :since
      AND connection_id NOT IN (SELECT connection_id FROM standing)
    GROUP BY connection_id
    HAVING count(*) > :floor
),
weighed AS (
    SELECT l.connection_id, l.removed, k.kept
    FROM lately l
    CROSS JOIN LATERAL (
        SELECT count(*) AS kept
        FROM (
            SELECT 1
            FROM woocommerce_product_sync s
            WHERE s.connection_id = l.connection_id AND s.lane = 'main' AND s.intent = 'upsert' AND s.woo_product_id IS NOT NULL
            LIMIT ceil(l.removed * (1 - :share::numeric) / :share::numeric)::bigint) AS counted) AS k
),
raised AS (
    INSERT INTO deletion_guard (connection_id, account_id, raised_at, removed, linked)
    SELECT w.connection_id, c.account_id, :now, w.removed, w.removed + w.kept
    FROM weighed w
    JOIN connection c ON c.id = w.connection_id
    WHERE w.removed > :share::numeric * (w.removed + w.kept)
    ON CONFLICT (connection_id) DO NOTHING
    RETURNING connection_id, removed, linked
),
to_hold AS (
    SELECT connection_id, product_id
    FROM product_removal
    WHERE connection_id IN (SELECT connection_id FROM raised)
    UNION ALL
    SELECT connection_id, product_id
    FROM product_removal
    WHERE connection_id IN (SELECT connection_id FROM standing) AND removed_at >= :now
),
mine AS (
    SELECT s.id
    FROM to_hold r
    JOIN woocommerce_product_sync s ON s.connection_id = r.connection_id AND s.product_id = r.product_id AND s.lane = 'main'
    WHERE s.intent <> 'upsert' AND s.wanted > s.synced AND s.held_due_at IS NULL
    ORDER BY s.id
    FOR UPDATE OF s SKIP LOCKED
),
held AS (
    UPDATE woocommerce_product_sync s
    SET held_due_at = s.due_at, due_at = 'infinity', updated_at = :now
    FROM mine
    WHERE s.id = mine.id
)
SELECT r.connection_id, c.store_name, r.removed, r.linked
FROM raised r
JOIN connection c ON c.id = r.connection_id
