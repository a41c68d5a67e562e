INSERT INTO export_mapping (account_id, connection_id, selected_fields, field_mappings, price_multiplier, price_rounding,
                            is_active)
VALUES (:accountId, :connectionId, :selected, :targets::jsonb, :multiplier, :rounding, :active)
RETURNING id
