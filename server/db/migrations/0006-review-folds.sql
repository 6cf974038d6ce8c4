-- What analysts decided on how moves fold: two moves tell one event, or they do not. Told by words, as every decision is.
CREATE TABLE fold_decision (
  decision_id TEXT PRIMARY KEY,
  action      TEXT NOT NULL CHECK (action IN ('merge', 'split')),
  note        TEXT NOT NULL,
  decided_by  TEXT NOT NULL,
  decided_at  TEXT NOT NULL,
  undone_at   TEXT
) STRICT;
CREATE TABLE fold_target (
  decision_id TEXT NOT NULL REFERENCES fold_decision ON DELETE CASCADE,
  side        INTEGER NOT NULL CHECK (side IN (0, 1)),
  document_id TEXT NOT NULL,
  exact       TEXT NOT NULL CHECK (exact <> ''),
  prefix      TEXT NOT NULL,
  suffix      TEXT NOT NULL,
  start       INTEGER NOT NULL CHECK (start >= 0),
  "end"       INTEGER NOT NULL CHECK ("end" > start),
  -- As extracted
  vendor_id   TEXT NOT NULL,
  move_type   TEXT NOT NULL,
  -- As it was shown
  gist        TEXT NOT NULL,
  -- The move that holds these words now; NULL while none does. Set anew by each extraction.
  move_id     TEXT,
  PRIMARY KEY (decision_id, side)
) STRICT, WITHOUT ROWID;
CREATE INDEX fold_target_by_document ON fold_target (document_id);

-- What analysts decided on names that no list holds: that the name is one, or is none. It holds wherever the name stands.
CREATE TABLE name_decision (
  decision_id TEXT PRIMARY KEY,
  action      TEXT NOT NULL CHECK (action IN ('accept', 'refuse')),
  kind        TEXT NOT NULL CHECK (kind IN ('account', 'person')),
  name        TEXT NOT NULL CHECK (name <> ''),
  -- The listed account or person that it is another name of
  entity_id   TEXT,
  note        TEXT NOT NULL,
  decided_by  TEXT NOT NULL,
  decided_at  TEXT NOT NULL,
  undone_at   TEXT,
  CHECK (entity_id IS NULL OR action = 'accept')
) STRICT;
CREATE INDEX name_decision_by_name ON name_decision (kind, name) WHERE undone_at IS NULL;

-- The latest word on each name
CREATE VIEW name_verdict AS
  SELECT n.kind, n.name, n.action, n.entity_id FROM name_decision n
  WHERE n.undone_at IS NULL AND NOT EXISTS (SELECT 1 FROM name_decision later
    WHERE later.kind = n.kind AND later.name = n.name AND later.undone_at IS NULL
      AND (later.decided_at, later.rowid) > (n.decided_at, n.rowid));
CREATE INDEX person_role_by_name ON person_role (name);
