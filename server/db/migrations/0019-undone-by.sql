-- Who took a decision back; NULL for what was taken back before this was kept.
ALTER TABLE review_decision ADD COLUMN undone_by TEXT;
ALTER TABLE fold_decision ADD COLUMN undone_by TEXT;
ALTER TABLE name_decision ADD COLUMN undone_by TEXT;
ALTER TABLE cell_decision ADD COLUMN undone_by TEXT;
