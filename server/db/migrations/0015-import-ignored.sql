-- Quarantined items that an analyst called of no interest. RFC 3339, UTC; NULL: open.
ALTER TABLE import_item ADD COLUMN ignored_at TEXT CHECK (ignored_at IS NULL OR outcome = 'quarantined');
-- The same file, found again with the same fault, stays ignored.
CREATE INDEX import_item_ignored ON import_item (path, locator, reason) WHERE ignored_at IS NOT NULL;
