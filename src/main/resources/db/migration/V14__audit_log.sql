-- Who did what. Rows are only added: the runtime role may not change or delete them, and a trigger refuses it to every role, so
-- also where one database user owns and uses the tables. They name no account or user by reference: an entry outlives what it
-- speaks of, and a reference would wait for whoever holds the account's row.
CREATE TABLE audit_log (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id   bigint,                     -- null: a stranger, of no known account
    at           timestamptz NOT NULL,
    who          text        NOT NULL CHECK (length(who) <= 200),
    from_address text        NOT NULL CHECK (length(from_address) <= 64),
    action       text        NOT NULL CHECK (length(action) <= 100),
    target       text        NOT NULL CHECK (length(target) <= 300),
    outcome      text        NOT NULL CHECK (outcome IN ('begun', 'done', 'refused', 'failed')),
    status       smallint,                   -- of the HTTP answer, as far as it was known
    count        bigint,
    before       jsonb CHECK (pg_column_size(before) <= 20000),
    after        jsonb CHECK (pg_column_size(after) <= 20000)
);
-- One for the list and one for each filter, so that a page needs no sorting of millions.
CREATE INDEX audit_log_newest ON audit_log (account_id, at);
CREATE INDEX audit_log_who ON audit_log (account_id, who, at);
CREATE INDEX audit_log_action ON audit_log (account_id, action, at);
CREATE INDEX audit_log_target ON audit_log (account_id, target, at);
-- Only added to: without this, the planner's figures of it would be old for long.
ALTER TABLE audit_log SET (autovacuum_analyze_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05);

CREATE FUNCTION refuse_audit_log_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND TG_LEVEL = 'ROW' THEN
        IF OLD.at < now() - interval '30 days' THEN
            RETURN OLD;
        END IF;
        RAISE EXCEPTION 'an entry of the audit log is kept for at least 30 days' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF TG_OP = 'DELETE' AND current_setting('caravan.prunes_audit_log', true) = 'yes' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'the audit log is only added to: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_log_is_only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_log_change();
CREATE TRIGGER audit_log_keeps_what_is_new BEFORE DELETE ON audit_log
    FOR EACH ROW EXECUTE FUNCTION refuse_audit_log_change();

-- The only way to delete: the oldest entries, if they are older than asked and than 30 days. It runs as the owner, with a search
-- path that no caller can lead elsewhere, and only for a user who may write entries.
DO $migration$
BEGIN
    EXECUTE format($create$
        CREATE FUNCTION %1$I.prune_audit_log(older_than timestamptz, portion integer) RETURNS integer
            LANGUAGE plpgsql SECURITY DEFINER
            SET search_path = pg_catalog, pg_temp AS $body$
        DECLARE
            deleted integer;
        BEGIN
            IF NOT has_table_privilege(session_user, '%1$I.audit_log', 'INSERT') THEN
                RAISE EXCEPTION 'the audit log is pruned by Caravan' USING ERRCODE = 'insufficient_privilege';
            END IF;
            -- not in the head of the function: only a superuser may name a setting there that the server does not know
            PERFORM set_config('caravan.prunes_audit_log', 'yes', true);
            DELETE FROM %1$I.audit_log
            WHERE id = ANY (ARRAY(
                SELECT oldest.id
                FROM (SELECT l.id, l.at FROM %1$I.audit_log l ORDER BY l.id LIMIT least(portion, 10000)) oldest
                WHERE oldest.at < least(older_than, now() - interval '30 days')));
            GET DIAGNOSTICS deleted = ROW_COUNT;
            PERFORM set_config('caravan.prunes_audit_log', '', true);
            RETURN deleted;
        END $body$
    $create$, current_schema());
END $migration$;
