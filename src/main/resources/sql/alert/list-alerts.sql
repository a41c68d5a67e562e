-- list-alerts.sql: newest first, each with its webhooks.
SELECT a.id, a.connection_id, a.store_name, a.kind, a.state, a.detail, a.closed_detail, a.opened_at, a.closed_at,
       count(*) OVER () AS total,
       (SELECT coalesce(json_agg(json_build_object(
                   'id', 'msg_' || replace(d.message_id::text, '-', ''),
                   'transition', d.transition,
                   'state', d.state,
                   'attempts', d.attempts,
                   'httpStatus', d.http_status,
                   'error', d.error,
                   'createdAt', to_char(d.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                   'sentAt', to_char(d.sent_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')) ORDER BY d.id), '[]')
        FROM alert_delivery d
        WHERE d.alert_id = a.id)::text AS webhooks
FROM alert a
WHERE a.account_id = :accountId
  AND (:state::text IS NULL OR a.state = :state)
  AND (:kind::text IS NULL OR a.kind = :kind)
  AND (:connectionId::bigint IS NULL OR a.connection_id = :connectionId)
  AND (:only::bigint[] IS NULL OR a.connection_id = ANY (:only::bigint[]))
ORDER BY a.id DESC
LIMIT :limit OFFSET :offset
