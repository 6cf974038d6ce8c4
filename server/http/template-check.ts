import Handlebars from 'handlebars';
import { AppError } from '../errors.ts';
import { isMessageKey } from './messages.ts';

interface Checked {
  env: typeof Handlebars;
  name: string;
  source: string;
  /** Names of all partials. */
  partials: ReadonlySet<string>;
  options: CompileOptions;
}

/**
 * Compiles a template and looks for what the compiler lets pass.
 * @throws AppError BAD_VIEW naming the template and line.
 */
export function checkTemplate({ env, name, source, partials, options }: Checked): void {
  try {
    new TemplateCheck(partials, new Set(Object.keys(env.helpers))).accept(env.parse(source));
    env.precompile(source, options);
  } catch (cause) {
    throw new AppError('BAD_VIEW', `${name}.hbs: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

/** Refuses unescaped output, unknown partials and messages, and fields that a helper's name hides. */
class TemplateCheck extends Handlebars.Visitor {
  constructor(
    private readonly partials: ReadonlySet<string>,
    private readonly helpers: ReadonlySet<string>,
  ) {
    super();
  }

  override MustacheStatement(node: hbs.AST.MustacheStatement): void {
    super.MustacheStatement(node);
    const { line } = node.loc.start;
    if (!node.escaped) throw new Error(`line ${line}: output must be escaped`);
    const { original } = node.path as hbs.AST.PathExpression;
    if (node.params.length === 0 && this.helpers.has(original))
      throw new Error(`line ${line}: ${original} is a helper`);
    checkMessage(node.path, node.params);
  }

  override SubExpression(node: hbs.AST.SubExpression): void {
    super.SubExpression(node);
    checkMessage(node.path, node.params);
  }

  override PartialStatement(node: hbs.AST.PartialStatement): void {
    super.PartialStatement(node);
    const name = (node.name as hbs.AST.PathExpression).original;
    if (!this.partials.has(name)) throw new Error(`line ${node.loc.start.line}: unknown partial ${name}`);
  }
}

function checkMessage(path: hbs.AST.Expression, params: hbs.AST.Expression[]): void {
  const helper = (path as hbs.AST.PathExpression).original;
  const key = params[0];
  if ((helper !== 't' && helper !== 'heading') || key?.type !== 'StringLiteral') return;
  const { value } = key as hbs.AST.StringLiteral;
  if (!isMessageKey(value)) throw new Error(`line ${key.loc.start.line}: unknown message ${value}`);
}
