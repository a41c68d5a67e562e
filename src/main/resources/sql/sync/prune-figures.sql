-- prune-figures.sql: minutes are read for an hour only; what is longer is kept for two years, each until all of it is older.
DELETE FROM delivery_figure f
USING (
    SELECT old.connection_id, old.span, old.at
    FROM account a
    CROSS JOIN (VALUES ('minute', interval '2 hours'), ('hour', interval '2 years'), ('day', '2 years'), ('month', '2 years')) AS of (span, kept)
    CROSS JOIN LATERAL (
        SELECT o.connection_id, o.span, o.at
        FROM delivery_figure o
        WHERE o.account_id = a.id AND o.span = of.span AND o.at < date_trunc(of.span, (:#now::timestamptz AT TIME ZONE 'UTC' - of.kept) AT TIME ZONE 'UTC', 'UTC')
        LIMIT 5000) AS old
    LIMIT 5000) AS gone
WHERE f.connection_id = gone.connection_id AND f.span = gone.span AND f.at = gone.at
