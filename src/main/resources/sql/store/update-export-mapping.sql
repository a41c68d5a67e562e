UPDATE export_mapping
SET selected_fields  = :selected,
    field_mappings   = :targets::jsonb,
    price_multiplier = :multiplier,
    price_rounding   = :rounding,
    is_active        = :active,
    updated_at       = now()
WHERE account_id = :accountId AND id = :id
