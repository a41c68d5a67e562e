-- find-asset-file.sql: where the file of an asset is, here or elsewhere; the token is what lets a store read it.
SELECT file_name, name, mime_type, sha256, source_url FROM asset WHERE id = :id AND token = :token
