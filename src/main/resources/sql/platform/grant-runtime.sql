-- The rights of the runtime role on the tables that the owner has created: it may read and write rows,
-- nothing else. Tables with fewer rights are named here. The owner runs it after the migrations of each
-- start, so it only changes rights that differ: a needless GRANT would make every session plan its statements
-- again. The runtime role's name is in a setting, because a block takes no parameters.
DO $$
DECLARE
    runtime CONSTANT text := current_setting('caravan.runtime_role');
    difference record;
BEGIN
    PERFORM pg_advisory_xact_lock(7255445);   -- two that start at once would collide in the catalogue

    IF NOT has_schema_privilege(runtime, current_schema(), 'USAGE') THEN
        EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), runtime);
    END IF;

    FOR difference IN
        WITH fewer_rights (table_name, rights) AS (
            VALUES ('audit_log',             ARRAY['SELECT', 'INSERT']),   -- what has happened is not changed
                   ('flyway_schema_history', ARRAY['SELECT'])
        ), wanted AS (
            SELECT c.oid, coalesce(f.rights, ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) AS rights
            FROM pg_class c LEFT JOIN fewer_rights f ON f.table_name = c.relname
            WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema()) AND c.relkind IN ('r', 'p', 'v', 'm')
              AND pg_has_role(c.relowner, 'USAGE')
        )
        SELECT w.oid::regclass::text AS table_name, r.name AS right_name, r.name = ANY (w.rights) AS is_wanted
        FROM wanted w, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) AS r (name)
        WHERE (r.name = ANY (w.rights)) <> has_table_privilege(runtime, w.oid, r.name)
    LOOP
        IF difference.is_wanted THEN
            EXECUTE format('GRANT %s ON TABLE %s TO %I', difference.right_name, difference.table_name, runtime);
        ELSE
            EXECUTE format('REVOKE %s ON TABLE %s FROM %I', difference.right_name, difference.table_name, runtime);
        END IF;
    END LOOP;

    FOR difference IN
        SELECT c.oid::regclass::text AS sequence_name
        FROM pg_class c
        WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema()) AND pg_has_role(c.relowner, 'USAGE')
          AND CASE c.relkind WHEN 'S' THEN NOT has_sequence_privilege(runtime, c.oid, 'USAGE') ELSE false END
    LOOP
        EXECUTE format('GRANT USAGE ON SEQUENCE %s TO %I', difference.sequence_name, runtime);
    END LOOP;

    -- Tables of the next migration, until this has run after it, get the rights that every table allows.
    EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %I GRANT SELECT, INSERT ON TABLES TO %I', current_schema(), runtime);
    EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %I GRANT USAGE ON SEQUENCES TO %I', current_schema(), runtime);
END $$
