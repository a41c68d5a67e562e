-- count-audit-log.sql: how many entries match, counted only as far as they can be paged through, because
-- counting millions takes seconds.
SELECT count(*)
FROM (SELECT
      FROM audit_log
      WHERE account_id = :accountId
        AND (:who::text IS NULL OR who = :who)
        AND (:action::text IS NULL OR action = :action)
        AND (:target::text IS NULL OR target = :target)
        AND (:from::timestamptz IS NULL OR at >= :from)
        AND (:to::timestamptz IS NULL OR at < :to)
      LIMIT :most) counted
