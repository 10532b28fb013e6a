import { resolve } from 'node:path';
import type { Handlers } from '../../../shared/base/contract.ts';
import { fail, ok } from '../../../shared/base/result.ts';
import type { hl7Operations } from '../../../shared/exchange/hl7-contract.ts';
import { isFolderUsable } from '../../platform/backup/backup-folder.ts';
import type { Contexts } from '../../platform/context.ts';
import { answerOf, folderState } from './folder-state.ts';
import { importMessages } from './import-messages.ts';
import { inboxFiles } from './inbox-files.ts';
import { selectFolders, selectNewestFiles, updateFolders } from './store.ts';

const FILES_LISTED = 50;
const TRY = 'Give the whole path of a folder that is there and that Caretrail may write to.';

const filesIn = (inbox: string) => inboxFiles(inbox).catch(() => []);
const isUsable = (folder: string): Promise<boolean> => answerOf(isFolderUsable(folder), false);

export const hl7Handlers: Handlers<typeof hl7Operations, Contexts> = {
  'hl7.import': (input, job) => importMessages(input, job),
  async 'exchangeFolders.status'(_input, { db }) {
    const folders = await selectFolders(db);
    const waiting = folders.inbox === null ? [] : await answerOf(filesIn(folders.inbox), []);
    return ok({
      folders,
      inbox: await folderState(folders.inbox),
      outbox: await folderState(folders.outbox),
      waiting: waiting.length,
      files: [...(await selectNewestFiles(db, FILES_LISTED))],
    });
  },
  async 'exchangeFolders.set'({ inbox, outbox }, { tx }) {
    const now = await selectFolders(tx);
    // A drive that is not connected does not keep anybody from changing the other folder.
    if (inbox !== null && inbox !== now.inbox && !(await isUsable(inbox)))
      return fail('InboxNotUsable', `Files cannot be moved in the inbox. ${TRY}`);
    if (outbox !== null && outbox !== now.outbox && !(await isUsable(outbox)))
      return fail('OutboxNotUsable', `Files cannot be written into the outbox. ${TRY}`);
    if (inbox !== null && outbox !== null && resolve(inbox) === resolve(outbox))
      return fail('SameFolder', 'Choose two folders: what goes out would come in again.');
    await updateFolders(tx, { inbox, outbox });
    return ok({ inbox, outbox });
  },
};
