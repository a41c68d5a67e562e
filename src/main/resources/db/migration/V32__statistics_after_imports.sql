-- PostgreSQL keeps the plan of a prepared statement until the statistics of its tables are renewed. A plan of tables that were almost empty reads
-- them whole: after a first import each claim read the 100,000 rows of the sync table. Autovacuum renews statistics within a minute or more, which
-- is late. The runtime role may not, as it owns nothing. So it calls this, every few seconds.
-- Renews those of tables that are more than twice as large as their statistics say, and returns their names; a small table is left to autovacuum.
CREATE FUNCTION renew_statistics() RETURNS SETOF text
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    grown text;
BEGIN
    FOR grown IN
        SELECT c.oid::regclass
        FROM pg_class c
        WHERE c.relnamespace = (SELECT relnamespace FROM pg_class WHERE oid = 'product'::regclass)
          AND c.relkind = 'r' AND pg_has_role(c.relowner, 'USAGE')
          AND pg_relation_size(c.oid) / current_setting('block_size')::bigint > 2 * c.relpages + 32
    LOOP
        EXECUTE format('ANALYZE (SKIP_LOCKED) %s', grown); -- another process may be at it
        RETURN NEXT grown;
    END LOOP;
END $$;
