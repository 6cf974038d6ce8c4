declare module 'opencc-js' {
  /** @returns a function that converts between the named Chinese script variants. */
  export function Converter(options: { from: string; to: string }): (text: string) => string;
}
