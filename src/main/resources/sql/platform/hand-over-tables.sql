-- In builds before 0.1.0 the superuser owned all tables: here they become the owner role's. Objects that belong to
-- a table (indexes, sequences of its columns, its row type) change their owner with it, and objects that have
-- it already are skipped.
DO $$
DECLARE
    object record;
BEGIN
    ALTER SCHEMA public OWNER TO caravan_owner;
    REVOKE ALL ON SCHEMA public FROM PUBLIC;
    FOR object IN
        SELECT CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind,
               c.oid::regclass::text AS name
        FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
          AND c.relowner <> 'caravan_owner'::regrole
          AND NOT EXISTS (SELECT FROM pg_depend d                    -- a column's sequence, or an extension's table
                          WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i', 'e'))
        UNION ALL
        SELECT 'ROUTINE', p.oid::regprocedure::text
        FROM pg_proc p
        WHERE p.pronamespace = 'public'::regnamespace AND p.proowner <> 'caravan_owner'::regrole
          AND NOT EXISTS (SELECT FROM pg_depend d
                          WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
    LOOP
        EXECUTE format('ALTER %s %s OWNER TO caravan_owner', object.kind, object.name);
    END LOOP;
END $$
