import { z } from 'zod';
import { RELIABILITY_GRADES, TLP_LABELS } from '../server/model.ts';
import { both, id, texts } from './schema-parts.ts';

const pathPrefix = z.string().startsWith('/', 'a path begins with /');

/** Leave to fetch from the hosts of a source. Without it nothing is fetched. */
const crawlSchema = z.strictObject({
  /** Hosts beside the source's own, such as that of its feed. */
  hosts: texts,
  /** Paths begin with one of these … */
  allow: z.array(pathPrefix).min(1),
  /** … and with none of these. */
  deny: z.array(pathPrefix).default([]),
  /** Pause between two requests; a longer one that robots.txt asks for is kept too. */
  delaySeconds: z.number().min(0).max(3600).default(5),
});

const feedSchema = z.strictObject({
  url: z.url({ protocol: /^https?$/ }),
  name: both,
  /** Fewer items than this are reported: a feed that is alive holds as many. */
  leastItems: z.int().min(0).default(1),
});

export const sourceSchema = z.strictObject({
  id,
  name: both,
  homepage: z.url({ protocol: /^https?$/ }).optional(),
  reliability: z.enum(RELIABILITY_GRADES),
  tlp: z.enum(TLP_LABELS),
  /** Hosts whose articles are this source's own. */
  hosts: texts,
  /** Owners or repositories whose files are this source's own: github.com/owner, github.com/owner/name. */
  repositories: texts,
  /** Formats whose files are this source's when they name none. */
  formats: texts,
  /** Hosts that show the same article under the same path. */
  mirrors: texts,
  /** Host that links are rewritten to. */
  canonicalHost: z.string().optional(),
  /** Strings cut from each line. */
  boilerplate: z
    .array(z.string())
    .default([])
    .transform((list, context) =>
      list.map((source) => {
        try {
          return new RegExp(source, 'gu');
        } catch (error) {
          context.addIssue({
            code: 'custom',
            message: `not a regular expression: ${source}: ${(error as Error).message}`,
          });
          return /$^/gu;
        }
      }),
    ),
  /** How its pages are built, as CSS selectors; followed before anything is guessed. */
  page: z
    .strictObject({
      content: z.string().min(1),
      title: z.string().optional(),
      author: z.string().optional(),
      date: z.string().optional(),
      remove: z.string().optional(),
    })
    .optional(),
  crawl: crawlSchema.optional(),
  /** Read by `npm run import -- --feeds`, and never by themselves. */
  feeds: z.array(feedSchema).default([]),
});
export type SourceRules = z.infer<typeof sourceSchema>;
