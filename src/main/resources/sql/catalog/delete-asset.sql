DELETE FROM asset WHERE id = :id
