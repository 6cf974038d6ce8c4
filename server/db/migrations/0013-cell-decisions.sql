-- What analysts decided on cells of tables. Like every decision kept apart from what was extracted: the cell is told by its table,
-- place and words, so that the decision falls away where another text stands there.
CREATE TABLE cell_decision (
  decision_id TEXT PRIMARY KEY,
  document_id TEXT NOT NULL,
  title       TEXT NOT NULL,
  row         INTEGER NOT NULL,
  "column"    INTEGER NOT NULL,
  text        TEXT NOT NULL,
  action      TEXT NOT NULL CHECK (action IN ('accept', 'correct')),
  -- The value as the analyst read it; NULL when the cell was accepted as read
  low         REAL,
  high        REAL CHECK (high >= low),
  note        TEXT NOT NULL,
  decided_by  TEXT NOT NULL,
  decided_at  TEXT NOT NULL,
  undone_at   TEXT,
  CHECK ((action = 'accept') = (low IS NULL) AND (low IS NULL) = (high IS NULL))
) STRICT;
CREATE UNIQUE INDEX cell_decision_live ON cell_decision (document_id, title, row, "column") WHERE undone_at IS NULL;
