-- note-terms.sql: what the store answered about terms; nothing if the connection leads to another store by
-- now. The answer that a term does not exist does not overrule a call that is creating it. The note who
-- created a term stays as long as the term has its id.
WITH here AS (
    SELECT id FROM connection WHERE id = :connectionId AND store_url = :storeUrl FOR SHARE
)
INSERT INTO store_term AS t
    (connection_id, account_id, kind, parent_woo_id, name_key, name, state, woo_id, read_at, made, slug, shown, checked, menu_order, folded)
SELECT DISTINCT ON (w.kind, w.parent_woo_id, w.name_key)
       here.id, :accountId, w.kind, w.parent_woo_id, w.name_key, w.name, w.state, w.woo_id, :now, w.made, w.slug, w.shown, :token, w.menu_order, w.folded
FROM here,
     unnest(:kinds::text[], :parents::bigint[], :keys::text[], :names::text[], :states::text[], :wooIds::bigint[],
            :made::boolean[], :slugs::text[], :shown::text[], :places::int[], :folded::text[])
     AS w(kind, parent_woo_id, name_key, name, state, woo_id, made, slug, shown, menu_order, folded)
ORDER BY w.kind, w.parent_woo_id, w.name_key
ON CONFLICT (connection_id, kind, parent_woo_id, name_key) DO UPDATE
    SET state = excluded.state, woo_id = excluded.woo_id, read_at = excluded.read_at, lease_token = NULL, lease_until = NULL,
        made = excluded.made OR t.made AND t.woo_id IS NOT DISTINCT FROM excluded.woo_id,
        slug = coalesce(excluded.slug, t.slug),
        shown = CASE WHEN :renamed AND t.kind = 'option' THEN t.shown ELSE excluded.shown END, -- it was given another place only
        folded = CASE WHEN :renamed AND t.kind = 'option' THEN t.folded ELSE excluded.folded END,
        checked = CASE WHEN :renamed THEN t.checked ELSE excluded.checked END,
        menu_order = coalesce(excluded.menu_order, t.menu_order),
        pending = CASE WHEN :renamed THEN NULL ELSE t.pending END,
        lies_below = CASE WHEN :renamed THEN NULL ELSE t.lies_below END,
        lies_as = CASE WHEN :renamed THEN NULL ELSE t.lies_as END
    WHERE excluded.state = 'known'
       OR (t.state <> 'known' AND (t.lease_until IS NULL OR t.lease_until < :now OR t.lease_token = :token))
