-- count-users-of-options.sql: products with a value, and families with a default, among certain options.
SELECT (SELECT count(*)
        FROM product
        WHERE account_id = :accountId AND attribute_values -> :id::text ??| :options)
     + (SELECT count(*) FROM family_attribute WHERE attribute_id = :id AND default_value ??| :options)
