UPDATE connection
SET is_default = false
WHERE account_id = :accountId
  AND is_default
