-- settle-alert-delivery.sql: writes the result of a try; only the holder of the claim can.
UPDATE alert_delivery
SET state = :state,
    due_at = :dueAt,
    http_status = :httpStatus,
    error = :error,
    sent_at = CASE WHEN :state = 'sent' THEN :now::timestamptz END,
    lease_token = NULL,
    lease_until = NULL
WHERE id = :id AND lease_token = :token
