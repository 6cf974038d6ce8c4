-- Our own copy of what was fetched, since sources get deleted: the last good answer of an address.
CREATE TABLE web_copy (
  url           TEXT PRIMARY KEY,
  -- The address that answered, after redirects
  final_url     TEXT NOT NULL,
  source_id     TEXT NOT NULL,
  -- Of the bytes unpacked
  sha256        TEXT NOT NULL,
  -- gzip of the bytes
  body          BLOB NOT NULL,
  media_type    TEXT NOT NULL,
  charset       TEXT NOT NULL,
  etag          TEXT,
  last_modified TEXT,
  fetched_at    TEXT NOT NULL,
  -- Hash of the copy that was last read into documents; another one, or none, is still to be read
  read_sha256   TEXT
) STRICT;

-- robots.txt of a host; '' where it has none.
CREATE TABLE web_robots (
  origin     TEXT PRIMARY KEY,
  text       TEXT NOT NULL,
  -- Milliseconds since 1970
  fetched_at INTEGER NOT NULL
) STRICT;

-- Reference data: the feeds that data/sources names.
CREATE TABLE feed (
  url         TEXT PRIMARY KEY,
  source_id   TEXT NOT NULL REFERENCES source,
  name        TEXT NOT NULL,
  name_en     TEXT NOT NULL,
  least_items INTEGER NOT NULL
) STRICT;

-- How reading each feed went; kept when a feed leaves the files.
CREATE TABLE feed_health (
  url           TEXT PRIMARY KEY,
  checked_at    TEXT NOT NULL,
  -- few: fewer items than the file expects
  outcome       TEXT NOT NULL CHECK (outcome IN ('ok', 'few', 'empty', 'failed')),
  -- Items of the last answer that could be read
  item_count    INTEGER NOT NULL CHECK (item_count >= 0),
  succeeded_at  TEXT,
  -- Begin of the present row of failures
  failing_since TEXT CHECK ((failing_since IS NULL) = (outcome <> 'failed')),
  failures      INTEGER NOT NULL CHECK (failures >= 0),
  error         TEXT NOT NULL,
  -- The server asked to be left alone until then
  not_before    TEXT
) STRICT;
