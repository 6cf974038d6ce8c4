import type { releasesZh } from './messages-releases-zh.ts';

/** Words on what release notes tell, English. */
export const releasesEn: Record<keyof typeof releasesZh, string> = {
  'releases.heading': 'Pace of opening',
  'releases.lede':
    '{total} {total:release|releases} that touch {products} {products:product|products}, as of {asOf}. Numbers count resources, data sources or features opened in the year.',
  'releases.spark': 'opened a month, last 12 months',
  'releases.product': 'Product (code name)',
  'releases.changed': 'Improved and fixed',
  'releases.newest': 'Most recent',
  'releases.all': 'All products',
  'releases.leftOut': '{count} release notes are left out here, see',
  'releases.basis':
    'From the release notes of {series}: what is open to the API counts, features of the console do not.',
};
