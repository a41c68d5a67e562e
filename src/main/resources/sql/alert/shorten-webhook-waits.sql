-- shorten-webhook-waits.sql: the clock was set back, so webhooks would wait longer by that.
UPDATE alert_delivery
SET due_at = due_at - make_interval(secs => :seconds), lease_until = lease_until - make_interval(secs => :seconds)
WHERE state = 'pending' AND (due_at > :now OR lease_until > :now)
