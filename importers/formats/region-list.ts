import { AppError } from '../../server/errors.ts';
import { findKey, isFlaggedClosed, isPlannedStatus, type RecordKey, squeeze } from '../normalise/record-keys.ts';
import { findWrittenDay } from '../normalise/release-date.ts';
import type { Format, RawFile } from './format.ts';

type Json = Record<string, unknown>;

/** A region with the provider that its place in the file gives it. */
interface Region {
  provider: string;
  record: Json;
}

const MOST_REGIONS = 20_000;
const DEEPEST = 8;
const FEWEST = 3;
const LONGEST_VALUE = 120;
/** Flags and lists of what a region complies with are not what is asked here. */
const LEFT_OUT = /^(?:latitude|longitude|lat|lng|lon|coordinates|geo|url|docs?|regiondocsurl|compliance|tags)$/;

/**
 * Regions of clouds in JSON, flat or under their provider, by whatever names the file calls its fields (record-keys.ts). Each
 * region becomes a row of the fields under the file's own names.
 */
export const regionList: Format = {
  name: 'region-list',
  version: 1,

  match({ text }) {
    if (!/^\s*[[{]/.test(text) || !/region|zone|地域|可用区/i.test(text.slice(0, 20_000))) return 0;
    const json = tryJson(text);
    const regions = json === undefined ? [] : listRegions(json);
    return regions.length >= FEWEST && regions.some(({ record }) => saysMore(record)) ? 0.9 : 0;
  },

  parse(file) {
    const json = readJson(file);
    const regions = listRegions(json);
    const heads = [json, ...Object.values(isRecord(json) ? json : {})].filter(isRecord);
    const asOf = heads.flatMap((head) => readAsOf(head) ?? [])[0];
    const rows = regions.map(({ provider, record }) => toRow(provider, record));
    const named = isRecord(json) && typeof json.name === 'string' ? [json.name] : [];
    const stated = [...heads.flatMap((head) => (typeof head.title === 'string' ? [head.title] : [])), ...named][0];
    const label = (key: string): string | undefined =>
      heads.flatMap((head) => (typeof head[key] === 'string' ? [head[key]] : []))[0] as string | undefined;
    const [tlp, source] = [label('tlp'), label('source')];
    return [
      {
        document: {
          title: stated ?? file.name.replace(/\.json$/i, ''),
          body: [...countRows(regions, asOf), '', ...rows].join('\n'),
          kind: 'table',
          ...(asOf ? { published: asOf } : {}),
          ...(tlp ? { tlp } : {}),
          ...(source ? { sourceId: source } : {}),
          locator: '',
          original: file.text,
        },
        warnings: [],
      },
    ];
  },
};

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
}

function readJson({ path, text }: RawFile): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new AppError('BROKEN_FORMAT', `${path}: ${(error as Error).message}`);
  }
}

function readAsOf(head: Json): string | undefined {
  const key = findKey(head, 'asOf');
  const value = key === undefined ? undefined : head[key];
  return typeof value === 'string' ? findWrittenDay(value)?.day : undefined;
}

/**
 * Every record that names a region and says when it opened or how many zones it has, with the provider above it; in a list of
 * regions, or beside its provider, also one that says neither.
 */
function listRegions(json: unknown): Region[] {
  const found: Region[] = [];
  const visit = (value: unknown, provider: string, name: string, depth: number): void => {
    if (depth > DEEPEST || found.length >= MOST_REGIONS) return;
    if (Array.isArray(value)) {
      const kept = isListOfProviders(name) || isListOfRegions(name) ? name : '';
      for (const entry of value) visit(entry, provider, kept, depth + 1);
      return;
    }
    if (!isRecord(value)) return;
    const flat = flatten(value, name);
    if ((isRegion(flat) || isNamedRegion(flat, name)) && !holdsRegions(value)) {
      found.push({
        provider: providerOf(flat) ?? (isListOfProviders(name) ? nameOf(flat, true) : undefined) ?? provider,
        record: flat,
      });
      return;
    }
    const above = providerOf(value) ?? nameOf(value);
    for (const [key, inner] of Object.entries(value))
      visit(inner, above ?? (isFrame(key) ? provider : provider || key), key, depth + 1);
  };
  visit(json, '', '', 0);
  return found.filter(({ provider }) => provider !== '');
}

/** Words of a file's frame, which name no provider. */
const isFrame = (key: string): boolean =>
  /^(?:data|items|results|regions?|providers?|clouds?|vendors?|metadata|meta|list|entries|records|\d+)$/i.test(key);

const isRegion = (record: Json): boolean => isPlace(record) && saysMore(record);

const isListOfRegions = (key: string): boolean => /^(?:.*regions|.*地域|.*区域)$/i.test(key);

/** A region of a list of regions, or one that names its provider and its code. */
const isNamedRegion = (record: Json, list: string): boolean =>
  isPlace(record) && (isListOfRegions(list) || (providerOf(record) !== undefined && hasCode(record)));

const hasCode = (record: Json): boolean =>
  Object.keys(record).some((key) => /(?:region(?:code|id|name)?|地域|区域|地域代码)$/.test(squeeze(key)));

