-- plan-each-time.sql: until the transaction ends. Filters that are not set fall away only in a plan for these very parameters.
SET LOCAL plan_cache_mode = force_custom_plan
