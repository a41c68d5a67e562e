-- shorten-waits.sql: the clock was set back, so waiting rows would wait longer by that. The time at which a
-- create was requested is shifted too, because it is compared with the time of creation that the store shows.
WITH mine AS (
    SELECT id
    FROM woocommerce_product_sync
    WHERE wanted > synced AND (due_at > :now OR rewrite_at > :now OR create_asked_at > :now)
    ORDER BY id
    FOR UPDATE
)
UPDATE woocommerce_product_sync s
SET due_at = CASE WHEN s.due_at > :now AND s.due_at < 'infinity' THEN s.due_at - make_interval(secs => :seconds)
                  ELSE s.due_at END,
    held_due_at = s.held_due_at - make_interval(secs => :seconds),
    rewrite_at = CASE WHEN s.rewrite_at > :now THEN s.rewrite_at - make_interval(secs => :seconds) ELSE s.rewrite_at END,
    create_asked_at = CASE WHEN s.create_asked_at > :now THEN s.create_asked_at - make_interval(secs => :seconds)
                           ELSE s.create_asked_at END
FROM mine
WHERE s.id = mine.id
