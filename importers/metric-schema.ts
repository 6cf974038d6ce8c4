import { z } from 'zod';
import { METRIC_GROUPS } from '../server/facts/figure-ledger.ts';
import { both, id, pattern, texts } from './schema-parts.ts';

export const metricsSchema = z.array(
  z.strictObject({
    id,
    label: both,
    /** Where a comparison shows it. */
    group: z.enum(METRIC_GROUPS).default('business'),
    /** Kinds of unit that the metric can have: see importers/normalise/numbers.ts. */
    units: z.array(z.enum(['share', 'money', 'discount', 'multiple', 'people', 'count', 'capacity', 'time'])).min(1),
    /** Looks of the unit as written, scale and all; any unless said. */
    written: pattern.optional(),
    /** Of a firm itself: with an account for its subject the number is the account's, not a vendor's. */
    own: z.boolean().default(false),
    words: z.array(pattern).min(1),
    /** Words before the number that say it is something else, though it stands beside the metric's words. */
    unless: pattern.optional(),
    /** What is counted and how: the 口径. */
    definition: both.default({ zh: '', en: '' }),
    /** The unit that values are compared in; empty where each is shown as written. */
    unit: z.string().default(''),
    /** Names of columns, rows and tables that hold it, over folded text. */
    columns: z.array(pattern).default([]),
    /** Whether vendors publish it themselves. */
    disclosed: z.enum(['yes', 'partly', 'no']).default('partly'),
    /** Whether it is counted over a time, such as revenue, or at a moment, such as zones. */
    of: z.enum(['period', 'moment']).default('moment'),
    /** How people would rather look at it: parts by vendor, ranges side by side, values over time. */
    chart: z.enum(['places', 'ranges', 'times']).optional(),
    /** Whether more of it is more: shares of a part are not ranked. */
    ranked: z.boolean().default(true),
    /** Ids of vendors that have no such thing. */
    notFor: texts,
    /** Days after which a value is old; `report`: until the next quarterly report. */
    halfLife: z.union([z.int().min(1), z.literal('report')]).default(90),
  }),
);
export type MetricEntry = z.infer<typeof metricsSchema>[number];

export const regionsSchema = z.array(z.strictObject({ id, names: texts, countries: texts }));
export type RegionEntry = z.infer<typeof regionsSchema>[number];

const source = pattern.transform((compiled) => compiled.source);

/** Dimensions of what a number is of; compiled by server/facts/figure-ledger.ts. */
export const scopesSchema = z.array(
  z.strictObject({
    id,
    reach: z.enum(['clause', 'sentence']),
    label: both,
    values: z.array(z.strictObject({ id, label: both, words: source })).min(2),
  }),
);
export type ScopeEntry = z.infer<typeof scopesSchema>[number];
