/** 某云大厂, 已有云大厂: the source leaves the vendor unnamed, and so do we. */
const UNNAMED_VENDOR = /(?:某|有|一家|多家|几家|各家|每家|其他)[^,。;]{0,4}云(?:计算)?(?:大厂|厂商|巨头)/;

/** Whether a sentence tells of a vendor that it does not name. */
export const isUnnamed = (words: string): boolean => UNNAMED_VENDOR.test(words);
