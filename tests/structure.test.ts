import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { FORMATS } from '../importers/registry.ts';
import { PROJECT_ROOT } from '../server/config.ts';
import {
  lineOf,
  listFiles,
  listStrings,
  measureFunctions,
  readSources,
  readText,
  type SourceFile,
  walk,
} from './helpers/source-files.ts';

const LONGEST_FILE = 250;
const LONGEST_FUNCTION = 50;

const product = readSources('server', 'importers');
const tests = readSources('tests');
const byPath = new Map(product.map((file) => [file.path, file]));
const inFolder = (path: string, ...folders: string[]): boolean =>
  folders.some((folder) => path.startsWith(`${folder}/`));

/** Imports of the files below some folders whose target a rule forbids, as "file → target". */
function findImports(folders: string[], isForbidden: (target: string) => boolean): string[] {
  return product
    .filter((file) => inFolder(file.path, ...folders))
    .flatMap((file) =>
      file.imports.filter(({ target }) => isForbidden(target)).map(({ target }) => `${file.path} → ${target}`),
    );
}

describe('import direction', () => {
  it('goes from the importers to the server and never back', () => {
    expect(findImports(['server'], (target) => inFolder(target, 'importers', 'tests'))).toEqual([]);
  });

  it('lets importers use errors, config, model, text, facts, db and store of the server alone', () => {
    const open = /^server\/(?:(?:errors|config|model)\.ts$|(?:text|facts|db|store)\/)/;
    expect(findImports(['importers'], (target) => inFolder(target, 'server', 'tests') && !open.test(target))).toEqual(
      [],
    );
  });

  it.each([
    ['text', ['text']],
    ['facts', ['facts', 'text']],
    ['db', ['db', 'facts', 'text']],
    ['store', ['store', 'db', 'facts', 'text']],
    ['search', ['search', 'store', 'db', 'facts', 'text']],
  ])('keeps server/%s below what uses it', (layer, below) => {
    const isAbove = (target: string): boolean =>
      /^server\/\w+\//.test(target) && !inFolder(target, ...below.map((name) => `server/${name}`));
    expect(findImports([`server/${layer}`], isAbove)).toEqual([]);
  });

  it('leaves the model without imports', () => {
    expect(byPath.get('server/model.ts')?.imports).toEqual([]);
  });
});

describe('pure stages', () => {
  const PURE = ['server/text', 'server/facts', 'importers/normalise', 'importers/extract', 'importers/formats'];
  const IMPURE_MODULE =
    /^(?:node:)?(?:fs|child_process|net|http|https|os|worker_threads)(?:\/|$)|^better-sqlite3$|^server\/(?:db|store)\//;
  const CLOCK = /\bDate\.now\(\)|\bnew Date\(\s*\)|(?<!new )\bDate\(\s*\)|\bperformance\.now\b|\bMath\.random\b/;

  /** The files that a file loads, itself first; type imports load nothing. */
  function reach(path: string, seen = new Set<string>()): SourceFile[] {
    const file = byPath.get(path);
    if (!file || seen.has(path)) return [];
    seen.add(path);
    return [file, ...file.imports.filter((one) => !one.typeOnly).flatMap((one) => reach(one.target, seen))];
  }

  const files = product.filter((file) => inFolder(file.path, ...PURE)).map((file) => file.path);

  it.each(files)('%s sees no file, database or clock', (path) => {
    const faults = reach(path).flatMap((file) => [
      ...file.imports.filter((one) => !one.typeOnly && IMPURE_MODULE.test(one.target)).map((one) => one.target),
      ...(CLOCK.test(file.text) ? [`clock in ${file.path}`] : []),
    ]);
    expect(faults).toEqual([]);
  });
});

