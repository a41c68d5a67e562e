-- shorten-waits.sql: the clock was set back, so whatever waits for a time would wait longer by that.
WITH holds AS (
    UPDATE connection SET hold_until = hold_until - make_interval(secs => :seconds) WHERE hold_until > :now
),
mine AS (
    SELECT id FROM woocommerce_product_sync WHERE wanted > synced AND due_at > :now AND due_at < 'infinity' ORDER BY id FOR UPDATE
)
UPDATE woocommerce_product_sync s
SET due_at = s.due_at - make_interval(secs => :seconds)
FROM mine
WHERE s.id = mine.id
