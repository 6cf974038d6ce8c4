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
/** RFC 822's form with the month in Chinese: 31 十二月 2003, 31 12月 2003. */
const HAN_MONTH = /(?<!\d)(\d{1,2})\s{1,3}(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月,?\s{1,3}(\d{4})(?!\d)/;
const HAN_NUMBERS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];

let known: Map<string, string> | undefined;

/** @returns the text with months of other languages as English abbreviations, and Korean signs of year, month and day as Chinese ones. */
export function translateMonths(text: string): string {
  const signs = text
    .replace(/(\d)\s?년/g, '$1年')
    .replace(/(\d)\s?월/g, '$1月')
    .replace(/(\d)\s?일/g, '$1日');
  const english = signs.replace(HAN_MONTH, (_, day: string, month: string, year: string) => {
    const number = Number(month) || HAN_NUMBERS.indexOf(month) + 1;
    return `${day} ${ENGLISH[number - 1] ?? ''} ${year}`;
  });
  return english.replace(/\p{L}{3,12}\.?/gu, (word) => {
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
