import type { z } from 'zod';
import type { Say } from '../http/messages.ts';
import type { Visitor } from '../http/preferences.ts';
import type { Site } from './site.ts';

/** One page: the same object becomes `views/pages/<name>.hbs` and the JSON twin. */
export interface PageRoute<Params, Page extends object> {
  name: string;
  params: z.ZodType<Params>;
  /** Counts over the whole base and depends on the person by their last visit alone: kept until the base changes. */
  isOverview?: boolean;
  /** Loads `views/assets/review.js`, so that keys and selected words act; everything works without it. */
  hasKeys?(page: Page): boolean;
  /** Loads `views/assets/find.js`, which suggests while one types into the search box; the box works without it. */
  hasTypeahead?: boolean;
  load(site: Site, params: Params, visitor: Visitor): Page | Promise<Page>;
  /** Called once a person of this site was shown the page: never for a request that another site had a browser send. */
  onShown?(site: Site, page: Page): void;
  /** So soon the browser asks again; undefined while nothing is to be expected. */
  refreshSeconds?(page: Page): number | undefined;
  /** Words of the browser tab, without the name of the site. */
  titleOf(page: Page, say: Say): string;
}
