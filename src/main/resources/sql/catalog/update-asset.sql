UPDATE asset SET name = :name, alt_text = :altText, mime_type = :mimeType WHERE account_id = :accountId AND id = :id
