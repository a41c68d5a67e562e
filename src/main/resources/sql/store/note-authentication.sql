-- The way of authentication that the store doctor found; a setting of the connection other than auto takes
-- precedence.
UPDATE connection
SET authentication_found = :found
WHERE id = :id
  AND authentication_found IS DISTINCT FROM :found
