import { z } from 'zod';
import type { MessageKey } from '../http/messages.ts';
import type { FeedOutcome } from '../store/feed-log.ts';
import type { RegisteredFeed, RegisteredSource } from '../store/sources.ts';
import { readReason } from './import-reason.ts';
import type { PageRoute } from './page-route.ts';
import type { Site } from './site.ts';

const sourcesParams = z.object({});

/** `never`: not asked yet. */
export type FeedState = FeedOutcome | 'never';

export interface FeedLine extends Omit<RegisteredFeed, 'health'> {
  state: FeedState;
  /** RFC 3339, UTC; null before the first check, as is the rest. */
  checkedAt: string | null;
  succeededAt: string | null;
  notBefore: string | null;
  itemCount: number | null;
  /** null while it does not fail. */
  failing: { since: string; count: number; error: string } | null;
  isWell: boolean;
  /** What is wrong where it fails; null where no words are known for it. */
  why: MessageKey | null;
  source: Pick<RegisteredSource, 'name' | 'nameEn'>;
}

export interface SourceEntry extends Omit<RegisteredSource, 'tlp'> {
  /** Under another name than labels of content: a source's default class labels nothing on this page. */
  usualTlp: RegisteredSource['tlp'];
  hosts: string[];
}

export interface SourcesPage {
  canAdd: boolean;
  feeds: FeedLine[];
  /** Feeds by how they stand: those that need a look first. */
  states: { state: FeedState; count: number }[];
  sources: SourceEntry[];
}

const STATES: readonly FeedState[] = ['failed', 'empty', 'few', 'never', 'ok'];

export function loadSourcesPage(site: Site): SourcesPage {
  const registered = site.store.listRegisteredSources(site.viewer);
  const hosts = site.store.listCrawlHosts(site.viewer);
  const byId = new Map(registered.map((source) => [source.sourceId, source]));
  const feeds = site.store.listSubscribedFeeds(site.viewer).map((feed) => feedLineOf(feed, byId.get(feed.sourceId)));
  return {
    canAdd: site.canAdd,
    feeds: feeds.sort((a, b) => STATES.indexOf(a.state) - STATES.indexOf(b.state)),
    states: STATES.map((state) => ({ state, count: feeds.filter((feed) => feed.state === state).length })),
    sources: registered.map(({ tlp, ...source }) => ({
      ...source,
      usualTlp: tlp,
      hosts: hosts.filter(({ sourceId }) => sourceId === source.sourceId).map(({ host }) => host),
    })),
  };
}

function feedLineOf({ health, ...feed }: RegisteredFeed, source: RegisteredSource | undefined): FeedLine {
  const state = health?.outcome ?? 'never';
  const { checkedAt = null, succeededAt = null, notBefore = null, itemCount = null } = health ?? {};
  const { failingSince, failures = 0, error = '' } = health ?? {};
  return {
    ...feed,
    ...{ state, checkedAt, succeededAt, notBefore, itemCount },
    failing: failingSince ? { since: failingSince, count: failures, error } : null,
    isWell: state === 'ok',
    why: readReason(error).why,
    source: { name: source?.name ?? feed.name, nameEn: source?.nameEn ?? feed.nameEn },
  };
}

export const sourcesPage: PageRoute<z.infer<typeof sourcesParams>, SourcesPage> = {
  name: 'sources',
  params: sourcesParams,
  load: loadSourcesPage,
  titleOf: (_page, say) => say('sources.heading'),
};
