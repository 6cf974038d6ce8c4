import type { PersonRole } from '../../server/model.ts';
import { foldText } from '../../server/text/fold.ts';
import type { PersonEntry, Vocabulary } from '../reference-data.ts';
import type { Focus } from './focus.ts';
import { type EntityMatch, indexBefore } from './gazetteer.ts';
import { buildEnglishPeopleReader } from './people-english.ts';
import { buildQuote, chooseSpan } from './quotes.ts';
import { findSentence, type Reading } from './reading.ts';
import { findTitleBeside } from './title-beside.ts';
import { findWordEdges } from './words.ts';

/** Finds people with a role at a vendor: listed ones by name, others beside a job title or a change of post. */
export interface PeopleReader {
  extract(
    reading: Reading,
    matches: readonly EntityMatch[],
    focus: Focus,
    /** Vendors of the document. */
    present: ReadonlySet<string>,
  ): PersonRole[];
}

interface Sighting {
  /** The listed person, or the name itself. */
  key: string;
  personId?: string;
  /** As the document writes it. */
  name: string;
  vendorId: string | undefined;
  /** As the text writes it, where it is known which one belongs to the name. */
  title?: string;
  start: number;
  end: number;
}

/** A third character that belongs to the next word rather than to a name. */
const NOT_IN_NAME =
  '表称在说认告转曾将也则对与和及接出离任兼就还已是的向透介指强宣坦直回带从于为到被把给让一不有这那上下等来去加开看想做正都只更再又之以所其等担卸升调领主负讲谈问答笑他她我你们个名位人年月日网报社';
/** Words that follow a two-character name and would lend it a third. */
const AFTER_NAME = '博士|总裁|总监|先生|女士|教授|院士|老师|等人|讲到|团队|本人|个人|时任|此前|随后|之后|同时|认为';
const POST_CHANGE =
  '出任|接任|继任|升任|担任|卸任|离任|离职|加入|跳槽|履新|上任|兼任|接替|将全面负责|将负责|不再负责|转任|改任';
const LEADS = '牵头|领衔|主管|统管|分管|掌管|执掌|接掌|接手|负责|带队|挂帅|统领|主持|操盘';
const LEVEL = /[（(]?(?:职级)?\s?(l\d{1,2}|p\d{1,2}|t\d{1,2}|m\d)[)）]?/;

