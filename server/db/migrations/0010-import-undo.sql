-- What an import replaced, so that it can be undone: the rows of each document as they were before its first write in the run.
CREATE TABLE import_before (
  run_id      INTEGER NOT NULL REFERENCES import_run ON DELETE CASCADE,
  document_id TEXT NOT NULL,
  -- gzip of JSON, see server/store/document-rows.ts; NULL: there was no such document
  before      BLOB,
  PRIMARY KEY (run_id, document_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX import_before_by_document ON import_before (document_id, run_id);

ALTER TABLE import_run ADD COLUMN undone_at TEXT;
-- Imports of earlier programs kept nothing to go back to
ALTER TABLE import_run ADD COLUMN keeps_before INTEGER NOT NULL DEFAULT 0 CHECK (keeps_before IN (0, 1));

-- Whether the same bytes are here already is asked for every new document
CREATE INDEX revision_by_hash ON revision (sha256);
