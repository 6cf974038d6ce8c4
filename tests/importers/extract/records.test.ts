import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildExtractor } from '../../../importers/extract/index.ts';
import { listReleases } from '../../../importers/normalise/release-headings.ts';
import { loadReferenceData } from '../../../importers/reference-data.ts';
import { formatPartialDate } from '../../../server/facts/partial-date.ts';
import { readDocuments } from '../../helpers/read-documents.ts';

const data = loadReferenceData();
const extractor = buildExtractor(data);

function read(fixture: string) {
  const folder = join('tests', 'fixtures', fixture, 'input.*');
  return readDocuments([folder], data).map((document) => ({ document, ...extractor.extract(document) }));
}

const movesOf = (fixture: string): string[] =>
  read(fixture).flatMap(({ moves }) =>
    moves.map(
      ({ vendorId, type, state, happened, gist }) =>
        `${vendorId} ${type} ${state} ${happened && formatPartialDate(happened)} ${gist}`,
    ),
  );

describe('release notes', () => {
  it('give one dated product move a release, of the vendor that the code names', () => {
    expect(movesOf('release-notes/provider')).toEqual([
      'tencent product actual 2025-03-03 tencentcloudstack/terraform-provider-example 2.3.0: new 3 (mongodb 2, cdb 1), changed 1, fixed 1, other 1',
    ]);
    expect(movesOf('release-notes/keep-a-changelog')).toEqual([
      'huawei product actual 2024-11-05 huaweicloud/example-client 1.1.0: new 2 (ecs 1, obs 1), removed 1',
      'huawei product actual 2024-05-20 huaweicloud/example-client 1.0.0: changed 1',
    ]);
    expect(movesOf('release-notes/sdk-by-day')).toEqual([
      'aws product actual 2026-06-05 aws/example-sdk 2026-06-05.2: new 1 (bedrock 1), fixed 1',
      'aws product actual 2026-06-04 aws/example-sdk 2026-06-04: new 1 (ec2 1)',
    ]);
    expect(movesOf('release-notes/nested-lists')).toEqual([
      'huawei product actual 2024-01-29 huaweicloud 1.61.0: new 4 (dws 2, cdm 1, rds 1), changed 1',
      'huawei product actual 2023-12-30 huaweicloud 1.60.1: fixed 1',
    ]);
  });

  it('are told product by product under headings, where "none" is no change', () => {
    expect(movesOf('release-notes/by-product')).toEqual([
      'huawei product actual 2024-11-14 input 3.1.120: new 1 (aom 1), changed 1',
    ]);
  });

  it('are no report with dated chapters', () => {
    const text =
      '# 市场报告\n\n## 1.1 概述（2024-03-01）\n\n- 甲云降价。\n\n## 1.2 展望（2024-04-01）\n\n- 乙云跟进。\n';
    expect(listReleases(text)).toEqual([]);
  });

  it('count the changes of each product, so that many releases can be shown as one series', () => {
    const [move] = read('release-notes/provider').flatMap(({ moves }) => moves);
    expect(move?.series).toEqual({
      name: 'tencentcloudstack/terraform-provider-example',
      products: [
        { product: 'mongodb', opened: 2, changed: 0 },
        { product: 'cdb', opened: 1, changed: 1 },
        { product: 'vpc', opened: 0, changed: 1 },
      ],
    });
    expect(move?.quote.exact).toBe('2.3.0 (March 3, 2025)');
  });

  it('date nothing that has no day, or a day that no calendar holds', () => {
    const undated = read('release-notes/provider').filter(({ document }) => !document.published);
    expect(undated.map(({ document, moves, vendors }) => [document.title, moves.length, vendors.length])).toEqual([
      ['tencentcloudstack/terraform-provider-example 2.4.0', 0, 1],
      ['tencentcloudstack/terraform-provider-example 2.2.1', 0, 1],
    ]);
  });
});

describe('incident records', () => {
  it('give one incident a platform and service, on the day it became public', () => {
    expect(movesOf('incident-record/one-platform')).toEqual([
      'alibaba incident actual 2024-03-05 Message Queue: Shared cache key in an example queue (High)',
      'alibaba incident actual 2024-03-05 Function Compute: Shared cache key in an example queue (High)',
    ]);
  });

  it('give a move to each of several platforms in one field, as exactly dated as stated', () => {
    expect(movesOf('incident-record/month-only')).toEqual(
      ['aws', 'huawei', 'tencent'].map(
        (vendor) => `${vendor} incident actual 2022-11 Example console shows a neighbour's names (Critical)`,
      ),
    );
  });

  it('file a platform that nobody knows as not understood', () => {
    const [record] = read('incident-record/two-platforms');
    expect(movesOf('incident-record/two-platforms')).toEqual([
      'gcp incident actual 2023-07-14 Example agent listens on every address (medium)',
    ]);
    expect(record?.unread).toHaveLength(1);
    expect(record?.document.text.slice(record.unread[0]?.start, record.unread[0]?.end)).toContain('unheard-of cloud');
  });
});

describe('region lists', () => {
  it('give a region move as exactly dated as the list says, planned where it is to come', () => {
    expect(movesOf('region-list/nested')).toEqual([
      'azure region actual 2019-12 examplenorth Example North (Oslo, Norway)',
      'azure region planned 2027-04-01 examplesouth Example South (Rome, Italy)',
    ]);
    expect(movesOf('region-list/flat-chinese')).toEqual([
      'huawei region actual 2018-06-20 xx-north-1 示例北一',
      'huawei region actual 2021-09-01 xx-west-2 示例西二',
      'tencent region actual 2017 yy-east-1 示例东一',
    ]);
    expect(movesOf('region-list/by-code')).toEqual([
      'volcano region actual 2022-03-15 cn-example-1 Example 1',
      'volcano region actual 2024-Q3 cn-example-2 Example 2',
    ]);
  });

  it('give figures of open regions and zones as of the day of the list', () => {
    const figures = read('region-list/nested').flatMap((record) => record.figures);
    expect(figures.map(({ vendorId, low, unit, period }) => [vendorId, low, unit, period?.start])).toEqual([
      ['azure', 1, 'regions', '2026-01-21'],
      ['azure', 3, 'availability zones', '2026-01-21'],
    ]);
  });

  it('read the provider below a place, and count none that is flagged closed', () => {
    expect(movesOf('region-list/by-place')).toEqual(['huawei region actual 2024 xx-wales-1 Example Cardiff']);
    const figures = read('region-list/by-place').flatMap((record) => record.figures);
    expect(figures.map(({ vendorId, low, unit }) => [vendorId, low, unit])).toEqual([
      ['huawei', 2, 'regions'],
      ['huawei', 3, 'availability zones'],
    ]);
  });

  it('count a region of which nothing but its name is said', () => {
    const figures = read('region-list/flat-chinese').flatMap((record) => record.figures);
    expect(figures.map(({ vendorId, low, unit }) => [vendorId, low, unit])).toContainEqual(['volcano', 1, 'regions']);
  });

  it('quote a row of our copy for every fact', () => {
    for (const { document, moves, figures } of read('region-list/nested'))
      for (const { quote } of [...moves, ...figures])
        expect(document.text.slice(quote.start, quote.end)).toBe(quote.exact);
  });
});
