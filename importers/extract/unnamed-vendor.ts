/** 某云大厂, 约谈两家云厂商, 要求云厂商: the source leaves the vendor unnamed, and so do we. */
const UNNAMED_VENDOR =
  /(?:某|有|[一两二三四五六七八九十多几各每]家|其他)[^,。;]{0,4}云(?:计算)?(?:大厂|厂商|巨头)|(?:要求|规定|约谈|针对|督促)了?[^,。;]{0,4}云(?:计算)?(?:大厂|厂商|巨头)/;

/** Whether a sentence tells of a vendor that it does not name. */
export const isUnnamed = (words: string): boolean => UNNAMED_VENDOR.test(words);
