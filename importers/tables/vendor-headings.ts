import { foldText } from '../../server/text/fold.ts';
import type { Gazetteer } from '../extract/gazetteer.ts';
import { findPeriod } from '../normalise/tables/parse-period.ts';
import type { MatchVendor } from './shape.ts';

const LONGEST_QUALIFIER = 12;
const EDGES = /^[\s()[\]·_/:,-]+|[\s()[\]·_/:,-]+$/g;

/** A heading names a vendor when it begins with its name; 阿里云 (规划) leaves 规划. Products name no column. */
export function buildVendorHeadings(gazetteer: Gazetteer): MatchVendor {
  return (heading) => {
    const folded = foldText(heading);
    const period = findPeriod(folded);
    const before = period?.start === 0 ? folded.slice(0, period.end) : '';
    const from = before.length + (/^[\s·_/:,-]*/.exec(folded.slice(before.length))?.[0].length ?? 0);
    const match = gazetteer.match(folded).find(({ start }) => start === 0 || start === from);
    if (match?.kind !== 'vendor' || match.strength === 'product') return undefined;
    const rest = `${match.start > 0 ? before : ''} ${folded.slice(match.end).replace(EDGES, '')}`.trim();
    return rest.length > LONGEST_QUALIFIER ? undefined : { vendorId: match.id, qualifier: rest };
  };
}

const COMPARED = /对比|对标|相比|比较|竞争|友商|vs|[与和较比超似]|、|,/;
/** Who speaks of itself as one of its own: 我是腾讯云的… */
const SPEAKER = /(?:我是|我们是|我来自|作为|代表)$/;

/** @returns the vendor that a title is of: 华为云各大区节点数; undefined for none, several or a comparison. */
export function findTitleVendor(gazetteer: Gazetteer, title: string): string | undefined {
  const folded = foldText(title);
  if (COMPARED.test(folded)) return undefined;
  const found = gazetteer.match(folded).filter(({ kind, strength }) => kind === 'vendor' && strength === 'strong');
  return new Set(found.map(({ id }) => id)).size === 1 ? found[0]?.id : undefined;
}

const SPEAKS_WITHIN = 4000;

/** @returns the vendor whose own staff wrote the text, as its opening says; undefined where it does not */
export function findSpeaker(gazetteer: Gazetteer, text: string): string | undefined {
  const folded = foldText(text.slice(0, SPEAKS_WITHIN));
  const named = gazetteer.match(folded).filter(({ kind }) => kind === 'vendor');
  return named.find(({ start }) => SPEAKER.test(folded.slice(Math.max(0, start - 4), start)))?.id;
}
