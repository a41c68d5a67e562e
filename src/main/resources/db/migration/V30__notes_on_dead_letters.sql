-- What people write for each other about a dead letter: what it waits for, and who looks after it.
ALTER TABLE dead_letter
    ADD COLUMN note     text CHECK (length(note) BETWEEN 1 AND 2000),
    ADD COLUMN noted_by text,                    -- a user or key
    ADD COLUMN noted_at timestamptz,
    ADD CHECK ((note IS NULL) = (noted_by IS NULL) AND (note IS NULL) = (noted_at IS NULL));

-- The exports of a store are listed while they run, every second: their products are not counted one by one.
CREATE INDEX export_job_of_store ON export_job (connection_id, created_at);
CREATE INDEX export_item_failed ON export_item (export_id) WHERE status = 'error';
