/** Words for faults of the disk or the database file, Chinese. */
export const storageZh = {
  'error.BASE_BUSY': '资料库正忙',
  'error.BASE_BUSY.help': '另一个程序正在写入。没有保存任何改动；请稍等片刻，再做一次。',
  'error.DISK_FULL': '磁盘已满',
  'error.DISK_FULL.help': '这次改动没有保存，已有的资料没有受影响。请腾出空间后再做一次。',
  'error.CHANGED_SINCE': '没有撤销：后来的导入又改过同样的文献',
  'error.CHANGED_SINCE.help': '什么都没有改动。请先撤销下面所指的导入，从最新的一批开始。',
  'error.CANNOT_UNDO': '这一批不能撤销',
  'error.CANNOT_UNDO.help': '什么都没有改动。它已经撤销过，没有写入，或出自旧版程序，没有留下可恢复的内容。',
} as const;
