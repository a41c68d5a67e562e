DELETE FROM family WHERE id = :id
