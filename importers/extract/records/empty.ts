import type { Extraction } from '../../../server/facts/extraction.ts';

export const emptyExtraction = (): Extraction => ({
  vendors: [],
  accounts: [],
  people: [],
  moves: [],
  figures: [],
  tables: [],
  unread: [],
});
