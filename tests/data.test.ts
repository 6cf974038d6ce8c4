import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';

interface Vendor {
  id: string;
  position: number;
  slot: number;
  mark: { zh: string; en: string };
  tracked: boolean;
  self: boolean;
  fiscalYearStart: number;
  aliases: { text: string }[];
  weak?: string[];
  products?: string[];
  ignore?: string[];
}
interface Entity {
  id: string;
  name: string;
  aliases: string[];
  parent?: string;
  vendor?: string;
}

const DATA = new URL('../data/', import.meta.url);

function load(path: string): unknown {
  const document = parseDocument(readFileSync(new URL(path, DATA), 'utf8'));
  expect([...document.errors, ...document.warnings], path).toEqual([]);
  return document.toJS();
}

const repeated = <T>(values: readonly T[]): T[] => values.filter((value, index) => values.indexOf(value) !== index);

const files = readdirSync(new URL('vendors/', DATA)).filter((name) => name.endsWith('.yaml'));
const vendors = files.map((name) => load(`vendors/${name}`) as Vendor);
const accounts = load('vocab/accounts.yaml') as Entity[];
const people = load('vocab/people.yaml') as Entity[];

const lower = (texts: readonly string[]): string[] => texts.map((text) => text.toLowerCase());
const namesOf = ({ aliases, weak = [], products = [] }: Vendor): string[] =>
  lower([...aliases.map((alias) => alias.text), ...weak, ...products]);
const textsOf = ({ name, aliases }: Entity): string[] => lower([name, ...aliases]);
const vendorTexts = vendors.flatMap(namesOf);

describe('vendors', () => {
  it('stand in files of their own names, at positions of their own', () => {
    expect(vendors.map((vendor) => `${vendor.id}.yaml`)).toEqual(files);
    expect(repeated(vendors.map((vendor) => vendor.position))).toEqual([]);
    expect(repeated(vendors.flatMap((vendor) => [vendor.mark.zh, vendor.mark.en]))).toEqual([]);
  });

  it('use each colour slot once and name one as ourselves', () => {
    const slots = vendors.map((vendor) => vendor.slot).filter((slot) => slot > 0);
    expect(slots.sort()).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(vendors.filter((vendor) => vendor.self).map((vendor) => vendor.id)).toEqual(['tencent']);
    expect(vendors.filter((vendor) => vendor.tracked !== vendor.slot > 0)).toEqual([]);
    expect(vendors.filter(({ fiscalYearStart: month }) => !(month >= 1 && month <= 12))).toEqual([]);
  });

  it('share no name, and ignore none of their names', () => {
    expect(repeated(vendorTexts)).toEqual([]);
    const ignored = lower(vendors.flatMap((vendor) => vendor.ignore ?? []));
    expect(ignored.filter((text) => vendorTexts.includes(text))).toEqual([]);
  });
});

describe('accounts and people', () => {
  it('have ids of their own and names that mean nobody else', () => {
    expect([accounts, people].flatMap((list) => repeated(list.map((entity) => entity.id)))).toEqual([]);
    expect(repeated([...vendorTexts, ...accounts.flatMap(textsOf), ...people.flatMap(textsOf)])).toEqual([]);
  });

  it('refer to vendors and parents that exist', () => {
    const parents = new Set([...accounts.map((account) => account.name), ...vendorTexts]);
    expect(accounts.filter((account) => account.parent && !parents.has(account.parent))).toEqual([]);
    expect(people.filter((person) => !vendors.some((vendor) => vendor.id === person.vendor))).toEqual([]);
  });
});
