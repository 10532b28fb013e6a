-- The same bytes may be kept for several purposes, each with the permission that reading them for it needs.
ALTER TABLE stored_files ADD COLUMN purpose VARCHAR(30);

UPDATE stored_files SET purpose = CASE permission
  WHEN 'imports.run' THEN 'import-source'
  WHEN 'billing.export' THEN 'billing-export'
  ELSE left(permission, 30)
END;

ALTER TABLE stored_files ALTER COLUMN purpose SET NOT NULL;
ALTER TABLE stored_files DROP CONSTRAINT stored_files_pkey;
ALTER TABLE stored_files ADD PRIMARY KEY (digest, purpose);

-- Files of a batch that were there for another purpose before it had no row of their own.
INSERT INTO stored_files (digest, byte_length, permission, stored_at, purpose)
SELECT DISTINCT ON (stored.digest)
  stored.digest, stored.byte_length, 'billing.export', batch.exported_at, 'billing-export'
FROM billing_batches AS batch
JOIN stored_files AS stored ON stored.digest IN (batch.machine_digest, batch.excel_digest)
ORDER BY stored.digest, batch.exported_at
ON CONFLICT DO NOTHING;
