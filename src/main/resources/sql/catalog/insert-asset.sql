INSERT INTO asset (account_id, token, name, mime_type, source_url, file_name, size_bytes, sha256)
VALUES (:accountId, :token, :name, :mimeType, :url, :fileName, :size, :sha256)
RETURNING id
