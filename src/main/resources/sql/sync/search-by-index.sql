-- search-by-index.sql: until the transaction ends. How many products a search finds is a guess: where many words share a beginning, the
-- planner would rather read the products one after the other until it has enough, and the words of each take 15 us.
SELECT set_config('enable_seqscan', 'off', true), set_config('enable_indexscan', 'off', true)
