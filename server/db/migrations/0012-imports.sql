-- Who asked for an import: the command line, or the form of the site.
ALTER TABLE import_run ADD COLUMN via TEXT NOT NULL DEFAULT 'command' CHECK (via IN ('command', 'site'));

-- Reference data: hosts that data/sources lets be fetched.
CREATE TABLE crawl_host (
  host      TEXT PRIMARY KEY,
  source_id TEXT NOT NULL REFERENCES source
) STRICT, WITHOUT ROWID;

-- A new version of a work is an outcome of its own; what was not understood is kept with the item, three sentences at most.
CREATE TABLE import_item_new (
  run_id      INTEGER NOT NULL REFERENCES import_run ON DELETE CASCADE,
  ordinal     INTEGER NOT NULL,
  path        TEXT NOT NULL,
  locator     TEXT NOT NULL,
  outcome     TEXT NOT NULL CHECK (outcome IN ('stored', 'updated', 'version', 'unchanged', 'duplicate', 'quarantined')),
  title       TEXT NOT NULL,
  document_id TEXT,
  reason      TEXT NOT NULL,
  counts      TEXT NOT NULL CHECK (json_valid(counts)),
  warnings    TEXT NOT NULL CHECK (json_valid(warnings)),
  -- Of the document, so that its class outlives it; NULL: there was none
  tlp         INTEGER CHECK (tlp BETWEEN 0 AND 4),
  -- [{text, why}]
  unread      TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(unread)),
  PRIMARY KEY (run_id, ordinal)
) STRICT, WITHOUT ROWID;
INSERT INTO import_item_new (run_id, ordinal, path, locator, outcome, title, document_id, reason, counts, warnings, tlp)
  SELECT run_id, ordinal, path, locator, IIF(outcome = 'stored' AND reason LIKE 'version of document %', 'version', outcome),
    title, document_id, reason, counts, warnings,
    (SELECT tlp FROM document d WHERE d.document_id = import_item.document_id) FROM import_item;
DROP TABLE import_item;
ALTER TABLE import_item_new RENAME TO import_item;
