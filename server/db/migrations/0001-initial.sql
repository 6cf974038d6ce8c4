-- Reference data: copies of data/**/*.yaml, replaced as a whole by each import.
CREATE TABLE source (
  source_id   TEXT PRIMARY KEY,
  name        TEXT NOT NULL,
  name_en     TEXT NOT NULL,
  homepage    TEXT,
  reliability TEXT NOT NULL CHECK (reliability IN ('A', 'B', 'C', 'D', 'E', 'F')),
  tlp         INTEGER NOT NULL CHECK (tlp BETWEEN 0 AND 4)
) STRICT;

CREATE TABLE vendor (
  vendor_id TEXT PRIMARY KEY,
  position  INTEGER NOT NULL,
  slot      INTEGER NOT NULL CHECK (slot BETWEEN 0 AND 7),
  mark_zh   TEXT NOT NULL,
  mark_en   TEXT NOT NULL,
  name_zh   TEXT NOT NULL,
  name_en   TEXT NOT NULL,
  full_zh   TEXT NOT NULL,
  full_en   TEXT NOT NULL,
  note_zh   TEXT NOT NULL,
  note_en   TEXT NOT NULL,
  is_self   INTEGER NOT NULL CHECK (is_self IN (0, 1)),
  is_tracked INTEGER NOT NULL CHECK (is_tracked IN (0, 1))
) STRICT;

CREATE TABLE account (
  account_id TEXT PRIMARY KEY,
  name       TEXT NOT NULL,
  name_en    TEXT NOT NULL,
  industry   TEXT NOT NULL,
  parent     TEXT
) STRICT;

CREATE TABLE person (
  person_id TEXT PRIMARY KEY,
  name      TEXT NOT NULL,
  name_en   TEXT NOT NULL
) STRICT;

