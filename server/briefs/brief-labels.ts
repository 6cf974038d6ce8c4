import type { Audience, LineLabel, LineTag } from '../facts/brief-types.ts';
import type { Tlp } from '../model.ts';
import type { Lang, SharedBrief, WithheldReason } from './redact-brief.ts';

/** Words of a brief that is handed out as a file; pages have theirs in the messages. */
interface Labels {
  brief: string;
  battlecard: string;
  audience: Record<Audience, string>;
  label: Record<LineLabel, string>;
  legend: Record<LineLabel, string>;
  tag: Record<LineTag, string>;
  column: { theirs: string; ours: string };
  reason: Record<WithheldReason, string>;
  share: Record<Tlp, string>;
  incumbent: string;
  us: string;
  asOf: string;
  expires: string;
  owner: string;
  version: string;
  evidence: string;
  evidenceHead: [string, string, string, string, string, string];
  withheld: string;
  withheldNone: string;
  lines: string;
  none: string;
  unknown: string;
  /** Of a section that goes on overleaf. */
  more(title: string): string;
  colon: string;
}

export const LABELS: Record<Lang, Labels> = {
  zh: {
    brief: '赢回简报',
    battlecard: '战术卡',
    audience: { internal: '内部版，不得外发', partner: '伙伴版', customer: '客户版' },
    label: { fact: '实', inference: '推', assumption: '设' },
    legend: { fact: '实 有原句', inference: '推 由事实推出', assumption: '设 未证，会前核对' },
    tag: {
      planned: '计划',
      rumoured: '传闻',
      unreviewed: '未复核',
      expired: '已过期',
      list: '挂牌',
      negotiated: '照原话',
      hand: '手写',
    },
    column: { theirs: '对方', ours: '我方' },
    reason: { class: '密级更严', names: '点名客户或个人' },
    share: { CLEAR: '可外发', GREEN: '伙伴', AMBER: '组织与客户', 'AMBER+STRICT': '内部', RED: '限定人' },
    ...{
      incumbent: '对手',
      us: '我方',
      asOf: '截至',
      expires: '失效',
      owner: '撰写',
      version: '版本',
      evidence: '证据表',
    },
    evidenceHead: ['号', '原句', '评级', '来源', '发表', '密级'],
    ...{
      withheld: '未示内容',
      withheldNone: '没有略去的行。',
      lines: '行',
      none: '没有可以示出的行',
      unknown: '不详',
      more: (title: string) => `${title}（续）`,
      colon: '：',
    },
  },
  en: {
    brief: 'Win-back brief',
    battlecard: 'Battlecard',
    audience: { internal: 'Internal, not to be sent out', partner: 'For partners', customer: 'For the customer' },
    label: { fact: 'F', inference: 'I', assumption: 'A' },
    legend: { fact: 'F fact, quoted', inference: 'I inferred from facts', assumption: 'A assumption, to check' },
    tag: {
      planned: 'planned',
      rumoured: 'hearsay',
      unreviewed: 'not reviewed',
      expired: 'expired',
      list: 'list',
      negotiated: 'as told',
      hand: 'by hand',
    },
    column: { theirs: 'Theirs', ours: 'Ours' },
    reason: { class: 'stricter class', names: 'names an account or a person' },
    share: {
      CLEAR: 'may go out',
      GREEN: 'partners',
      AMBER: 'organisation and clients',
      'AMBER+STRICT': 'internal',
      RED: 'named readers',
    },
    ...{
      incumbent: 'Incumbent',
      us: 'Us',
      asOf: 'As of',
      expires: 'Expires',
      owner: 'Owner',
      version: 'Version',
      evidence: 'Evidence',
    },
    evidenceHead: ['No.', 'Sentence', 'Grade', 'Source', 'Published', 'Class'],
    ...{
      withheld: 'Withheld',
      withheldNone: 'No line was withheld.',
      lines: 'lines',
      none: 'no line that may be shown',
      unknown: 'unknown',
      more: (title: string) => `${title} (continued)`,
      colon: ': ',
    },
  },
};

/** What stands above every page of it; outside the house it tells no name. */
export function titleOf(brief: SharedBrief): string {
  const { brief: win, battlecard } = LABELS[brief.lang];
  const kind = brief.kind === 'account' ? win : battlecard;
  return `${kind} · ${brief.account ?? (brief.kind === 'battlecard' ? (brief.incumbent ?? brief.id) : brief.id)}`;
}

/** Lines of the header, name and value. */
export function headerOf(brief: SharedBrief): [string, string][] {
  const words = LABELS[brief.lang];
  const rows: [string, string | null][] = [
    [words.incumbent, brief.incumbent],
    [words.us, brief.us],
    [words.asOf, brief.asOf],
    [words.expires, brief.expires],
    [words.owner, brief.owner],
    [words.version, `${brief.id} v${brief.version}`],
  ];
  return rows.filter((row): row is [string, string] => row[1] !== null);
}

export function withheldOf({ withheld, lang }: SharedBrief): string {
  const words = LABELS[lang];
  const total = withheld.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return words.withheldNone;
  const parts = withheld.map(({ reason, count }) => `${words.reason[reason]} ${count}`);
  return `${total} ${words.lines}${words.colon}${parts.join(lang === 'zh' ? '，' : ', ')}`;
}

export function lineWords(
  { text, tags, column }: SharedBrief['sections'][number]['lines'][number],
  lang: Lang,
): string {
  const words = LABELS[lang];
  const side = column ? `${words.column[column]}${words.colon}` : '';
  return `${side}${text}${tags.map((tag) => ` [${words.tag[tag]}]`).join('')}`;
}
