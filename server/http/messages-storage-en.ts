import type { storageZh } from './messages-storage-zh.ts';

/** Words for faults of the disk or the database file, English. */
export const storageEn: Record<keyof typeof storageZh, string> = {
  'error.BASE_BUSY': 'The database is busy',
  'error.BASE_BUSY.help':
    'Another program is writing. Nothing of this change was saved; wait a moment, then do it again.',
  'error.DISK_FULL': 'The disk is full',
  'error.DISK_FULL.help': 'This change was not saved; what was there is untouched. Free some room, then do it again.',
  'error.CHANGED_SINCE': 'Not undone: a later import changed the same documents',
  'error.CHANGED_SINCE.help': 'Nothing was changed. Undo the import named below first, the newest first.',
  'error.CANNOT_UNDO': 'This import cannot be undone',
  'error.CANNOT_UNDO.help':
    'Nothing was changed. It was undone before, wrote nothing, or was made by an earlier program that kept nothing to go back to.',
};
