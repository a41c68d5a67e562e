-- renew-password-hash.sql: the same password in a newer form, unless it was changed meanwhile.
UPDATE app_user
SET password_hash = :renewed
WHERE id = :id AND password_hash = :old
