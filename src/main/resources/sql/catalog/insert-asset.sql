INSERT INTO asset (account_id, token, name, alt_text, mime_type, source_url, file_name, size_bytes, sha256)
VALUES (:accountId, :token, :name, :altText, :mimeType, :url, :fileName, :size, :sha256)
RETURNING id
