import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { AppError } from '../../server/errors.ts';
import { findWrittenDay } from '../normalise/release-date.ts';
import type { Format, RawFile } from './format.ts';

const word = z
  .union([z.string(), z.number(), z.date()])
  .transform((value) => (value instanceof Date ? value.toISOString().slice(0, 10) : String(value)));
const words = z
  .union([word, z.array(word.nullish())])
  .nullish()
  .transform((value) => (Array.isArray(value) ? value : [value]).flatMap((one) => (one ? [one.trim()] : [])));
const maybe = word.nullish().transform((value) => value?.trim() ?? '');

/** Some write several platforms as one string. */
const splitNames = (name: string): string[] => name.split(/\s*[,;，；、/]\s*|\s+and\s+/).filter((one) => one !== '');

/** A record as the open cloud vulnerability database keeps it; fields that are not read here are left where they are. */
const record = z.looseObject({
  title: word,
  slug: maybe,
  affectedPlatforms: words.transform((names) => names.flatMap(splitNames)),
  affectedServices: words,
  severity: maybe,
  publishedAt: maybe,
  disclosedAt: maybe,
  exploitabilityPeriod: maybe,
  summary: maybe,
  manualRemediation: maybe,
  detectionMethods: maybe,
  cves: words,
  references: words,
  tlp: maybe,
  source: maybe,
});
type IncidentRecord = z.infer<typeof record>;

const SIGNS = [/^title\s*:/m, /^affectedPlatforms\s*:/m, /^(?:publishedAt|disclosedAt)\s*:/m];

/** A security incident of a cloud in YAML: one record a file. */
export const incidentRecord: Format = {
  name: 'incident-record',
  version: 1,
  match: ({ text }) => (SIGNS.every((sign) => sign.test(text)) ? 0.95 : 0),

  parse(file) {
    const incident = readRecord(file);
    const { title, slug, tlp, source } = incident;
    const written = findWrittenDay(incident.publishedAt) ?? findWrittenDay(incident.disclosedAt);
    const stated = written?.day ?? (incident.publishedAt || incident.disclosedAt).replaceAll('/', '-');
    return [
      {
        document: {
          title,
          body: bodyOf(incident),
          kind: 'report',
          ...(stated ? { published: stated } : {}),
          ...(tlp ? { tlp } : {}),
          ...(source ? { sourceId: source } : {}),
          citation: slug || file.name,
          locator: '',
          original: file.text,
        },
        warnings: incident.affectedPlatforms.length === 0 ? ['the record names no platform'] : [],
      },
    ];
  },
};

function readRecord(file: RawFile): IncidentRecord {
  try {
    return record.parse(parseYaml(file.text, { maxAliasCount: 20 }));
  } catch (error) {
    const issue = error instanceof z.ZodError ? error.issues[0] : undefined;
    const reason = issue ? `${issue.path.join('.')}: ${issue.message}` : (error as Error).message.split('\n')[0];
    throw new AppError('BROKEN_FORMAT', `${file.path}: ${reason}`);
  }
}

/** One row a platform and service, then what happened, in the record's own words. Of several platforms no service is told apart. */
function bodyOf(incident: IncidentRecord): string {
  const { affectedPlatforms, affectedServices: services } = incident;
  const places =
    affectedPlatforms.length === 1
      ? (services.length > 0 ? services : ['']).map((service) => [affectedPlatforms[0] as string, service] as const)
      : affectedPlatforms.map((platform) => [platform, services.join(', ')] as const);
  const rows = places.map(
    ([platform, service]) =>
      `| ${Object.entries({
        affectedPlatforms: platform,
        affectedServices: service,
        severity: incident.severity,
        publishedAt: incident.publishedAt,
        disclosedAt: incident.disclosedAt,
      })
        .filter(([, value]) => value !== '')
        .map(([key, value]) => `${key}：${value.replace(/[\s|；：]+/g, ' ').trim()}`)
        .join('；')} |`,
  );
  const parts = (['summary', 'manualRemediation', 'detectionMethods', 'exploitabilityPeriod'] as const)
    .filter((key) => incident[key] !== '' && !/^none(?: required)?\.?$/i.test(incident[key]))
    .map((key) => `## ${key}\n\n${incident[key].replace(/(?<!\n)\n(?!\n)/g, ' ')}`);
  const lists = (['cves', 'references'] as const)
    .filter((key) => incident[key].length > 0)
    .map((key) => `## ${key}\n\n${incident[key].map((entry) => `- ${entry}`).join('\n')}`);
  return [rows.join('\n'), ...parts, ...lists].join('\n\n');
}