-- One row a name by which an entity can be found.
CREATE TABLE alias (
  kind      TEXT NOT NULL CHECK (kind IN ('vendor', 'account', 'person')),
  entity_id TEXT NOT NULL,
  name      TEXT NOT NULL,
  -- name, short, former, spelling: the entity itself; product, weak: something of its
  sort      TEXT NOT NULL,
  -- Synonyms share it; '' for a product or parent that has none
  concept   TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (kind, entity_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE move_type (
  move_type TEXT PRIMARY KEY,
  position  INTEGER NOT NULL,
  label_zh  TEXT NOT NULL,
  label_en  TEXT NOT NULL
) STRICT;

CREATE TABLE metric (
  metric   TEXT PRIMARY KEY,
  position INTEGER NOT NULL,
  label_zh TEXT NOT NULL,
  label_en TEXT NOT NULL
) STRICT;

-- document_no is the row id of the full-text index.
CREATE TABLE document (
  document_no         INTEGER PRIMARY KEY,
  document_id         TEXT NOT NULL UNIQUE,
  source_id           TEXT NOT NULL REFERENCES source,
  natural_key         TEXT NOT NULL,
  kind                TEXT NOT NULL CHECK (kind IN ('article', 'digest', 'report', 'table')),
  url                 TEXT,
  title               TEXT NOT NULL,
  author              TEXT,
  published_at        TEXT,
  published_start     TEXT,
  published_end       TEXT,
  published_precision TEXT,
  published_guessed   INTEGER NOT NULL DEFAULT 0 CHECK (published_guessed IN (0, 1)),
  language            TEXT NOT NULL,
  -- How a digest names the source it restates
  citation            TEXT,
  tlp                 INTEGER NOT NULL CHECK (tlp BETWEEN 0 AND 4),
  revision_id         INTEGER REFERENCES revision DEFERRABLE INITIALLY DEFERRED,
  -- The full article that replaced this digest; a superseded row is shown nowhere but on its own page.
  superseded_by       TEXT REFERENCES document (document_id),
  imported_at         TEXT NOT NULL,
  updated_at          TEXT NOT NULL,
  UNIQUE (source_id, natural_key)
) STRICT;
CREATE INDEX document_by_url ON document (url) WHERE url IS NOT NULL;
CREATE INDEX document_by_published ON document (published_start);

CREATE TABLE revision (
  revision_id       INTEGER PRIMARY KEY,
  document_id       TEXT NOT NULL REFERENCES document (document_id) ON DELETE CASCADE,
  sha256            TEXT NOT NULL,
  -- gzip of the bytes as they came
  original          BLOB NOT NULL,
  text              TEXT NOT NULL,
  file_name         TEXT NOT NULL,
  format            TEXT NOT NULL,
  format_version    INTEGER NOT NULL,
  extractor_version INTEGER NOT NULL,
  fetched_at        TEXT NOT NULL,
  UNIQUE (document_id, sha256)
) STRICT;

CREATE TABLE passage (
  revision_id INTEGER NOT NULL REFERENCES revision ON DELETE CASCADE,
  ordinal     INTEGER NOT NULL,
  kind        TEXT NOT NULL CHECK (kind IN ('heading', 'paragraph', 'item', 'row', 'quote')),
  start       INTEGER NOT NULL,
  "end"       INTEGER NOT NULL CHECK ("end" > start),
  PRIMARY KEY (revision_id, ordinal)
) STRICT, WITHOUT ROWID;

-- Facts. Each carries its TextQuoteSelector; all of a document are replaced together by an extraction.
CREATE TABLE quote (
  quote_id    INTEGER PRIMARY KEY,
  document_id TEXT NOT NULL REFERENCES document (document_id) ON DELETE CASCADE,
  revision_id INTEGER NOT NULL REFERENCES revision ON DELETE CASCADE,
  exact       TEXT NOT NULL CHECK (exact <> ''),
  prefix      TEXT NOT NULL,
  suffix      TEXT NOT NULL,
  start       INTEGER NOT NULL,
  "end"       INTEGER NOT NULL CHECK ("end" > start),
  UNIQUE (revision_id, start, "end")
) STRICT;
CREATE INDEX quote_by_document ON quote (document_id);

CREATE TABLE vendor_mention (
  document_id TEXT NOT NULL REFERENCES document (document_id) ON DELETE CASCADE,
  vendor_id   TEXT NOT NULL REFERENCES vendor DEFERRABLE INITIALLY DEFERRED,
  role        TEXT NOT NULL CHECK (role IN ('main', 'mention')),
  count       INTEGER NOT NULL,
  quote_id    INTEGER NOT NULL REFERENCES quote ON DELETE CASCADE,
  PRIMARY KEY (document_id, vendor_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX vendor_mention_by_vendor ON vendor_mention (vendor_id);

CREATE TABLE account_mention (
  document_id TEXT NOT NULL REFERENCES document (document_id) ON DELETE CASCADE,
  name        TEXT NOT NULL,
  -- NULL: a candidate that no list holds yet
  account_id  TEXT REFERENCES account DEFERRABLE INITIALLY DEFERRED,
  count       INTEGER NOT NULL,
  quote_id    INTEGER NOT NULL REFERENCES quote ON DELETE CASCADE,
  PRIMARY KEY (document_id, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX account_mention_by_name ON account_mention (name);

CREATE TABLE person_role (
  document_id TEXT NOT NULL REFERENCES document (document_id) ON DELETE CASCADE,
  name        TEXT NOT NULL,
  -- NULL: a candidate that no list holds yet
  person_id   TEXT REFERENCES person DEFERRABLE INITIALLY DEFERRED,
  vendor_id   TEXT NOT NULL REFERENCES vendor DEFERRABLE INITIALLY DEFERRED,
  title       TEXT NOT NULL,
  level       TEXT NOT NULL,
  quote_id    INTEGER NOT NULL REFERENCES quote ON DELETE CASCADE,
  PRIMARY KEY (document_id, name, vendor_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_role_by_vendor ON person_role (vendor_id);

CREATE TABLE move (
  move_id            TEXT PRIMARY KEY,
  document_id        TEXT NOT NULL REFERENCES document (document_id) ON DELETE CASCADE,
  vendor_id          TEXT NOT NULL REFERENCES vendor DEFERRABLE INITIALLY DEFERRED,
  move_type          TEXT NOT NULL REFERENCES move_type DEFERRABLE INITIALLY DEFERRED,
  happened_start     TEXT NOT NULL,
  happened_end       TEXT NOT NULL,
  happened_precision TEXT NOT NULL CHECK (happened_precision IN ('day', 'month', 'quarter', 'half', 'year', 'span')),
  happened_text      TEXT NOT NULL,
  happened_guessed   INTEGER NOT NULL CHECK (happened_guessed IN (0, 1)),
  counterparty       TEXT NOT NULL,
  gist               TEXT NOT NULL,
  importance         INTEGER NOT NULL CHECK (importance BETWEEN 1 AND 3),
  confidence         REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  state              TEXT NOT NULL CHECK (state IN ('actual', 'planned', 'rumoured')),
  status             TEXT NOT NULL CHECK (status IN ('proposed', 'confirmed', 'rejected')),
  quote_id           INTEGER NOT NULL REFERENCES quote ON DELETE CASCADE
) STRICT;
CREATE INDEX move_by_vendor ON move (vendor_id, happened_start);
CREATE INDEX move_by_date ON move (happened_start);
CREATE INDEX move_by_document ON move (document_id);

-- low and high count in unit, as the source wrote it.
CREATE TABLE figure (
  figure_id        TEXT PRIMARY KEY,
  document_id      TEXT NOT NULL REFERENCES document (document_id) ON DELETE CASCADE,
  vendor_id        TEXT NOT NULL REFERENCES vendor DEFERRABLE INITIALLY DEFERRED,
  -- '': the words beside the number name no metric that is defined
  metric           TEXT NOT NULL,
  low              REAL NOT NULL,
  high             REAL NOT NULL CHECK (high >= low),
  unit             TEXT NOT NULL,
  state            TEXT NOT NULL CHECK (state IN ('actual', 'target', 'estimate', 'planned')),
  approximate      INTEGER NOT NULL CHECK (approximate IN (0, 1)),
  qualifier        TEXT NOT NULL,
  period_start     TEXT,
  period_end       TEXT,
  period_precision TEXT CHECK (period_precision IN ('day', 'month', 'quarter', 'half', 'year', 'span')),
  period_text      TEXT,
  confidence       REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  status           TEXT NOT NULL CHECK (status IN ('proposed', 'confirmed', 'rejected')),
  quote_id         INTEGER NOT NULL REFERENCES quote ON DELETE CASCADE,
  value_start      INTEGER NOT NULL,
  value_end        INTEGER NOT NULL CHECK (value_end > value_start)
) STRICT;
CREATE INDEX figure_by_vendor ON figure (vendor_id);
CREATE INDEX figure_by_document ON figure (document_id);

-- Search: overlapping Han bigrams, see server/text/tokenise.ts. Bodies stay in revision.text.
CREATE VIRTUAL TABLE document_fts USING fts5 (
  title, entities, body,
  content = '', contentless_delete = 1,
  tokenize = "unicode61 remove_diacritics 0 tokenchars '.%+#-_/'"
);

CREATE TABLE import_run (
  run_id      INTEGER PRIMARY KEY,
  started_at  TEXT NOT NULL,
  finished_at TEXT,
  command     TEXT NOT NULL,
  totals      TEXT NOT NULL DEFAULT '{}'
) STRICT;

CREATE TABLE import_item (
  run_id      INTEGER NOT NULL REFERENCES import_run ON DELETE CASCADE,
  ordinal     INTEGER NOT NULL,
  path        TEXT NOT NULL,
  locator     TEXT NOT NULL,
  outcome     TEXT NOT NULL CHECK (outcome IN ('stored', 'updated', 'unchanged', 'duplicate', 'quarantined')),
  title       TEXT NOT NULL,
  document_id TEXT,
  reason      TEXT NOT NULL,
  counts      TEXT NOT NULL,
  warnings    TEXT NOT NULL,
  PRIMARY KEY (run_id, ordinal)
) STRICT, WITHOUT ROWID;
