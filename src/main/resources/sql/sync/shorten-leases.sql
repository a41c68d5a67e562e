-- shorten-leases.sql: the clock was set back, so what a vanished holder had, a hold and a webhook would wait longer by that.
-- Who lives renews its lease, so nothing is taken from anybody.
WITH claims AS (
    UPDATE claim SET lease_until = lease_until - make_interval(secs => :seconds) WHERE lease_until > :now
),
terms AS (
    UPDATE store_term SET lease_until = lease_until - make_interval(secs => :seconds) WHERE lease_until > :now
),
images AS (
    UPDATE store_image SET lease_until = lease_until - make_interval(secs => :seconds) WHERE lease_until > :now
),
webhooks AS (
    UPDATE alert_delivery
    SET due_at = due_at - make_interval(secs => :seconds), lease_until = lease_until - make_interval(secs => :seconds)
    WHERE state = 'pending' AND (due_at > :now OR lease_until > :now)
)
UPDATE connection SET hold_until = hold_until - make_interval(secs => :seconds) WHERE hold_until > :now
