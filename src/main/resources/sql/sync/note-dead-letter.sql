-- note-dead-letter.sql: writes the note of a dead letter, whatever its state, or removes it; answers the one before.
WITH before AS (
    SELECT id, note
    FROM dead_letter
    WHERE account_id = :accountId AND id = :id AND (:only::bigint[] IS NULL OR connection_id = ANY (:only::bigint[]))
    FOR UPDATE
)
UPDATE dead_letter d
SET note = :note,
    noted_by = CASE WHEN :note::text IS NOT NULL THEN :who END,
    noted_at = CASE WHEN :note::text IS NOT NULL THEN :now::timestamptz END
FROM before
WHERE d.account_id = :accountId AND d.id = before.id
RETURNING before.note
