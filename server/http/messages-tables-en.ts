import type { tablesZh } from './messages-tables-zh.ts';

/** Words on tables, comparing and conflicts, English. */
export const tablesEn: Record<keyof typeof tablesZh, string> = {
  'table.lede':
    'Above, the source; below, what we read: vendor, value, unit, plan. Cells that failed a check are hatched and never used as facts.',
  'table.counts': '{cells} cells, {doubtful} of them unverified',
  'table.rows': 'Rows',
  'table.show.all': 'All rows',
  'table.show.doubtful': 'Rows with unverified cells',
  'table.key.source': 'source',
  'table.key.read': 'read',
  'table.key.hatched': 'failed a check, not compared',
  'table.unverified': 'unverified',
  'table.corrected': 'corrected',
  'table.noHeading': 'no heading',
  'table.marker': 'announced, not open',
  'table.planned': 'planned',
  'table.none': 'No such rows',
  'table.doubts': 'Why unverified',
  'table.list': 'Tables',
  'table.listCount': '{cells} cells',
  'table.listDoubtful': '{count} unverified',
};
