-- is-interactive.sql: whether an interactive change of a row is pending. The row may be less urgent by now
-- because it has failed.
SELECT least(urgency, coalesce(failed_urgency, urgency)) = 0
FROM woocommerce_product_sync
WHERE id = :id AND connection_id = :connectionId
