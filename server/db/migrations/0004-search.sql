-- Words that a search takes for one another: a copy of data/vocab/synonyms.yaml, replaced as a whole by each import.
CREATE TABLE search_synonym (
  set_no INTEGER NOT NULL,
  term   TEXT NOT NULL,
  PRIMARY KEY (set_no, term)
) STRICT, WITHOUT ROWID;

-- The words of the full-text index, for slips of the pen in Latin words. It tells what any document holds: whatever comes out of
-- it is looked up as the viewer before it is used.
CREATE VIRTUAL TABLE document_word USING fts5vocab (document_fts, row);

-- A search kept under a name. `feed_token`: the secret in the address of its feeds; NULL: none. `clearance`: of whoever saved it; its
-- feeds show nothing stricter, and nobody of a lower clearance sees that it exists.
CREATE TABLE saved_search (
  saved_id    TEXT PRIMARY KEY,
  owner       TEXT NOT NULL,
  name        TEXT NOT NULL CHECK (name <> ''),
  -- The query string of the search page, without page number
  query       TEXT NOT NULL,
  feed_token  TEXT UNIQUE,
  clearance   INTEGER NOT NULL CHECK (clearance BETWEEN 0 AND 4),
  created_at  TEXT NOT NULL,
  visited_at  TEXT NOT NULL,
  UNIQUE (owner, name)
) STRICT;

-- What people looked for in vain, for analysts to collect. A request of a viewer is seen by those of no lower clearance.
CREATE TABLE collection_request (
  request_id    TEXT PRIMARY KEY,
  query         TEXT NOT NULL CHECK (query <> ''),
  note          TEXT NOT NULL,
  -- `search`: logged of itself where nothing was found; `person`: filed by hand
  origin        TEXT NOT NULL CHECK (origin IN ('search', 'person')),
  times         INTEGER NOT NULL CHECK (times > 0),
  asked_by      TEXT NOT NULL,
  clearance     INTEGER NOT NULL CHECK (clearance BETWEEN 0 AND 4),
  asked_at      TEXT NOT NULL,
  last_asked_at TEXT NOT NULL,
  closed_at     TEXT
) STRICT;
CREATE UNIQUE INDEX collection_request_open ON collection_request (query, clearance) WHERE closed_at IS NULL;

-- Which documents changed since a reader last looked: one row a document, numbered anew at each change of it or of its moves.
CREATE TABLE document_change (
  document_no INTEGER PRIMARY KEY,
  change_no   INTEGER NOT NULL
) STRICT;
CREATE INDEX document_change_by_number ON document_change (change_no);
INSERT INTO document_change SELECT document_no, 1 FROM document;
-- No REPLACE: the conflict clause of the statement that fires a trigger overrides those inside it.
CREATE TRIGGER document_added AFTER INSERT ON document BEGIN
  DELETE FROM document_change WHERE document_no = new.document_no;
  INSERT INTO document_change SELECT new.document_no, (SELECT COALESCE(MAX(change_no), 0) + 1 FROM document_change);
END;
CREATE TRIGGER document_changed AFTER UPDATE ON document BEGIN
  DELETE FROM document_change WHERE document_no = new.document_no;
  INSERT INTO document_change SELECT new.document_no, (SELECT COALESCE(MAX(change_no), 0) + 1 FROM document_change);
END;
CREATE TRIGGER document_removed AFTER DELETE ON document BEGIN
  DELETE FROM document_change WHERE document_no = old.document_no;
  INSERT INTO document_change SELECT old.document_no, (SELECT COALESCE(MAX(change_no), 0) + 1 FROM document_change);
END;
CREATE TRIGGER move_added AFTER INSERT ON move BEGIN
  DELETE FROM document_change WHERE document_no = (SELECT document_no FROM document WHERE document_id = new.document_id);
  INSERT INTO document_change SELECT (SELECT document_no FROM document WHERE document_id = new.document_id), (SELECT COALESCE(MAX(change_no), 0) + 1 FROM document_change)
    WHERE (SELECT document_no FROM document WHERE document_id = new.document_id) IS NOT NULL;
END;
CREATE TRIGGER move_changed AFTER UPDATE OF status, move_type, vendor_id ON move BEGIN
  DELETE FROM document_change WHERE document_no = (SELECT document_no FROM document WHERE document_id = new.document_id);
  INSERT INTO document_change SELECT (SELECT document_no FROM document WHERE document_id = new.document_id), (SELECT COALESCE(MAX(change_no), 0) + 1 FROM document_change)
    WHERE (SELECT document_no FROM document WHERE document_id = new.document_id) IS NOT NULL;
END;
CREATE TRIGGER move_removed AFTER DELETE ON move BEGIN
  DELETE FROM document_change WHERE document_no = (SELECT document_no FROM document WHERE document_id = old.document_id);
  INSERT INTO document_change SELECT (SELECT document_no FROM document WHERE document_id = old.document_id), (SELECT COALESCE(MAX(change_no), 0) + 1 FROM document_change)
    WHERE (SELECT document_no FROM document WHERE document_id = old.document_id) IS NOT NULL;
END;

-- Words by which a question asks for moves of a type: a copy of data/vocab/questions.yaml.
CREATE TABLE search_asked (
  move_type TEXT NOT NULL,
  term      TEXT NOT NULL,
  PRIMARY KEY (move_type, term)
) STRICT, WITHOUT ROWID;
