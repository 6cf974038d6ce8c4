-- What a file gave when it was last read whole, so that the same bytes need not be read again. Disposable: without a row a file is read.
CREATE TABLE read_file (
  -- Absolute path: the same file under another name is another file.
  place  TEXT PRIMARY KEY,
  sha256 TEXT NOT NULL,
  -- Fingerprint of the program and the vocabulary that read it.
  reader TEXT NOT NULL,
  -- [{suffix, locator, title, outcome, documentId, reason, sha256}] in the file's order; sha256 of the document's text in force.
  items  TEXT NOT NULL CHECK (json_valid(items))
) STRICT, WITHOUT ROWID;
