-- The roles that Caravan uses in its embedded PostgreSQL, with only the rights that they need: rights that
-- they were granted before are revoked here.
DO $$
DECLARE
    role text;
BEGIN
    FOREACH role IN ARRAY ARRAY['caravan_owner', 'caravan_app'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
            EXECUTE format('CREATE ROLE %I', role);
        END IF;
        EXECUTE format('ALTER ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS', role);
        EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), role);
    END LOOP;
    -- a new database lets everyone connect and make temporary tables
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    REVOKE ALL ON DATABASE template1 FROM PUBLIC;
    EXECUTE format('ALTER DATABASE %I OWNER TO postgres', current_database());
END $$
