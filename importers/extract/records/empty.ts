import type { Extraction } from '../../../server/model.ts';

export const emptyExtraction = (): Extraction => ({
  vendors: [],
  accounts: [],
  people: [],
  moves: [],
  figures: [],
  unread: [],
});
