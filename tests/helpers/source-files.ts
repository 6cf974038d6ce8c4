import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { PROJECT_ROOT } from '../../server/config.ts';

/** One TypeScript file of the project as the structure rules see it. */
export interface SourceFile {
  /** Relative to the checkout, with forward slashes. */
  path: string;
  text: string;
  ast: ts.SourceFile;
  imports: Import[];
}

export interface Import {
  /** As written, or relative to the checkout for a file of the project. */
  target: string;
  typeOnly: boolean;
}

/** @returns paths below a folder with one of the endings, relative to the checkout, sorted. */
export function listFiles(folder: string, ...endings: string[]): string[] {
  return readdirSync(join(PROJECT_ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name).replaceAll('\\', '/'))
    .filter((path) => endings.some((ending) => path.endsWith(ending)))
    .sort();
}

export const readText = (path: string): string => readFileSync(join(PROJECT_ROOT, path), 'utf8');

export function readSources(...folders: string[]): SourceFile[] {
  return folders.flatMap((folder) => listFiles(folder, '.ts')).map(readSource);
}

function readSource(path: string): SourceFile {
  const text = readText(path);
  const ast = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  return { path, text, ast, imports: listImports(path, ast) };
}

/** Every node of a tree, outermost first. */
export function* walk(node: ts.Node): Generator<ts.Node> {
  yield node;
  for (const child of node.getChildren()) yield* walk(child);
}

function listImports(path: string, ast: ts.SourceFile): Import[] {
  const found: Import[] = [];
  const add = (node: ts.Node | undefined, typeOnly: boolean): void => {
    if (node && ts.isStringLiteralLike(node)) found.push({ target: resolveTarget(path, node.text), typeOnly });
  };
  for (const node of walk(ast)) {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, node.importClause?.isTypeOnly ?? false);
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], false);
    }
  }
  return found;
}

function resolveTarget(from: string, specifier: string): string {
  return specifier.startsWith('.')
    ? relative(PROJECT_ROOT, join(PROJECT_ROOT, dirname(from), specifier)).replaceAll('\\', '/')
    : specifier;
}

/** @returns strings and template parts of a file, with the line they begin on. */
export function listStrings({ ast }: SourceFile): { text: string; line: number }[] {
  return [...walk(ast)]
    .filter((node) => ts.isStringLiteralLike(node) || ts.isTemplateExpression(node))
    .map((node) => ({
      text: ts.isTemplateExpression(node) ? node.getText() : (node as ts.StringLiteralLike).text,
      line: lineOf(ast, node),
    }));
}

export const lineOf = (ast: ts.SourceFile, node: ts.Node): number =>
  ast.getLineAndCharacterOfPosition(node.getStart()).line + 1;

/** @returns each function with the lines it takes, without the lines of functions inside it. */
export function measureFunctions({ ast }: SourceFile): { name: string; line: number; lines: number }[] {
  return [...walk(ast)].filter(isFunction).map((node) => ({
    name: nameOf(node),
    line: lineOf(ast, node),
    lines: countLines(ast, node) - sum([...outermostInside(node)].map((inner) => countLines(ast, inner) - 1)),
  }));
}

const isFunction = (node: ts.Node): node is ts.FunctionLikeDeclaration =>
  (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined) || false;

function* outermostInside(node: ts.Node): Generator<ts.Node> {
  for (const child of node.getChildren()) {
    if (isFunction(child)) yield child;
    else yield* outermostInside(child);
  }
}

function nameOf(node: ts.FunctionLikeDeclaration): string {
  if (node.name) return node.name.getText();
  return ts.isVariableDeclaration(node.parent) ? node.parent.name.getText() : 'an unnamed function';
}

const countLines = (ast: ts.SourceFile, node: ts.Node): number =>
  ast.getLineAndCharacterOfPosition(node.end).line + 2 - lineOf(ast, node);

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);
