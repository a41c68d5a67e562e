-- prune-account-figures.sql: as those of stores (prune-figures.sql).
DELETE FROM account_figure f
USING (
    SELECT old.account_id, old.span, old.at
    FROM account a
    CROSS JOIN (VALUES ('hour'), ('day'), ('month')) AS of (span)
    CROSS JOIN LATERAL (
        SELECT o.account_id, o.span, o.at
        FROM account_figure o
        WHERE o.account_id = a.id AND o.span = of.span AND o.at < date_trunc(of.span, (:#now::timestamptz AT TIME ZONE 'UTC' - interval '2 years') AT TIME ZONE 'UTC', 'UTC')
        LIMIT 5000) AS old
    LIMIT 5000) AS gone
WHERE f.account_id = gone.account_id AND f.span = gone.span AND f.at = gone.at
