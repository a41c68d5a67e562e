-- plan-each-time.sql: until the transaction ends. A kept plan is of the sizes that its tables had when it was made, and of any parameters:
-- one for these very parameters leaves out the filters that are not set, and counts the pages of the tables as they are.
SET LOCAL plan_cache_mode = force_custom_plan
