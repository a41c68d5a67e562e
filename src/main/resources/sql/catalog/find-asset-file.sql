SELECT file_name, name, mime_type, sha256 FROM asset WHERE id = :id AND token = :token AND file_name IS NOT NULL
