-- Uploads name images by address: each is found again in the assets of its account. An address may be longer than an entry of
-- an index, so its hash is kept.
CREATE INDEX asset_source ON asset (account_id, md5(source_url)) WHERE source_url IS NOT NULL;
