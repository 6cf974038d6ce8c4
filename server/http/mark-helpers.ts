import { isRough, sayPartialDate } from '../facts/date-words.ts';
import type { Grade } from '../facts/grade.ts';
import type { PartialDate, Reliability, Tlp } from '../model.ts';
import type { Tick } from '../pages/chart-ticks.ts';
import type { VendorLabel } from '../pages/move-item.ts';
import type { DocumentRow } from '../store/documents.ts';
import { formatInstant } from './dates.ts';
import { html, type Markup } from './html.ts';
import { langOf, type Options, sayFor } from './template-options.ts';

const MONTHS_EN = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const LETTER_DEPTH: Record<Reliability, number> = { A: 1, B: 2, C: 3, D: 4, E: 5, F: 6 };
const TLP_CLASS: Record<Tlp, string> = {
  CLEAR: 'clear',
  GREEN: 'green',
  AMBER: 'amber',
  'AMBER+STRICT': 'strict',
  RED: 'red',
};
const SURE = 0.75;
const FAIRLY_SURE = 0.5;

/** A vendor's colour and sign. `size`: lg or sm. */
function mark(vendor: VendorLabel, options: Options): Markup {
  const size = options.hash.size ? ` ${options.hash.size}` : '';
  const sign = langOf(options) === 'zh' ? vendor.markZh : vendor.markEn;
  return html`<span class="vm v-${vendor.slot}${size}" aria-hidden="true">${sign}</span>`;
}

/** When something happened, no more exact than it was stated; dashes and 约 say that the day is not settled. */
function when(date: PartialDate, options: Options): Markup {
  const say = sayFor(options);
  const words = plainWhen(date, options);
  if (date.guessed) return html`<span class="imp" title="${say('when.guessedTitle')}">${words}</span>`;
  if (date.precision === 'day') return html`<time>${words}</time>`;
  return html`<span class="imp" title="${say('when.words', { words: date.text })}">${words}</span>`;
}

function plainWhen(date: PartialDate, options: Options): string {
  const words = sayPartialDate(date, langOf(options));
  return isRough(date) && !date.guessed ? sayFor(options)('when.about', { when: words }) : words;
}

/** A known day, or the word for one that no source states. */
function day(value: string | null, options: Options): Markup {
  return value ? html`<time>${value}</time>` : html`<span class="muted">${sayFor(options)('common.unknown')}</span>`;
}

/** When a document came out, with the offset of its source; only as exact as the source has it. */
function publication(document: DocumentRow, options: Options): Markup {
  if (document.publishedAt) return html`<time>${formatInstant(document.publishedAt)}</time>`;
  if (!document.published) return day(null, options);
  const { published: start, publishedPrecision, publishedGuessed: guessed } = document;
  const precision = publishedPrecision ?? 'day';
  return when(
    { start, end: start, precision: precision === 'span' ? 'day' : precision, text: start, guessed },
    options,
  );
}

function grade({ letter, digit }: Grade, options: Options): Markup {
  const say = sayFor(options);
  const words = { letter, letterWords: say(`letter.${letter}`), digit, digitWords: say(`digit.${digit}`) };
  const label = say('grade.label', { letter, digit });
  return html`<span class="grade" role="img" title="${say('grade.title', words)}" aria-label="${label}"><span class="g${LETTER_DEPTH[letter]}">${letter}</span><span class="g${digit}">${digit}</span></span>`;
}

/** The grade of a source alone. */
function letter(reliability: Reliability, options: Options): Markup {
  const say = sayFor(options);
  const title = say('grade.letterTitle', { letter: reliability, letterWords: say(`letter.${reliability}`) });
  return html`<span class="grade" role="img" title="${title}" aria-label="${title}"><span class="g${LETTER_DEPTH[reliability]}">${reliability}</span></span>`;
}

function tlp(label: Tlp, options: Options): Markup {
  return html`<span class="tlp ${TLP_CLASS[label]}" title="${sayFor(options)(`tlp.${label}`)}">TLP:${label}</span>`;
}

/** How sure the reading is, 0…1, in three words. */
function confidence(value: number, options: Options): Markup {
  const step = value >= SURE ? 'high' : value >= FAIRLY_SURE ? 'mid' : 'low';
  return html`<span class="conf ${step}">${sayFor(options)(`conf.${step}`)}</span>`;
}

function tickLabel({ day: start, unit }: Tick, options: Options): string {
  const [year, month, date] = start.split('-');
  if (unit === 'year') return year ?? '';
  if (unit === 'year-month') return `${year}-${month}`;
  if (unit === 'day') return date ?? '';
  return langOf(options) === 'zh' ? `${Number(month)} 月` : (MONTHS_EN[Number(month) - 1] ?? '');
}

/** Badges drawn from parts that are escaped one by one. */
export const markHelpers = { mark, when, plainWhen, day, publication, grade, letter, tlp, confidence, tickLabel };
