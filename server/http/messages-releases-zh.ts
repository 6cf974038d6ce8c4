/** Words on what release notes tell, Chinese. */
export const releasesZh = {
  'releases.heading': '开放节奏',
  'releases.lede': '{total} 次发布，涉及 {products} 个产品，截至 {asOf}。数字是当年新开放的资源、数据源或功能。',
  'releases.spark': '近 12 个月每月新开放',
  'releases.product': '产品（代码名）',
  'releases.changed': '改进与修复',
  'releases.newest': '最近一次',
  'releases.all': '全部产品',
  'releases.leftOut': '{count} 次发布说明不在此列，另见',
  'releases.basis': '据 {series} 的发布说明：开放给接口的才算，控制台功能不在其中。',
} as const;
