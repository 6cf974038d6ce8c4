-- Tables read out of documents. Like all facts, replaced together by each extraction; offsets are of the revision's text.
CREATE TABLE data_table (
  table_id    TEXT PRIMARY KEY,
  document_id TEXT NOT NULL REFERENCES document (document_id) ON DELETE CASCADE,
  revision_id INTEGER NOT NULL REFERENCES revision ON DELETE CASCADE,
  ordinal     INTEGER NOT NULL CHECK (ordinal >= 0),
  title       TEXT NOT NULL,
  start       INTEGER NOT NULL CHECK (start >= 0),
  "end"       INTEGER NOT NULL CHECK ("end" > start),
  -- Headings as written: an array of rows
  header      TEXT NOT NULL CHECK (json_valid(header)),
  -- Metric that the title names; '' for none
  metric      TEXT NOT NULL,
  UNIQUE (document_id, ordinal)
) STRICT;

CREATE TABLE table_cell (
  table_id      TEXT NOT NULL REFERENCES data_table ON DELETE CASCADE,
  -- Of the grid as written, from 0, headings counted
  row           INTEGER NOT NULL CHECK (row >= 0),
  "column"      INTEGER NOT NULL CHECK ("column" >= 0),
  row_path      TEXT NOT NULL CHECK (json_valid(row_path)),
  -- NULL: neither column nor row names a vendor
  vendor_id     TEXT REFERENCES vendor DEFERRABLE INITIALLY DEFERRED,
  qualifier     TEXT NOT NULL,
  text          TEXT NOT NULL CHECK (text <> ''),
  start         INTEGER NOT NULL CHECK (start >= 0),
  "end"         INTEGER NOT NULL CHECK ("end" > start),
  -- low and high count in unit, as the source wrote it; NULL: no one number
  low           REAL,
  high          REAL CHECK ((low IS NULL) = (high IS NULL) AND (high IS NULL OR high >= low)),
  unit          TEXT NOT NULL,
  marker        TEXT NOT NULL,
  planned_low   REAL,
  planned_high  REAL CHECK ((planned_low IS NULL) = (planned_high IS NULL)),
  planned_start TEXT,
  planned_end   TEXT,
  planned_precision TEXT,
  planned_text  TEXT,
  status        TEXT NOT NULL CHECK (status IN ('ok', 'unverified', 'corrected')),
  -- What failed: [{code, values}]
  reasons       TEXT NOT NULL CHECK (json_valid(reasons)),
  PRIMARY KEY (table_id, row, "column")
) STRICT, WITHOUT ROWID;
CREATE INDEX table_cell_by_vendor ON table_cell (vendor_id);
CREATE INDEX table_cell_unverified ON table_cell (status) WHERE status = 'unverified';

-- One ledger for prose and cells. scope: 口径, what is counted; place: the part of the whole, '' for the whole.
ALTER TABLE figure ADD COLUMN scope TEXT NOT NULL DEFAULT '';
ALTER TABLE figure ADD COLUMN place TEXT NOT NULL DEFAULT '';
-- The cell that holds it; NULL for prose
ALTER TABLE figure ADD COLUMN table_id TEXT REFERENCES data_table ON DELETE CASCADE;
ALTER TABLE figure ADD COLUMN cell_row INTEGER;
ALTER TABLE figure ADD COLUMN cell_column INTEGER CHECK ((table_id IS NULL) = (cell_column IS NULL) AND (table_id IS NULL) = (cell_row IS NULL));
CREATE INDEX figure_by_table ON figure (table_id) WHERE table_id IS NOT NULL;
