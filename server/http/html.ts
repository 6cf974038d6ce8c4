import Handlebars from 'handlebars';

export type Markup = Handlebars.SafeString;

/** Template tag: every value is escaped, except markup that this tag made itself. */
export function html(parts: TemplateStringsArray, ...values: unknown[]): Markup {
  const text = parts.reduce((out, part, index) => out + escapePart(values[index - 1]) + part);
  return new Handlebars.SafeString(text);
}

/** @returns pieces of markup as one. */
export function joinMarkup(pieces: readonly Markup[], between = ''): Markup {
  return new Handlebars.SafeString(pieces.map(String).join(Handlebars.escapeExpression(between)));
}

function escapePart(value: unknown): string {
  if (value instanceof Handlebars.SafeString) return value.toString();
  return value === null || value === undefined ? '' : Handlebars.escapeExpression(String(value));
}
