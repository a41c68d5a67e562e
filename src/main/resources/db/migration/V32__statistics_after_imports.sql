-- PostgreSQL keeps the plan of a prepared statement until the statistics of its tables are renewed. A plan of tables that were almost empty, or of
-- which almost nothing was pending, reads all that is there: after a first import each claim read the 100,000 rows of the sync table. Autovacuum
-- renews statistics within a minute or more, which is late. The runtime role may not, as it owns nothing. So it calls this, every few seconds.
-- Renews those of tables of which half the rows have changed since, and returns their names. A change counts once it is committed.
CREATE FUNCTION renew_statistics() RETURNS SETOF text
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    changed text;
BEGIN
    FOR changed IN
        SELECT c.oid::regclass
        FROM pg_class c
        WHERE c.relnamespace = (SELECT relnamespace FROM pg_class WHERE oid = 'product'::regclass)
          AND c.relkind = 'r' AND pg_has_role(c.relowner, 'USAGE')
          AND pg_stat_get_mod_since_analyze(c.oid) > 2000 + greatest(c.reltuples, 0) / 2
    LOOP
        EXECUTE format('ANALYZE (SKIP_LOCKED) %s', changed); -- another process may be at it
        RETURN NEXT changed;
    END LOOP;
END $$;
