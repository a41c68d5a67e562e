DELETE FROM attribute WHERE id = :id
