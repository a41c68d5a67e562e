-- prune-audit-log.sql: the runtime role may not delete entries; the function deletes one portion, and only
-- old entries.
SELECT prune_audit_log(:before, :portion)
