-- shorten-leases.sql: the clock was set back, so what a vanished holder had would wait longer by that. Who lives renews its
-- lease, so no holder loses anything.
WITH claims AS (
    UPDATE claim SET lease_until = lease_until - make_interval(secs => :seconds) WHERE lease_until > :now
),
terms AS (
    UPDATE store_term SET lease_until = lease_until - make_interval(secs => :seconds) WHERE lease_until > :now
)
UPDATE store_image SET lease_until = lease_until - make_interval(secs => :seconds) WHERE lease_until > :now
