-- has-open-events.sql: whether stores have not heard of some change yet.
SELECT EXISTS (SELECT 1 FROM product_event WHERE account_id = :accountId)
