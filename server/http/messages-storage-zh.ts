/** Words for faults of the disk or the database file, Chinese. */
export const storageZh = {
  'error.BASE_BUSY': '资料库正忙',
  'error.BASE_BUSY.help': '另一个程序正在写入。没有保存任何改动；请稍等片刻，再做一次。',
  'error.DISK_FULL': '磁盘已满',
  'error.DISK_FULL.help': '这次改动没有保存，已有的资料没有受影响。请腾出空间后再做一次。',
} as const;
