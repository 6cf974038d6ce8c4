/** Joins the decision in force on a cell `c` of a table `t`: `x`. */
export const JOIN_DECISION = `LEFT JOIN cell_decision x ON x.document_id = t.document_id AND x.title = t.title AND x.row = c.row
  AND x."column" = c."column" AND x.text = c.text AND x.undone_at IS NULL`;

/** Status and value of a cell `c` with its decision `x`. */
export const DECIDED_STATUS = `CASE x.action WHEN 'correct' THEN 'corrected' WHEN 'accept' THEN 'ok' ELSE c.status END`;
export const DECIDED_LOW = 'COALESCE(x.low, c.low)';
export const DECIDED_HIGH = 'COALESCE(x.high, c.high)';
