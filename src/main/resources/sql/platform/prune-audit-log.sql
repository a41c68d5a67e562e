-- prune-audit-log.sql: the runtime role may not delete itself; the function deletes one portion, and only what is old.
SELECT prune_audit_log(:before, :portion)
