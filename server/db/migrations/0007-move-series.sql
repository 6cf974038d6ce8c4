-- Of what regular publication a move is one instalment (release notes), and how often it opens or changes something of a product:
-- [{product, opened, changed}]. NULL: an event of its own.
ALTER TABLE move ADD COLUMN series TEXT;
ALTER TABLE move ADD COLUMN products TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(products));
CREATE INDEX move_by_series ON move (vendor_id, happened_start) WHERE series IS NOT NULL;
