-- What filters and counts need of each document, packed by 256 document numbers as JSON: the search index starts from it instead of
-- grouping a million mentions. A page goes with the first change of any of its documents and is written anew after an import; a page
-- that is not there is read from the tables.
CREATE TABLE search_page (
  page_no INTEGER PRIMARY KEY,
  body    TEXT NOT NULL
) STRICT;
CREATE TRIGGER search_page_changed AFTER INSERT ON document_change BEGIN
  DELETE FROM search_page WHERE page_no = new.document_no / 256;
END;
-- A digest takes the class of the article that replaces it.
CREATE INDEX document_by_successor ON document (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE TRIGGER search_page_reclassed AFTER UPDATE OF tlp ON document WHEN old.tlp <> new.tlp BEGIN
  DELETE FROM search_page WHERE page_no IN (SELECT document_no / 256 FROM document WHERE superseded_by = new.document_id);
END;
-- Two changes that no document or move shows: an account has another name, a text was read again.
CREATE TRIGGER account_renamed AFTER UPDATE OF name ON account WHEN old.name <> new.name BEGIN
  UPDATE document SET updated_at = updated_at
    WHERE document_id IN (SELECT document_id FROM account_mention WHERE account_id = new.account_id);
END;
CREATE TRIGGER document_reread AFTER UPDATE OF extractor_version ON revision BEGIN
  UPDATE document SET updated_at = updated_at WHERE document_id = new.document_id AND revision_id = new.revision_id;
END;
