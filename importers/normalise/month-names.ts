const ENGLISH = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const;
/** Languages whose feeds write months out in place of RFC 822's English. Names come from the runtime's own CLDR. */
const LANGUAGES = [
  'fr',
  'de',
  'es',
  'it',
  'pt',
  'nl',
  'sv',
  'da',
  'nb',
  'fi',
  'pl',
  'cs',
  'hu',
  'ro',
  'el',
  'ru',
  'uk',
  'tr',
  'id',
  'ca',
];
const LEAST_LETTERS = 3;

let known: Map<string, string> | undefined;

/** @returns the text with months of other languages as English abbreviations, and Korean signs of year, month and day as Chinese ones. */
export function translateMonths(text: string): string {
  const signs = text
    .replace(/(\d)\s?년/g, '$1年')
    .replace(/(\d)\s?월/g, '$1月')
    .replace(/(\d)\s?일/g, '$1日');
  return signs.replace(/\p{L}{3,12}\.?/gu, (word) => {
    const key = fold(word);
    if (/^[a-z]+$/.test(key) && ENGLISH.some((name) => key.startsWith(name)) && /^[a-z]+\.?$/i.test(word)) return word;
    known ??= listNames();
    return known.get(key) ?? word;
  });
}

const fold = (word: string): string =>
  word
    .normalize('NFD')
    .replace(/\p{M}|\./gu, '')
    .toLowerCase();

function listNames(): Map<string, string> {
  const names = new Map<string, string>();
  for (const language of LANGUAGES)
    for (const [index, english] of ENGLISH.entries())
      for (const name of namesOf(language, new Date(Date.UTC(2024, index, 15))))
        if (!names.has(name)) names.set(name, english);
  return names;
}

/** Full and short, alone and in a date: the Slavic and Greek languages inflect them. */
function namesOf(language: string, day: Date): string[] {
  const forms: Intl.DateTimeFormatOptions[] = (['long', 'short'] as const).flatMap((month) => [
    { month },
    { month, day: 'numeric' },
  ]);
  return forms
    .map((form) => new Intl.DateTimeFormat(language, { ...form, timeZone: 'UTC' }).formatToParts(day))
    .flatMap((parts) => parts.find(({ type }) => type === 'month')?.value ?? [])
    .map(fold)
    .filter((name) => name.length >= LEAST_LETTERS && !/\d/.test(name));
}
