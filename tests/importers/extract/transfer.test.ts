import { describe, expect, it } from 'vitest';
import type { EntityMatch } from '../../../importers/extract/gazetteer.ts';
import { fitsTransfer } from '../../../importers/extract/moves/transfer.ts';
import type { SentenceFacts } from '../../../importers/extract/sentence-facts.ts';

const at = (words: string, name: string, kind: EntityMatch['kind'] = 'vendor'): EntityMatch => {
  const start = words.indexOf(name);
  return { kind, id: name, strength: 'strong', start, end: start + name.length };
};

/** Facts of one sentence that begins the text. */
function factsOf(words: string, vendors: string[], accounts: string[] = [], people: string[] = []): SentenceFacts {
  return {
    sentence: { start: 0, end: words.length, passage: 0, ordinal: 0 },
    words,
    vendors: vendors.map((name) => at(words, name)),
    accounts: accounts.map((name) => at(words, name, 'account')),
    people: people.map((name) => at(words, name, 'person')),
    dates: [],
    earlier: undefined,
    signals: [],
    numbers: [],
    titleOverlap: 0,
    carried: undefined,
    speech: false,
  };
}

/** Vendors that can have the part, given the words of the cue. */
function whoFits(transfer: 'from' | 'to', facts: SentenceFacts, cue: string): string[] {
  const start = facts.words.indexOf(cue);
  const cues = [{ start, end: start + cue.length }];
  return facts.vendors
    .filter(({ id, start: vendorStart, end: vendorEnd }) =>
      fitsTransfer(transfer, { vendorId: id, naming: 'named', vendorStart, vendorEnd }, facts, cues),
    )
    .map((match) => match.id);
}

describe('fitsTransfer', () => {
  it.each([
    ['甲公司从东云迁移到西云', '迁移到'],
    ['甲公司已把东云上的业务搬到西云', '搬到'],
    ['甲公司弃东云转投西云', '转投'],
    ['甲公司将一部分业务从东云迁回西云', '迁'],
    ['甲公司七成业务放在东云,后来西云抢走了其中三分之一', '抢走'],
    ['甲公司的东云订单被西云撬走', '撬走'],
  ])('reads who loses and who wins: %s', (words, cue) => {
    const facts = factsOf(words, ['东云', '西云'], ['甲公司']);
    expect(whoFits('from', facts, cue)).toEqual(['东云']);
    expect(whoFits('to', facts, cue)).toEqual(['西云']);
  });

  it('means the vendor beside the cue where nothing is moved', () => {
    const facts = factsOf('甲公司称,替换东云的候选是西云或南云', ['东云', '西云', '南云'], ['甲公司']);
    expect(whoFits('from', facts, '替换')).toEqual(['东云']);
  });

  it('takes no person who leaves for an account that is lost', () => {
    expect(whoFits('from', factsOf('张三已离开东云', ['东云'], [], ['张三']), '离开')).toEqual([]);
    expect(whoFits('from', factsOf('张三说甲公司已离开东云', ['东云'], ['甲公司'], ['张三']), '离开')).toEqual([
      '东云',
    ]);
  });

  it('lets any vendor fit a type that tells no switch', () => {
    const facts = factsOf('东云与西云降价', ['东云', '西云']);
    expect(
      fitsTransfer(undefined, { vendorId: '西云', naming: 'named', vendorStart: 3, vendorEnd: 5 }, facts, []),
    ).toBe(true);
  });
});
