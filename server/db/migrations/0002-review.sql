-- What analysts decided. Kept apart from what was extracted: no reference to the document, so that a decision outlives any
-- replacement of its rows. The target is told by its words, vendor and type, never by the id of a row.
CREATE TABLE review_decision (
  decision_id TEXT PRIMARY KEY,
  document_id TEXT NOT NULL,
  action      TEXT NOT NULL CHECK (action IN ('confirm', 'reject', 'correct', 'add')),
  -- TextQuoteSelector of the move's quote in the text that was decided upon
  exact       TEXT NOT NULL CHECK (exact <> ''),
  prefix      TEXT NOT NULL,
  suffix      TEXT NOT NULL,
  start       INTEGER NOT NULL CHECK (start >= 0),
  "end"       INTEGER NOT NULL CHECK ("end" > start),
  -- As extracted
  vendor_id   TEXT NOT NULL,
  move_type   TEXT NOT NULL,
  -- The move as the analyst let it stand, as JSON; NULL for a rejected one
  value       TEXT CHECK (value IS NULL OR json_valid(value)),
  note        TEXT NOT NULL,
  decided_by  TEXT NOT NULL,
  decided_at  TEXT NOT NULL,
  undone_at   TEXT,
  CHECK ((action = 'reject') = (value IS NULL))
) STRICT;
CREATE INDEX review_decision_by_document ON review_decision (document_id);
CREATE INDEX review_decision_by_time ON review_decision (decided_at);

-- The decision behind a row. `extracted`: the extractor's own values, as JSON, of a row that a decision changed; NULL beside a
-- decision when the row stands on the decision alone.
ALTER TABLE move ADD COLUMN decision_id TEXT REFERENCES review_decision DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE move ADD COLUMN extracted TEXT
  CHECK (extracted IS NULL OR (decision_id IS NOT NULL AND json_valid(extracted)));
-- What moved the model's score most: [{name, contribution}]
ALTER TABLE move ADD COLUMN reasons TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(reasons));
CREATE INDEX move_by_decision ON move (decision_id) WHERE decision_id IS NOT NULL;
-- The order of the review queue
CREATE INDEX move_queue ON move (ROUND(confidence, 1), importance DESC, happened_start DESC, move_id)
  WHERE status = 'proposed';

-- Sentences that name a vendor beside a number, a date or a strong cue and yielded nothing.
CREATE TABLE unread_sentence (
  document_id TEXT NOT NULL REFERENCES document (document_id) ON DELETE CASCADE,
  start       INTEGER NOT NULL CHECK (start >= 0),
  "end"       INTEGER NOT NULL CHECK ("end" > start),
  -- Comma-separated words of number, date, cue
  why         TEXT NOT NULL CHECK (why <> ''),
  PRIMARY KEY (document_id, start)
) STRICT, WITHOUT ROWID;