const saysMore = (record: Json): boolean =>
  findKey(record, 'launched') !== undefined || findKey(record, 'zones') !== undefined;

const isPlace = (record: Json): boolean =>
  findKey(record, 'region') !== undefined &&
  !Object.entries(record).some(
    ([key, value]) => Array.isArray(value) && value.some(isRecord) && key !== findKey(record, 'zones'),
  ) &&
  !isProvider(record);

/** Records within that are regions by the name of their key: { cn-north-1: { zones: 3 } } */
const holdsRegions = (record: Json): boolean =>
  Object.entries(record).some(([key, value]) => isRecord(value) && isRegion(flatten(value, key)));

/** A provider's own entry may count zones too: it lists its regions. */
const isProvider = (record: Json): boolean => Object.keys(record).some((key) => /^regions$/i.test(key));

function providerOf(record: Json): string | undefined {
  const key = findKey(record, 'provider');
  return key !== undefined && typeof record[key] === 'string' ? (record[key] as string) : undefined;
}

/** Regions that stand below a place name their provider themselves: { city, providers: [{ name, region }] } */
const isListOfProviders = (key: string): boolean => /(?:providers|vendors|csps|clouds)$/i.test(key);

function nameOf(record: Json, isNamed = isProvider(record)): string | undefined {
  return isNamed
    ? ['id', 'name', 'slug', 'code'].flatMap((key) =>
        typeof record[key] === 'string' ? [record[key] as string] : [],
      )[0]
    : undefined;
}

/** Fields of fields come up one level; a record that a key names is a region of that name. */
function flatten(record: Json, name: string): Json {
  const flat: Json = {};
  const isNamedByKey = name !== '' && !isFrame(name) && !isListOfProviders(name) && !isListOfRegions(name);
  if (findKey(record, 'region') === undefined && isNamedByKey) flat.region = name;
  for (const [key, value] of Object.entries(record)) {
    if (isRecord(value))
      for (const [inner, deep] of Object.entries(value)) flat[inner in flat ? `${key} ${inner}` : inner] = deep;
    else flat[key] = value;
  }
  return flat;
}

/**
 * What a list says of its rows together: counted here, and worded so that nobody takes it for the list's own sentence. Regions
 * that are announced, or open after the day of the list, are counted apart.
 */
function countRows(regions: readonly Region[], asOf: string | undefined): string[] {
  const providers = [...new Set(regions.map(({ provider }) => provider))];
  const lines = providers.map((provider) => {
    const own = regions.filter((region) => region.provider === provider);
    const open = own.filter(({ record }) => !isPlanned(record, asOf));
    const zones = open.map(zonesOf).filter((count) => count !== undefined);
    const total = zones.reduce((sum, count) => sum + count, 0);
    const dated = own.filter(({ record }) => /(?:19|20)\d{2}/.test(textOf(record, 'launched'))).length;
    const stated = zones.length === 0 ? '' : `, ${total} availability zones (stated for ${zones.length})`;
    const planned = own.length > open.length ? `; ${own.length - open.length} planned` : '';
    return `${clean(provider)}：${open.length} regions${stated}; ${dated} with a launch date${planned}`;
  });
  return ['## Counted from the rows below', '', ...lines];
}

function isPlanned(record: Json, asOf: string | undefined): boolean {
  const launched = findWrittenDay(textOf(record, 'launched'))?.day;
  const isLater = asOf !== undefined && launched !== undefined && launched > asOf;
  return isPlannedStatus(textOf(record, 'status')) || isFlaggedClosed(record) || isLater;
}

function textOf(record: Json, meaning: RecordKey): string {
  const key = findKey(record, meaning);
  return key === undefined ? '' : String(record[key]);
}

function zonesOf({ record }: Region): number | undefined {
  const key = findKey(record, 'zones');
  const value = key === undefined ? undefined : record[key];
  if (Array.isArray(value)) return value.length;
  return typeof value === 'number' || (typeof value === 'string' && /^\d{1,3}$/.test(value))
    ? Number(value)
    : undefined;
}

/** `| provider：aws；regionCode：…；launchedDate：2006-08-25 |` in the order of the file; a list of zones as how many it names. */
function toRow(provider: string, record: Json): string {
  const zones = findKey(record, 'zones');
  const given = findKey(record, 'provider');
  const cells = Object.entries(record).flatMap(([key, value]): [string, string][] => {
    if (LEFT_OUT.test(squeeze(key)) || key === given || typeof value === 'boolean') return [];
    if (Array.isArray(value)) return key === zones ? [[key, String(value.length)]] : [];
    if (typeof value === 'string' || typeof value === 'number') return [[key, clean(String(value))]];
    return [];
  });
  return `| ${[[given ?? 'provider', clean(provider)], ...cells]
    .filter(([, value]) => value !== '')
    .map(([key, value]) => `${clean(key ?? '')}：${value}`)
    .join('；')} |`;
}

const clean = (value: string): string =>
  value
    .replace(/[\s|；：]+/g, ' ')
    .trim()
    .slice(0, LONGEST_VALUE);
