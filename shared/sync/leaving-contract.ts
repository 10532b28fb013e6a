import { z } from 'zod';
import { command, noDetails } from '../base/contract.ts';
import { line } from '../base/text.ts';
import { uuid } from '../base/uuid.ts';
import { sourceFile } from '../imports/contract.ts';
import { passphrase } from '../store/passphrase.ts';

const ofThisDevice = () => ({ entityType: 'syncDevice' });

/** What keeps work from being lost with a computer, and how a computer leaves its site. */
export const leavingOperations = {
  'sync.exportUnsent': command({
    summary: 'Write what the server does not have into one encrypted file',
    asksPin: true,
    permission: 'storage.manage',
    isAllowedReadOnly: true,
    input: z.strictObject({}),
    output: z.object({ path: z.string(), changes: z.int(), byteLength: z.int() }),
    failures: {
      NotEnrolled: noDetails,
      NothingUnsent: noDetails,
      FirstSync: noDetails,
      NoPassphrase: noDetails,
      FolderNotUsable: noDetails,
      NoRoom: noDetails,
    },
    subject: ofThisDevice,
  }),
  'sync.bringUnsent': command({
    summary:
      'Give the server what another computer of the site had not sent, from its encrypted file',
    permission: 'storage.manage',
    holdsSecret: true,
    input: z.strictObject({ file: sourceFile, passphrase }),
    /** Some of the changes, or all, may have been at the server before. */
    output: z.object({ deviceName: z.string(), madeAt: z.iso.datetime(), changes: z.int() }),
    failures: {
      NotEnrolled: noDetails,
      MissingFile: noDetails,
      NotOurs: noDetails,
      WrongPassphrase: noDetails,
      OtherSite: noDetails,
      NotFollowing: noDetails,
      ServerUnreachable: noDetails,
      ServerRefused: noDetails,
    },
    subject: ofThisDevice,
  }),
  'sync.leave': command({
    summary:
      'Let this computer leave its site: it keeps what it has, and nothing goes or comes any more',
    permission: 'storage.manage',
    input: z.strictObject({
      /** The name of this computer, typed: leaves though something is not on the server or it is out of reach. */
      typedName: line(100)
        .nullish()
        .transform((name) => name ?? null),
    }),
    output: z.object({ deviceId: uuid() }),
    failures: {
      NotEnrolled: noDetails,
      Unsent: z.object({ changes: z.int(), files: z.int() }),
      WrongName: noDetails,
      FirstSync: noDetails,
      ServerUnreachable: noDetails,
      ServerRefused: noDetails,
    },
    subject: (_input, left) => ({ entityType: 'syncDevice', entityId: left?.deviceId }),
  }),
} as const;
