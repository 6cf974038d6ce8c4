import { describe, expect, it } from 'vitest';
import { findListedBeside } from '../../../importers/extract/account-lists.ts';
import type { EntityMatch } from '../../../importers/extract/gazetteer.ts';

/** Candidates found in a text whose listed accounts are given. */
function candidates(folded: string, listed: string[]): string[] {
  const matches = listed.map((name): EntityMatch => {
    const start = folded.indexOf(name);
    return { kind: 'account', id: name, strength: 'strong', start, end: start + name.length };
  });
  return findListedBeside({ folded }, matches).map((match) => folded.slice(match.start, match.end));
}

describe('findListedBeside', () => {
  it('takes unlisted names beside listed accounts for accounts', () => {
    expect(candidates('它服务了小红书、携程、朴朴超市等客户。', ['小红书', '携程'])).toEqual(['朴朴超市']);
    expect(candidates('客户包括甲野游戏、小红书、携程。', ['小红书', '携程'])).toEqual(['甲野游戏']);
  });

  it('takes nothing from a list that few accounts stand in', () => {
    expect(candidates('涉及小红书、计算、存储、网络等方面。', ['小红书'])).toEqual([]);
    expect(candidates('覆盖汽车、金融、零售等行业。', [])).toEqual([]);
  });

  it('takes no phrase for a name', () => {
    expect(candidates('小红书、携程、正在谈的几家等客户。', ['小红书', '携程'])).toEqual([]);
    expect(candidates('小红书、携程、在线教育平台等客户。', ['小红书', '携程'])).toEqual([]);
  });
});
