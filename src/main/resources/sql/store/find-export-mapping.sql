SELECT id, connection_id, selected_fields, field_mappings::text AS field_mappings, price_multiplier, price_rounding,
       is_active, created_at, updated_at
FROM export_mapping
WHERE account_id = :accountId AND id = :id