export function buildPeopleReader(people: readonly PersonEntry[], vocabulary: Vocabulary): PeopleReader {
  const byId = new Map(people.map((person) => [person.id, person]));
  const titles = [...vocabulary.titles].map(foldText).sort((a, b) => b.length - a.length);
  const title = titles.map(buildTitlePattern).join('|');
  const surname = vocabulary.surnames.map(escapePattern).join('|');
  const name = `(?<name>(?:${surname})[\\u4e00-\\u9fff](?:(?!${AFTER_NAME})[\\u4e00-\\u9fff])?)`;
  const besideTitle = [
    new RegExp(`(?:${title})${name}`, 'g'),
    new RegExp(`(?<![\\u4e00-\\u9fff])${name}[（(](?:职级)?\\s?[lptm]\\d`, 'g'),
    // 北区田锋,东区季军
    new RegExp(`(?<=[东南西北华]区|中国区|亚太区|大区|事业部|事业群)${name}(?=[,。;、])`, 'g'),
    // the lines of an interview: 计凯南:大部分是
    new RegExp(`(?<=^|\\n)${name}(?=:)`, 'g'),
  ];
  /** The name opens its clause, so that the vendor of a new post may follow it. */
  const beforePost = [
    new RegExp(`(?<![\\u4e00-\\u9fff])${name}(?=${POST_CHANGE})`, 'g'),
    new RegExp(`(?:由|接替|任命|下属|下属的|并入|汇报给)${name}(?=${POST_CHANGE}|${LEADS}|,|。|担|为)`, 'g'),
    // 邵启明是某云华东区总经理
    new RegExp(`(?<![\\u4e00-\\u9fff])${name}(?=(?:是|系|现任|时任|担任)[^,。;:\\n]{0,18}(?:${title}))`, 'g'),
    // 由去年加入的曲文芳出任, 负责架构的林栖领衔
    new RegExp(`的${name}(?=${POST_CHANGE}|${LEADS})`, 'g'),
    // 冷以宁从一家老牌云厂商转投, 赵毅也来到
    new RegExp(`(?<=^|[,。;:、\\n“”])${name}(?=[^,。;:\\n]{0,14}(?:${POST_CHANGE}|转投|来到|离开|回归))`, 'g'),
  ];
  const opensName = new RegExp(`^(?:${surname})`);
  const findEnglish = buildEnglishPeopleReader(vocabulary.englishTitles.join('|'));
  const titlePattern = new RegExp(`(?:${title})`, 'g');

  return {
    extract(reading, matches, focus, present) {
      const refused = readPseudonymNotes(reading, vocabulary);
      const english = findEnglish(reading, matches, focus);
      const titles = new Map(english.map(({ start, title }) => [start, title]));
      const listBefore = indexBefore(matches, FIRM_REACH);
      const listed = matches
        .filter((match) => match.kind === 'person')
        .map(({ id, start, end }): Sighting => {
          const home = byId.get(id)?.vendor;
          const vendorId = home && present.has(home) ? home : vendorBeside(reading, listBefore(start), start);
          const title = titles.get(start);
          const name = reading.text.slice(start, end);
          return { key: id, personId: id, name, vendorId, ...(title && { title }), start, end };
        });
      const taken = new Set(listed.map((sighting) => sighting.start));
      const discovered = [
        ...discover(reading, besideTitle, focus.at),
        ...discover(reading, beforePost, (offset) => employerOf(reading, focus, offset)),
        ...discoverLists(reading, opensName, focus.at),
        ...english.map((found) => ({ key: found.name, ...found })),
      ].filter(
        (sighting) =>
          !refused.includes(sighting.name) && !taken.has(sighting.start) && !isOfAccount(listBefore(sighting.start)),
      );
      return mergeSightings([...listed, ...discovered])
        .filter((sighting) => sighting.vendorId !== undefined && present.has(sighting.vendorId))
        .map((sighting) => toRole(reading, sighting, titlePattern));
    },
  };
}

/** 顾凡、凌琦、李鑫: three names and more in a row, nothing else among them. */
const NAME_LIST = /(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,3}(?:、[\u4e00-\u9fff]{2,3}){2,12}/g;

function discoverLists(
  reading: Reading,
  opensName: RegExp,
  vendorAt: (offset: number) => string | undefined,
): Sighting[] {
  return Array.from(reading.folded.matchAll(NAME_LIST)).flatMap((list) => {
    let start = list.index;
    const items = list[0].split('、').map((raw) => {
      const at = start;
      start += raw.length + 1;
      return { at, name: opensName.test(raw) ? trimName(reading, raw, at) : undefined };
    });
    if (!items.every(({ name }) => name)) return [];
    return items.map(({ at, name = '' }): Sighting => {
      return { key: name, name, vendorId: vendorAt(at), start: at, end: at + name.length };
    });
  });
}

function discover(
  reading: Reading,
  patterns: readonly RegExp[],
  vendorAt: (offset: number) => string | undefined,
): Sighting[] {
  const sightings: Sighting[] = [];
  for (const pattern of patterns) {
    for (const match of reading.folded.matchAll(pattern)) {
      const raw = match.groups?.name ?? '';
      const start = match.index + match[0].indexOf(raw);
      const name = trimName(reading, raw, start);
      if (name) sightings.push({ key: name, name, vendorId: vendorAt(start), start, end: start + name.length });
    }
  }
  return sightings;
}

/** The vendor named before somebody in the sentence, else the one after (冷以宁从腾讯云离开), else what was spoken of. */
function employerOf(reading: Reading, focus: Focus, offset: number): string | undefined {
  const sentence = findSentence(reading, offset);
  const before = sentence && focus.within(sentence.start, offset).at(-1);
  return before ?? (sentence && focus.within(offset, sentence.end)[0]) ?? focus.at(offset);
}

/** Surnames that are small words too: before a word of two characters they mostly are no name (于近期, 宣布由). */
const ALSO_WORDS = '于向应连那时单明成常安关方曾解任包宣查占管区全';

