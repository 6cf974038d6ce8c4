declare module 'opencc-js' {
  /** @returns a function that converts between the named Chinese script variants. */
  export function Converter(options: { from: string; to: string }): (text: string) => string;
}

/** The dictionaries from Traditional to mainland Simplified: rows of "key value", joined by |. */
declare module 'opencc-js/to/cn' {
  const dictionaries: string[][];
  export default dictionaries;
}
