import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import Handlebars from 'handlebars';
import { AppError } from '../errors.ts';
import type { Site } from '../pages/site.ts';
import { buildChrome, type ChromeInput } from './chrome.ts';
import { templateHelpers } from './helpers.ts';
import { isMessageKey } from './messages.ts';

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
  for (const [name, source] of [...partials, ...pages, ...layouts]) checkTemplate(env, name, source, partials);
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
  return new Map(names.map((name) => [basename(name, '.hbs'), readFileSync(join(folder, name), 'utf8')]));
}

/** Strict: a field that the page object lacks is an error, not an empty place. */
function optionsOf(env: typeof Handlebars): CompileOptions {
  const knownHelpers = Object.fromEntries(Object.keys(env.helpers).map((name) => [name, true]));
  return { strict: true, knownHelpers, knownHelpersOnly: true, preventIndent: true };
}

function compile(env: typeof Handlebars, source: string): Handlebars.TemplateDelegate {
  return env.compile(source, optionsOf(env));
}

function checkTemplate(env: typeof Handlebars, name: string, source: string, partials: Templates): void {
  try {
    const ast = env.parse(source);
    new TemplateCheck(partials).accept(ast);
    env.precompile(source, optionsOf(env));
  } catch (cause) {
    throw new AppError('BAD_VIEW', `${name}.hbs: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

/** Finds what the compiler lets pass: unescaped output, unknown partials, unknown messages. */
class TemplateCheck extends Handlebars.Visitor {
  constructor(private readonly partials: Templates) {
    super();
  }

  override MustacheStatement(node: hbs.AST.MustacheStatement): void {
    if (!node.escaped) throw new Error(`line ${node.loc.start.line}: output must be escaped`);
    super.MustacheStatement(node);
    checkMessage(node.path, node.params);
  }

  override SubExpression(node: hbs.AST.SubExpression): void {
    super.SubExpression(node);
    checkMessage(node.path, node.params);
  }

  override PartialStatement(node: hbs.AST.PartialStatement): void {
    super.PartialStatement(node);
    const name = (node.name as hbs.AST.PathExpression).original;
    if (!this.partials.has(name)) throw new Error(`unknown partial ${name}`);
  }
}

function checkMessage(path: hbs.AST.Expression, params: hbs.AST.Expression[]): void {
  const helper = (path as hbs.AST.PathExpression).original;
  const key = params[0];
  if ((helper !== 't' && helper !== 'heading') || key?.type !== 'StringLiteral') return;
  const { value } = key as hbs.AST.StringLiteral;
  if (!isMessageKey(value)) throw new Error(`unknown message ${value}`);
}

/** The query changes with the content, so the files themselves may be kept for ever. */
function listAssets(views: string): { stylesheet: string; icon: string } {
  const address = (name: string): string => {
    const hash = createHash('sha256')
      .update(readFileSync(join(views, 'assets', name)))
      .digest('hex');
    return `/assets/${name}?v=${hash.slice(0, 12)}`;
  };
  return { stylesheet: address('zhibi.css'), icon: address('favicon.svg') };
}
