-- add-audit-entry-of-stranger.sql: the account is that of the user whose name was given, or else the only
-- account, so that its admins can read the entry. If there are several accounts, the entry belongs to none.
INSERT INTO audit_log (account_id, at, who, from_address, action, target, outcome, status, count, before, after)
VALUES (coalesce((SELECT min(u.account_id) FROM app_user u WHERE lower(u.username COLLATE "C") = lower(:who COLLATE "C")),
                 (SELECT min(a.id) FROM account a HAVING count(*) = 1)),
        :at, :who, :from, :action, :target, :outcome, :status, :count, :before::jsonb, :after::jsonb)
