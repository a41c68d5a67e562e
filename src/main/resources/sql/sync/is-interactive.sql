-- is-interactive.sql: whether a row is behind by a change that someone waits for, though it may be less urgent by now as it has
-- failed.
SELECT least(urgency, coalesce(failed_urgency, urgency)) = 0
FROM woocommerce_product_sync
WHERE id = :id AND connection_id = :connectionId
