-- A vendor's moves of one type, newest first: the type is told by the index, so that the others are not fetched to be left out.
DROP INDEX move_by_vendor;
CREATE INDEX move_by_vendor ON move (vendor_id, happened_start, move_type);
