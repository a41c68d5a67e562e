-- add-audit-entry.sql: an act of a user or key of an account.
INSERT INTO audit_log (account_id, at, who, from_address, action, target, outcome, status, count, before, after)
VALUES (:accountId, :at, :who, :from, :action, :target, :outcome, :status, :count, :before::jsonb, :after::jsonb)
