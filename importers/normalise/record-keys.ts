/**
 * Keys under which public records keep a thing, squeezed to letters and digits in lower case, likeliest first. A reader looks a
 * thing up by its name here; another record's key for it is one more word.
 */
export const RECORD_KEYS = {
  provider: [
    'provider',
    'providerid',
    'vendor',
    'cloud',
    'cloudprovider',
    'csp',
    'company',
    'operator',
    'platform',
    '厂商',
    '云厂商',
  ],
  region: [
    'regioncode',
    'regionid',
    'region',
    'cloudregion',
    'cloudregioncode',
    'regionslug',
    'regionname',
    'code',
    'slug',
    'id',
    '地域',
    '区域',
    '地域代码',
  ],
  name: ['displayname', 'longname', 'cloudregionname', 'name', 'label', 'title', 'geography', 'location', '名称'],
  launched: [
    'launcheddate',
    'launchdate',
    'launched',
    'launchedat',
    'opened',
    'openedat',
    'opendate',
    'openingdate',
    'gadate',
    'generallyavailable',
    'availablesince',
    'availablefrom',
    'since',
    'launch',
    'launchyear',
    'openyear',
    'yearopened',
    'yearlaunched',
    'open',
    'available',
    '上线日期',
    '上线时间',
    '开放时间',
    '上线',
  ],
  zones: [
    'availabilityzones',
    'availabilityzonecount',
    'zones',
    'azs',
    'az',
    'azcount',
    'zonecount',
    'zonescount',
    'numberofzones',
    'numzones',
    '可用区',
    '可用区数',
  ],
  status: ['status', 'state', 'availability', 'stage', 'phase', '状态'],
  asOf: [
    'lastupdated',
    'updated',
    'updatedat',
    'asof',
    'date',
    'generated',
    'generatedat',
    'exportedat',
    'retrieved',
    'retrievedat',
    'snapshot',
    'version',
    '更新时间',
    '截至',
  ],
} as const;
export type RecordKey = keyof typeof RECORD_KEYS;

export const squeeze = (key: string): string => key.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** @returns the name in the record of the first key that means this, and holds something. */
export function findKey(record: Readonly<Record<string, unknown>>, meaning: RecordKey): string | undefined {
  const names = new Map(Object.entries(record).map(([name, value]) => [squeeze(name), { name, value }] as const));
  for (const key of RECORD_KEYS[meaning]) {
    const found = names.get(key);
    if (found && found.value !== null && found.value !== undefined && found.value !== '') return found.name;
  }
  return undefined;
}

const PLANNED = /plan|announc|coming|preview|upcoming|construct|future|规划|建设|即将|预览/i;

/** Flags that say of a thing whether it is open. */
const OPEN_FLAG = /^(?:isactive|active|inservice|isavailable|available|isopen|open|islaunched|enabled)$/;

/** Whether the words of a status say that a thing is not open yet. */
export const isPlannedStatus = (status: string): boolean => PLANNED.test(status);

/** Whether a flag of the record says that it is not open. */
export const isFlaggedClosed = (record: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(record).some(([name, value]) => value === false && OPEN_FLAG.test(squeeze(name)));
