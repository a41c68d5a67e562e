-- claim-alert-delivery.sql: leases the webhook that is due first; that of a crashed sender is due again when
-- the lease ends, and may have arrived already: webhooks are sent at least once. The webhooks of one alert
-- keep their order.
UPDATE alert_delivery d
SET lease_token = :token, lease_until = :leaseUntil, attempts = d.attempts + 1
FROM alert a
WHERE a.id = d.alert_id
  AND d.id = (
    SELECT o.id
    FROM alert_delivery o
    WHERE o.state = 'pending' AND o.due_at <= :now AND (o.lease_until IS NULL OR o.lease_until < :now)
      AND NOT EXISTS (
          SELECT 1 FROM alert_delivery e WHERE e.alert_id = o.alert_id AND e.id < o.id AND e.state = 'pending')
    ORDER BY o.due_at, o.id
    LIMIT 1
    FOR UPDATE SKIP LOCKED)
RETURNING d.id, 'msg_' || replace(d.message_id::text, '-', '') AS message_id, d.transition, d.attempts,
          a.id AS alert_id, a.account_id, a.connection_id, a.store_name, a.kind, a.detail, a.closed_detail,
          a.opened_at, a.closed_at
