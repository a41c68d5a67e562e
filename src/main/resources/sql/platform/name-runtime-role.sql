-- For grant-runtime.sql, until the transaction ends.
SELECT set_config('caravan.runtime_role', :runtime, true)
