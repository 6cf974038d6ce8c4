import type {
  AccountMention,
  ExtractedFigure,
  ExtractedMove,
  PersonRole,
  UnreadSentence,
  VendorMention,
} from '../model.ts';
import type { ExtractedTable } from './table.ts';

/** What the extractors read out of one document. */
export interface Extraction {
  vendors: VendorMention[];
  accounts: AccountMention[];
  people: PersonRole[];
  moves: ExtractedMove[];
  figures: ExtractedFigure[];
  tables: ExtractedTable[];
  unread: UnreadSentence[];
}
