UPDATE key_rotation
SET state       = :state,
    total       = greatest(total, :done + :failed),
    done        = :done,
    failed      = :failed,
    after_id    = :afterId,
    finished_at = CAST(:finishedAt AS timestamptz)
WHERE id = :id
