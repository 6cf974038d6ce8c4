-- Words and rules of data/vocab/*.yaml that the server itself reads with, as JSON; replaced by each import.
CREATE TABLE vocabulary (
  name TEXT PRIMARY KEY,
  body TEXT NOT NULL CHECK (json_valid(body))
) STRICT;

CREATE INDEX account_mention_by_account ON account_mention (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX person_role_by_person ON person_role (person_id) WHERE person_id IS NOT NULL;

-- A brief is what was said at a time: its lines and evidence are copies, and outlive the rows that they came from.
CREATE TABLE brief (
  brief_id     TEXT PRIMARY KEY,
  kind         TEXT NOT NULL CHECK (kind IN ('account', 'battlecard')),
  -- NULL for a battlecard
  account_id   TEXT,
  incumbent_id TEXT NOT NULL,
  us_id        TEXT NOT NULL,
  owner        TEXT NOT NULL,
  cloned_from  TEXT,
  created_at   TEXT NOT NULL,
  locked_at    TEXT,
  CHECK ((kind = 'battlecard') = (account_id IS NULL))
) STRICT;
CREATE INDEX brief_by_account ON brief (account_id);

-- Every change makes a version; none is ever altered.
CREATE TABLE brief_version (
  brief_id TEXT NOT NULL REFERENCES brief ON DELETE CASCADE,
  version  INTEGER NOT NULL CHECK (version >= 1),
  saved_at TEXT NOT NULL,
  change   TEXT NOT NULL,
  -- The strictest class of its lines and evidence
  tlp      INTEGER NOT NULL CHECK (tlp BETWEEN 0 AND 4),
  body     TEXT NOT NULL CHECK (json_valid(body)),
  PRIMARY KEY (brief_id, version)
) STRICT, WITHOUT ROWID;

-- What left the house: for recall.
CREATE TABLE brief_handout (
  handout_id INTEGER PRIMARY KEY,
  brief_id   TEXT NOT NULL,
  version    INTEGER NOT NULL,
  audience   TEXT NOT NULL CHECK (audience IN ('internal', 'partner', 'customer')),
  format     TEXT NOT NULL,
  sha256     TEXT NOT NULL,
  at         TEXT NOT NULL,
  FOREIGN KEY (brief_id, version) REFERENCES brief_version ON DELETE CASCADE
) STRICT;
CREATE INDEX brief_handout_by_brief ON brief_handout (brief_id, version);
