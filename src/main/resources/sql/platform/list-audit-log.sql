-- list-audit-log.sql: newest first. Unused filters are removed when the statement is planned with its
-- parameters, and each of the others has an index in this order.
SELECT id, at, who, from_address AS "from", action, target, outcome, status::integer AS status, count, before::text AS before, after::text AS after
FROM audit_log
WHERE account_id = :accountId
  AND (:who::text IS NULL OR who = :who)
  AND (:action::text IS NULL OR action = :action)
  AND (:target::text IS NULL OR target = :target)
  AND (:from::timestamptz IS NULL OR at >= :from)
  AND (:to::timestamptz IS NULL OR at < :to)
ORDER BY at DESC, id DESC
LIMIT :limit OFFSET :offset
