import { foldText } from '../../server/text/fold.ts';
import type { Gazetteer } from '../extract/gazetteer.ts';
import type { MatchVendor } from './shape.ts';

const LONGEST_QUALIFIER = 12;
const EDGES = /^[\s()[\]·_/:,-]+|[\s()[\]·_/:,-]+$/g;

/** A heading names a vendor when it begins with its name; 阿里云 (规划) leaves 规划. Products name no column. */
export function buildVendorHeadings(gazetteer: Gazetteer): MatchVendor {
  return (heading) => {
    const folded = foldText(heading);
    const match = gazetteer.match(folded).find(({ start }) => start === 0);
    if (match?.kind !== 'vendor' || match.strength === 'product') return undefined;
    const rest = folded.slice(match.end).replace(EDGES, '');
    return rest.length > LONGEST_QUALIFIER ? undefined : { vendorId: match.id, qualifier: rest };
  };
}
