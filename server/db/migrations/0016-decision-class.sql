-- The sharing class of what was decided on, as a rank in TLP_LABELS: a decision can be shown also once its document is gone.
-- Decisions whose document is gone already count as the strictest.
ALTER TABLE review_decision ADD COLUMN tlp INTEGER NOT NULL DEFAULT 4;
ALTER TABLE fold_target ADD COLUMN tlp INTEGER NOT NULL DEFAULT 4;
ALTER TABLE name_decision ADD COLUMN tlp INTEGER NOT NULL DEFAULT 4;
ALTER TABLE cell_decision ADD COLUMN tlp INTEGER NOT NULL DEFAULT 4;
UPDATE review_decision SET tlp = COALESCE((SELECT d.tlp FROM document d WHERE d.document_id = review_decision.document_id), 4);
UPDATE fold_target SET tlp = COALESCE((SELECT d.tlp FROM document d WHERE d.document_id = fold_target.document_id), 4);
UPDATE cell_decision SET tlp = COALESCE((SELECT d.tlp FROM document d WHERE d.document_id = cell_decision.document_id), 4);
UPDATE name_decision SET tlp = COALESCE((SELECT MIN(d.tlp) FROM document d JOIN (
    SELECT 'account' AS kind, document_id, name FROM account_mention UNION ALL SELECT 'person', document_id, name FROM person_role
  ) m ON m.document_id = d.document_id AND m.kind = name_decision.kind AND m.name = name_decision.name), 4);
