-- shorten-leases.sql: the clock was set back, so the rows of a vanished holder would wait longer by that. A
-- running holder renews its lease, so none loses anything.
WITH claims AS (
    UPDATE claim SET lease_until = lease_until - make_interval(secs => :seconds) WHERE lease_until > :now
),
terms AS (
    UPDATE store_term SET lease_until = lease_until - make_interval(secs => :seconds) WHERE lease_until > :now
)
UPDATE store_image SET lease_until = lease_until - make_interval(secs => :seconds) WHERE lease_until > :now
