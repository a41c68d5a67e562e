-- insert-linked-assets.sql: many assets at once that are stored elsewhere.
INSERT INTO asset (account_id, token, name, mime_type, source_url)
SELECT :accountId, w.token, w.name, w.type, w.url
FROM unnest(:tokens::text[], :names::text[], :types::text[], :urls::text[]) AS w (token, name, type, url)
RETURNING id, source_url
