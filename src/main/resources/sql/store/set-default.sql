UPDATE connection
SET is_default = true
WHERE id = :id