describe('words out of place', () => {
  it('keeps SQL in server/store and server/db', () => {
    const sql =
      /\bSELECT\b[\s\S]*\bFROM\b|\bINSERT\b[\s\S]*\bINTO\b|\bUPDATE\s+\S+\s+SET\b|\bDELETE\s+FROM\b|\bPRAGMA\b/;
    const strays = product
      .filter((file) => !inFolder(file.path, 'server/store', 'server/db'))
      .flatMap((file) =>
        listStrings(file)
          .filter(({ text }) => sql.test(text))
          .map(({ line }) => `${file.path}:${line}`),
      );
    expect(strays).toEqual([]);
  });

  it('names no vendor in code', () => {
    const ids = new Set(listFiles('data/vendors', '.yaml').map((path) => basename(path, '.yaml')));
    const named = product.flatMap((file) =>
      listStrings(file)
        .filter(({ text }) => ids.has(text))
        .map(({ text, line }) => `${file.path}:${line}: ${text}`),
    );
    expect(ids.size).toBeGreaterThan(10);
    expect(named).toEqual([]);
  });

  it('has no type any', () => {
    const found = [...product, ...tests].flatMap((file) =>
      [...walk(file.ast)]
        .filter((node) => node.kind === ts.SyntaxKind.AnyKeyword)
        .map((node) => `${file.path}:${lineOf(file.ast, node)}`),
    );
    expect(found).toEqual([]);
  });
});

describe('size', () => {
  it(`keeps files to ${LONGEST_FILE} lines`, () => {
    const lengths = [...product, ...tests].map((file) => ({
      path: file.path,
      lines: file.text.trimEnd().split('\n').length,
    }));
    expect(lengths.filter(({ lines }) => lines > LONGEST_FILE)).toEqual([]);
  });

  it(`keeps functions to ${LONGEST_FUNCTION} lines, not counting functions inside`, () => {
    const long = [...product, ...tests].flatMap((file) =>
      measureFunctions(file)
        .filter(({ lines }) => lines > LONGEST_FUNCTION)
        .map(({ name, line, lines }) => `${file.path}:${line}: ${name}, ${lines} lines`),
    );
    expect(long).toEqual([]);
  });
});

describe('views', () => {
  const views = listFiles('views', '.hbs');
  const templates = listFiles('views/pages', '.hbs').map((path) => basename(path, '.hbs'));
  const pages = product
    .filter((file) => inFolder(file.path, 'server/pages'))
    .filter((file) => /export\s+(?:async\s+)?(?:function|const)\s+load\w*Page\b/.test(file.text))
    .map((file) => basename(file.path, '.ts'));

  it('has a template for each page and a page for each template but that of errors', () => {
    expect(pages.length).toBeGreaterThan(0);
    expect(templates.filter((name) => name !== 'error')).toEqual(pages);
  });

  it.each(views)('%s writes nothing unescaped and holds no script or style', (path) => {
    // Scripts are files of our own, loaded by the layout on pages with keys or a search box that suggests.
    const text = readText(path).replace('<script src="{{this}}" defer></script>', '');
    expect(text).not.toMatch(/\{\{\{|\{\{&/);
    expect(text).not.toMatch(/<(?:script|style)\b/i);
    expect(text).not.toMatch(/\s(?:style|on[a-z]+)\s*=/i);
    expect(text).not.toMatch(/javascript:/i);
  });
});

describe('what must be written down', () => {
  it.each(FORMATS.map((format) => format.name))('has fixtures of the format %s', (name) => {
    const folder = join(PROJECT_ROOT, 'tests', 'fixtures', name);
    expect(existsSync(folder) ? readdirSync(folder).length : 0).toBeGreaterThanOrEqual(2);
  });

  it('lists every route in the README', () => {
    const routes = [
      ...readText('server/app.ts').matchAll(/app\.(?:get|post|put|delete)\(\s*(?:twin\()?'([^']+)'/g),
    ].map((match) => match[1] ?? '');
    const readme = readText('README.md');
    const isListed = (route: string): boolean =>
      new RegExp(`[\\s\`|/]${route.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w/:-])`).test(readme);
    expect(routes.length).toBeGreaterThan(5);
    expect(routes.filter((route) => !isListed(route))).toEqual([]);
  });
});
