-- resize-batches.sql: of two deliveries that end at the same time, one changes the size.
UPDATE connection
SET current_batch_size = :to
WHERE id = :id AND least(current_batch_size, batch_size) = :from