/**
 * Cuts what belongs to the next word (张宇解 of 张宇解释), and refuses what is a word or begins inside one (由于紧张).
 * @param raw surname and one or two characters
 */
function trimName(reading: Reading, raw: string, start: number): string | undefined {
  const from = Math.max(0, start - 6);
  const edges = findWordEdges(reading.folded.slice(from, start + raw.length + 4));
  const isEdge = (place: number): boolean => edges.has(place - from);
  const long = raw.length === 3;
  const isForeign = long && NOT_IN_NAME.includes(raw[2] as string);
  const name = isForeign || (long && !isEdge(start + 3) && isEdge(start + 2)) ? raw.slice(0, 2) : raw;
  if (!isEdge(start) || name.length < 2) return undefined;
  const isLoose = name.length === 3 && ALSO_WORDS.includes(name[0] as string);
  if (isLoose && isEdge(start + 1) !== isEdge(start + 2)) return undefined;
  const inner = Array.from({ length: name.length - 1 }, (_, i) => start + 1 + i);
  if (name.length === 2 && (!inner.some(isEdge) || NOT_IN_NAME.includes(name[1] as string))) return undefined;
  return name;
}

/** How far before a name its firm may stand: 小鹏汽车董事长、CEO何小鹏. */
const FIRM_REACH = 16;

/** Somebody listed at a vendor that the document does not name: only a vendor right before the name can be a new post. */
function vendorBeside(reading: Reading, before: readonly EntityMatch[], start: number): string | undefined {
  const last = before.filter(({ kind }) => kind === 'vendor').at(-1);
  return last && !/[,。;:、的]/.test(reading.folded.slice(last.end, start)) ? last.id : undefined;
}

/** A title behind an account's name is a post at the account: its people are not a vendor's. */
const isOfAccount = (before: readonly EntityMatch[]): boolean =>
  before.filter(({ kind }) => kind !== 'person').at(-1)?.kind === 'account';

/** The notes that declare names invented ("张浩、刘茂均为化名"): whoever stands in one is nobody. */
function readPseudonymNotes(reading: Reading, vocabulary: Vocabulary): string {
  return reading.sentences
    .map((sentence) => reading.folded.slice(sentence.start, sentence.end))
    .filter((words) => vocabulary.pseudonyms.some((pattern) => pattern.test(words)))
    .join('\n');
}

/** One person once, under the fullest form of the name: the earliest sighting with a vendor. */
function mergeSightings(sightings: readonly Sighting[]): Sighting[] {
  const byKey = new Map<string, Sighting>();
  for (const sighting of [...sightings].sort((a, b) => a.start - b.start)) {
    const known = byKey.get(sighting.key);
    if (!known) byKey.set(sighting.key, { ...sighting });
    else {
      known.vendorId ??= sighting.vendorId;
      if (sighting.title) known.title ??= sighting.title;
      if (sighting.name.length > known.name.length) known.name = sighting.name;
    }
  }
  return [...byKey.values()];
}

function toRole(reading: Reading, sighting: Sighting, titlePattern: RegExp): PersonRole {
  const sentence = findSentence(reading, sighting.start) ?? sighting;
  const span = chooseSpan(reading.folded, sentence, sighting);
  const around = { start: Math.max(span.start, sighting.start - 40), end: Math.min(span.end, sighting.end + 40) };
  const level = LEVEL.exec(reading.folded.slice(sighting.end, Math.min(span.end, sighting.end + 12)))?.[1] ?? '';
  return {
    name: sighting.name,
    ...(sighting.personId ? { personId: sighting.personId } : {}),
    vendorId: sighting.vendorId as string,
    title: sighting.title ?? findTitleBeside(reading, around, sighting, titlePattern),
    level: level.toUpperCase(),
    quote: buildQuote(reading.text, span.start, span.end),
  };
}

/** A title in Latin letters is a word of its own: no CRO stands in Microsoft. */
function buildTitlePattern(title: string): string {
  const escaped = escapePattern(title);
  return /^[a-z]+$/.test(title) ? `(?<![a-z])${escaped}(?![a-z])` : escaped;
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
