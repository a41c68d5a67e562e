-- settle-alert-delivery.sql: what became of a try; only the holder of the claim can say so.
UPDATE alert_delivery
SET state = :state,
    due_at = :dueAt,
    http_status = :httpStatus,
    error = :error,
    sent_at = CASE WHEN :state = 'sent' THEN :now::timestamptz END,
    lease_token = NULL,
    lease_until = NULL
WHERE id = :id AND lease_token = :token
