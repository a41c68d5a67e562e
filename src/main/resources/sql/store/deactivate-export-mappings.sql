UPDATE export_mapping
SET is_active = false, updated_at = now()
WHERE account_id = :accountId AND connection_id = :connectionId AND is_active
