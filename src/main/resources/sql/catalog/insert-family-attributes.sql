INSERT INTO family_attribute (family_id, attribute_id, is_required, default_value, position)
SELECT :id, (a.value ->> 'attributeId')::bigint, (a.value ->> 'isRequired')::boolean,
       nullif(a.value -> 'defaultValue', 'null'::jsonb), a.position
FROM jsonb_array_elements(:attributes::jsonb) WITH ORDINALITY AS a (value, position)
