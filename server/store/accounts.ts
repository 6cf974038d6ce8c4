import type { Db } from '../db/open.ts';
import { AppError } from '../errors.ts';
import type { Reliability, Tlp, Viewer } from '../model.ts';
import { clearanceOf, LEADS, tlpOfRank, VISIBLE } from './visibility.ts';

/** Somebody who buys cloud: a listed account, or a vendor that is not one of the tracked, which buys too. */
export interface AccountRow {
  accountId: string;
  name: string;
  nameEn: string;
  industry: string;
  /** Name of the group that owns it; null when none is listed. */
  parent: string | null;
  /** Sells too: the id is a vendor's. */
  isVendor: boolean;
}

export interface AccountSummary extends AccountRow {
  documentCount: number;
  /** Publication day of the newest document that names it. */
  latestEvidence: string | null;
}

/** A name that no list holds, found beside names that one does. */
export interface AccountCandidate {
  name: string;
  documentCount: number;
  documentId: string;
  exact: string;
  start: number;
  end: number;
}

/** A document that names an account, with its whole text. */
export interface AccountText {
  documentId: string;
  title: string;
  url: string | null;
  fileName: string;
  language: string;
  sourceName: string;
  sourceNameEn: string;
  reliability: Reliability;
  tlp: Tlp;
  published: string | null;
  importedAt: string;
  text: string;
}

/** An account that fills more articles is read in its newest. */
const MOST_TEXTS = 60;

const ACCOUNTS = `
  SELECT account_id AS accountId, name, name_en AS nameEn, industry, parent, 0 AS isVendor FROM account
  UNION ALL SELECT v.vendor_id, v.name_zh, v.name_en, '', NULL, 1 FROM vendor v
  WHERE v.is_tracked = 0 AND v.is_self = 0 AND v.vendor_id NOT IN (SELECT account_id FROM account)`;

type Flat<T> = Omit<T, 'isVendor'> & { isVendor: number };
const toAccount = <T extends AccountRow>(row: Flat<T>): T => ({ ...row, isVendor: row.isVendor === 1 }) as unknown as T;

export function createAccountStore(db: Db) {
  const summaries = db.prepare<unknown[], Flat<AccountSummary>>(`
    WITH named AS (SELECT n.account_id AS accountId, COUNT(*) AS documentCount, MAX(published_start) AS latestEvidence
        FROM (SELECT DISTINCT account_id, document_id FROM account_mention WHERE account_id IS NOT NULL) n
        JOIN document d USING (document_id) WHERE ${VISIBLE} AND ${LEADS} GROUP BY 1)
    SELECT a.*, documentCount, latestEvidence FROM (${ACCOUNTS}) a JOIN named USING (accountId)
    ORDER BY documentCount DESC, latestEvidence DESC, a.name`);
  const one = db.prepare<unknown[], Flat<AccountRow>>(`SELECT * FROM (${ACCOUNTS}) WHERE accountId = :accountId`);
  const owned = db.prepare<unknown[], Flat<AccountRow>>(`SELECT * FROM (${ACCOUNTS}) WHERE parent = :name`);
  const aliases = db
    .prepare<unknown[], string>(
      `SELECT name FROM alias WHERE kind = :kind AND entity_id = :accountId AND sort <> 'product' AND sort <> 'weak' ORDER BY length(name) DESC, name`,
    )
    .pluck();
  const texts = db.prepare<unknown[], Omit<AccountText, 'tlp'> & { tlp: number }>(`
    SELECT d.document_id AS documentId, d.title, d.url, r.file_name AS fileName, d.language, s.name AS sourceName,
      s.name_en AS sourceNameEn, s.reliability, d.tlp, d.published_start AS published, d.imported_at AS importedAt, r.text
    FROM document d JOIN source s USING (source_id) JOIN revision r USING (revision_id)
    WHERE ${VISIBLE} AND ${LEADS} AND d.document_id IN (
      SELECT document_id FROM account_mention WHERE account_id = :accountId
      UNION SELECT document_id FROM vendor_mention WHERE vendor_id = :accountId)
    ORDER BY d.published_start DESC, d.document_no LIMIT ${MOST_TEXTS}`);
  const candidates = db.prepare<unknown[], AccountCandidate>(`
    SELECT n.name, COUNT(*) AS documentCount, d.document_id AS documentId, q.exact, q.start, q."end" AS "end"
    FROM account_mention n JOIN document d USING (document_id) JOIN quote q USING (quote_id)
    WHERE n.account_id IS NULL AND ${VISIBLE} AND ${LEADS} GROUP BY n.name ORDER BY 2 DESC, n.name LIMIT 100`);
  const vocabulary = db.prepare<unknown[], string>('SELECT body FROM vocabulary WHERE name = :name').pluck();

  return {
    /** @returns the listed accounts that a document within clearance names, most named first. */
    listAccounts: (viewer: Viewer): AccountSummary[] =>
      summaries.all(clearanceOf(viewer)).map((row) => toAccount<AccountSummary>(row)),

    /** @throws AppError NOT_FOUND for an id of no account, nor of a vendor that is not tracked */
    getAccount(accountId: string): AccountRow {
      const row = one.get({ accountId });
      if (!row) throw new AppError('NOT_FOUND', `account ${accountId}`);
      return toAccount(row);
    },

    /** @returns every name by which texts call it, longest first. */
    listAccountNames: ({ accountId, isVendor }: AccountRow): string[] =>
      aliases.all({ kind: isVendor ? 'vendor' : 'account', accountId }),

    listOwnedAccounts: (name: string): AccountRow[] => owned.all({ name }).map((row) => toAccount(row)),

    /** @returns the newest documents within clearance that name the account; of versions of one text the one that leads. */
    listAccountTexts: (viewer: Viewer, accountId: string): AccountText[] =>
      texts.all({ ...clearanceOf(viewer), accountId }).map((row) => ({ ...row, tlp: tlpOfRank(row.tlp) })),

    listAccountCandidates: (viewer: Viewer): AccountCandidate[] => candidates.all(clearanceOf(viewer)),

    /** @returns a file of data/vocab as it was last imported; undefined in a base that holds none. */
    findVocabulary: <T>(name: string): T | undefined => {
      const body = vocabulary.get({ name });
      return body === undefined ? undefined : (JSON.parse(body) as T);
    },
  };
}
