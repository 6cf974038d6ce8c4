-- Versions of one work: documents whose texts are nearly the same. NULL: stands alone. Rank 1 is shown for the work.
ALTER TABLE document ADD COLUMN work_id TEXT;
ALTER TABLE document ADD COLUMN work_rank INTEGER CHECK ((work_rank IS NULL) = (work_id IS NULL));
-- What it is to the version of rank 1; that one is the `lead`
ALTER TABLE document ADD COLUMN work_relation TEXT CHECK (work_relation IN ('lead', 'copy', 'repost', 'version'));
CREATE INDEX document_by_work ON document (work_id, work_rank) WHERE work_id IS NOT NULL;

-- MinHash of a text, see server/text/shingles.ts. A band's rows of a document that is gone lead nowhere and do no harm.
CREATE TABLE document_sketch (
  document_no INTEGER PRIMARY KEY REFERENCES document ON DELETE CASCADE,
  sketch      BLOB NOT NULL
) STRICT;
CREATE TABLE sketch_band (
  band        INTEGER NOT NULL,
  document_no INTEGER NOT NULL,
  PRIMARY KEY (band, document_no)
) STRICT, WITHOUT ROWID;

-- Where versions of a work read differently: one row a place and version. Which reading most of them hold depends on who
-- may read which version, so it is counted when asked.
CREATE TABLE variant_reading (
  work_id     TEXT NOT NULL,
  place       INTEGER NOT NULL,
  document_id TEXT NOT NULL REFERENCES document (document_id) ON DELETE CASCADE,
  start       INTEGER NOT NULL CHECK (start >= 0),
  "end"       INTEGER NOT NULL CHECK ("end" >= start),
  letters     TEXT NOT NULL,
  PRIMARY KEY (work_id, place, document_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX variant_reading_by_document ON variant_reading (document_id);
