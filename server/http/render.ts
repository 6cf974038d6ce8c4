import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import Handlebars from 'handlebars';
import { AppError } from '../errors.ts';
import type { Site } from '../pages/site.ts';
import { type Assets, buildChrome, type ChromeInput } from './chrome.ts';
import { templateHelpers } from './helpers.ts';
import { checkTemplate } from './template-check.ts';

export interface Renderer {
  /** @throws AppError BAD_VIEW */
  assertTemplate(name: string): void;
  render(name: string, input: ChromeInput): string;
}

type Templates = Map<string, string>;

/**
 * Reads and checks every template at once, so that a fault shows at start and not on a page.
 * @param views folder that holds layouts, pages, partials and assets.
 * @throws AppError BAD_VIEW
 */
export function createRenderer(views: string, site: Site): Renderer {
  const env = Handlebars.create();
  env.registerHelper(templateHelpers);
  const partials = readTemplates(join(views, 'partials'));
  const pages = readTemplates(join(views, 'pages'));
  const layouts = readTemplates(join(views, 'layouts'));
  for (const [name, source] of [...partials, ...pages, ...layouts]) {
    checkTemplate({ env, name, source, partials: new Set(partials.keys()), options: optionsOf(env) });
  }
  for (const [name, source] of partials) env.registerPartial(name, compile(env, source));
  const compiled = new Map([...pages].map(([name, source]) => [name, compile(env, source)]));
  const layout = compile(env, layouts.get('main') ?? '');
  const assets = listAssets(views);

  const assertTemplate = (name: string): void => {
    if (!compiled.has(name)) throw new AppError('BAD_VIEW', `views/pages/${name}.hbs does not exist`);
  };
  return {
    assertTemplate,
    render(name, input) {
      assertTemplate(name);
      const chrome = buildChrome(site, assets, input);
      const body = compiled.get(name)?.({ chrome, page: input.page });
      return layout({ chrome, page: input.page, body: new Handlebars.SafeString(body ?? '') });
    },
  };
}

function readTemplates(folder: string): Templates {
  const names = readdirSync(folder).filter((name) => name.endsWith('.hbs'));
  // Without the newline at the end of the file, which would show as a space where a partial stands in a sentence.
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8').replace(/\n$/, '');
  return new Map(names.map((name) => [basename(name, '.hbs'), read(name)]));
}

/** Strict: a field that the page object lacks is an error, not an empty place. */
function optionsOf(env: typeof Handlebars): CompileOptions {
  const knownHelpers = Object.fromEntries(Object.keys(env.helpers).map((name) => [name, true]));
  return { strict: true, knownHelpers, knownHelpersOnly: true, preventIndent: true };
}

function compile(env: typeof Handlebars, source: string): Handlebars.TemplateDelegate {
  return env.compile(source, optionsOf(env));
}

/** The query changes with the content, so the files themselves may be kept for ever. */
function listAssets(views: string): Assets {
  const address = (name: string): string => {
    const hash = createHash('sha256')
      .update(readFileSync(join(views, 'assets', name)))
      .digest('hex');
    return `/assets/${name}?v=${hash.slice(0, 12)}`;
  };
  return {
    ...{ stylesheet: address('zhibi.css'), icon: address('favicon.svg') },
    ...{ keys: address('review.js'), typeahead: address('find.js') },
  };
}
