import type { Db } from '../db/open.ts';
import { TLP_LABELS } from '../model.ts';
import { createCorpusStore } from '../store/corpus.ts';
import { createDocumentStore } from '../store/documents.ts';
import { createMoveStore } from '../store/moves.ts';
import type { SearchPage } from '../store/search-pages.ts';
import { createSearchRows, type SearchRows } from '../store/search-rows.ts';
import { createVendorStore } from '../store/vendors.ts';
import { type AskedTerms, buildAskedTerms } from './asked-terms.ts';
import { createFacetValues, type Entry, type FacetValues, readPage } from './facet-values.ts';
import { buildNameTypeahead, type NameGuess } from './name-typeahead.ts';
import { buildNameDictionary, type NameDictionary } from './names.ts';
import { buildSynonyms, type Synonyms } from './synonyms.ts';

/** The parts of the store that a search reads: the thread that it runs in loads no others. */
function createSearchStore(db: Db) {
  return { ...createCorpusStore(db), ...createDocumentStore(db), ...createMoveStore(db), ...createVendorStore(db) };
}
export type SearchStore = ReturnType<typeof createSearchStore>;

/** What a query runs against; a commit of another connection makes a new one, which shares what did not change. */
export interface SearchState {
  store: SearchStore;
  rows: SearchRows;
  facets: FacetValues;
  /** By document number; a number that was taken back leaves a gap. */
  entries: readonly (Entry | undefined)[];
  names: NameDictionary;
  synonyms: Synonyms;
  asked: AskedTerms;
  /** Names that what was typed may begin. */
  typeahead(typed: string): NameGuess[];
}

/** Past so many changed documents, all are read again at once. */
const MOST_CHANGES = 5000;

/** @returns a function that gives the state of the moment. */
export function followDatabase(db: Db): () => SearchState {
  const store = createSearchStore(db);
  const rows = createSearchRows(db);
  const facets = createFacetValues();
  const entries: (Entry | undefined)[] = [];
  const words = followWords(store, rows);
  let version = Number.NaN;
  let lastChange = -1;
  let state: SearchState | undefined;

  /** The change number is read first: what is committed between the two reads is read once more next time. */
  const refreshEntries = (): void => {
    const latest = rows.getLastChange();
    const numbers = lastChange < 0 ? [] : rows.listChangedDocuments(lastChange, MOST_CHANGES + 1);
    const isFresh = lastChange >= 0 && numbers.length <= MOST_CHANGES;
    const take = (page: SearchPage): void => {
      for (const entry of readPage(page, facets, TLP_LABELS)) entries[entry.documentNo] = entry;
    };
    if (isFresh) for (const number of numbers) entries[number] = undefined;
    else entries.length = 0;
    if (!isFresh) rows.readSearchPages(take);
    else if (numbers.length > 0) take(rows.readChangedPage(numbers));
    lastChange = latest;
  };

  return () => {
    const now = store.getDataVersion();
    if (state && now === version) return state;
    version = now;
    refreshEntries();
    state = { store, rows, facets, entries, ...words() };
    return state;
  };
}

/** Dictionaries are built again only when their lists changed: an import of articles leaves them alone. */
type Words = Pick<SearchState, 'names' | 'synonyms' | 'asked' | 'typeahead'>;

function followWords(store: SearchStore, rows: SearchRows): () => Words {
  let key = '';
  let kept: Words | undefined;
  return () => {
    const lists = { entities: store.listNamedEntities(), synonyms: rows.listSynonyms(), asked: rows.listAskedTerms() };
    const now = JSON.stringify(lists);
    if (kept && now === key) return kept;
    key = now;
    kept = {
      names: buildNameDictionary(lists.entities),
      synonyms: buildSynonyms(lists.synonyms),
      asked: buildAskedTerms(lists.asked),
      typeahead: buildNameTypeahead(lists.entities),
    };
    return kept;
  };
}
