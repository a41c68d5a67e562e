DELETE FROM family_attribute WHERE family_id = :id
