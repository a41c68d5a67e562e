-- What the store doctor found; a setting of the connection other than auto goes before it.
UPDATE connection
SET authentication_found = :found
WHERE id = :id
  AND authentication_found IS DISTINCT FROM :found
