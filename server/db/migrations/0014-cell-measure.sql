-- What a cell measures, whether it passed its checks or not: an analyst's correction of a doubted cell is then a figure like any
-- other, and a cell that says 不适用 or 未披露 tells a comparison why it is blank.
ALTER TABLE table_cell ADD COLUMN metric TEXT NOT NULL DEFAULT '';
ALTER TABLE table_cell ADD COLUMN scope TEXT NOT NULL DEFAULT '';
ALTER TABLE table_cell ADD COLUMN place TEXT NOT NULL DEFAULT '';
-- {start, end, precision, text}; NULL where headings and rows tell no time
ALTER TABLE table_cell ADD COLUMN period TEXT CHECK (period IS NULL OR json_valid(period));
