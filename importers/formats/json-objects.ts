export interface JsonPart {
  /** As it stands in the file. */
  text: string;
  /** undefined where the part is no JSON. */
  value?: unknown;
}

/**
 * Finds the whole objects of a JSON list by their brackets, so that a list may be cut short, or one object of it broken.
 * @param from where the list's content begins
 */
export function findJsonObjects(text: string, from: number, most: number): JsonPart[] {
  const found: JsonPart[] = [];
  let start = -1;
  let depth = 0;
  let isString = false;
  for (let at = from; at < text.length && found.length < most; at++) {
    const sign = text[at];
    if (isString) {
      if (sign === '\\') at++;
      else if (sign === '"') isString = false;
    } else if (sign === '"') isString = true;
    else if (sign === '{' || sign === '[') {
      if (depth++ === 0) start = at;
    } else if (sign === '}' || sign === ']') {
      if (--depth < 0) break;
      if (depth === 0) found.push(parsePart(text.slice(start, at + 1)));
    }
  }
  return found;
}

function parsePart(text: string): JsonPart {
  try {
    return { text, value: JSON.parse(text) };
  } catch {
    return { text };
  }
}
