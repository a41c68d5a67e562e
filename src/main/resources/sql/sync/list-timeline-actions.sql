-- list-timeline-actions.sql: who changed a product or a store, newest first; the names of what was changed, without values. A preview
-- changes nothing, and a person makes many of them.
SELECT id, at, who, action, outcome, count,
       CASE WHEN jsonb_typeof(after) = 'object' THEN ARRAY(SELECT jsonb_object_keys(after) ORDER BY 1) END AS fields
FROM audit_log
WHERE account_id = :accountId
  AND target = ANY (:targets::text[] || ARRAY(
      SELECT 'connections/' || m.connection_id || '/export-mappings/' || m.id FROM export_mapping m WHERE m.account_id = :accountId AND m.connection_id = :connectionId))
  AND outcome <> 'begun'
  AND action <> 'preview-mapping'
  AND id < :beforeId
ORDER BY id DESC
LIMIT :limit
