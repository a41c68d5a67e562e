-- has-open-events.sql: whether some events have not been fanned out yet.
SELECT EXISTS (SELECT 1 FROM product_event WHERE account_id = :accountId)
