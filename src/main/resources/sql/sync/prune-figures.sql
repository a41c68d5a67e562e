-- prune-figures.sql: minutes are read for an hour only; what is longer is kept for two years, each until all of it is older.
DELETE FROM delivery_figure f
USING (
    SELECT old.connection_id, old.span, old.at
    FROM account a
    CROSS JOIN (VALUES ('minute', :minutesBefore::timestamptz), ('hour', :before), ('day', :before), ('month', :before)) AS of (span, before)
    CROSS JOIN LATERAL (
        SELECT o.connection_id, o.span, o.at
        FROM delivery_figure o
        WHERE o.account_id = a.id AND o.span = of.span AND o.at < date_trunc(of.span, of.before, 'UTC')
        LIMIT :portion) AS old
    LIMIT :portion) AS gone
WHERE f.connection_id = gone.connection_id AND f.span = gone.span AND f.at = gone.at
