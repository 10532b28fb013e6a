import { z } from 'zod';
import { command, noDetails, query } from '../base/contract.ts';
import { MANIFEST_LENGTH } from './manifest.ts';
import { RELEASE } from './version.ts';

const release = z.string().regex(RELEASE);
const sha256 = z.string().regex(/^[\da-f]{64}$/);

const offered = z.strictObject({
  text: z.string().max(MANIFEST_LENGTH),
  platform: z.string().max(40),
  newestSeen: release.nullable(),
  file: z.strictObject({ byteLength: z.int().min(0), sha256 }).nullable(),
});

const ofRelease = (version: string | undefined) => ({ entityType: 'release', entityId: version });

/**
 * Nothing of it asks a network. Which file it is about, the window's own process says and no page: what
 * a page sends of it is thrown away there, and where there is no window there is nothing to install.
 */
export const updateOperations = {
  'updates.status': query({
    summary: 'Which release is installed',
    permission: 'storage.manage',
    input: z.strictObject({}),
    output: z.object({ version: z.string(), takesUpdates: z.boolean() }),
    failures: {},
  }),
  'updates.check': command({
    summary: 'Check a downloaded update that the user chooses',
    permission: 'storage.manage',
    isAllowedReadOnly: true,
    input: z.strictObject({ offered: offered.nullish().transform((each) => each ?? null) }),
    output: z.object({ version: release, issuedAt: z.iso.datetime(), notes: z.array(z.string()) }),
    failures: {
      OnlyInWindow: noDetails,
      NothingChosen: noDetails,
      NotAManifest: noDetails,
      UnknownKey: noDetails,
      NotSigned: noDetails,
      Expired: noDetails,
      NotNewer: noDetails,
      Replayed: noDetails,
      OtherPlatform: noDetails,
      FileMissing: noDetails,
      FileChanged: noDetails,
    },
    subject: (_input, checked) => ofRelease(checked?.version),
  }),
  'updates.install': command({
    summary: 'Hand an update that was checked to the installer',
    permission: 'storage.manage',
    isAllowedReadOnly: true,
    input: z.strictObject({
      version: release,
      /** Of the file as it is now. */
      sha256: sha256.nullish().transform((digest) => digest ?? null),
    }),
    output: z.object({}),
    failures: { OnlyInWindow: noDetails, NotChecked: noDetails, NotHandedOver: noDetails },
    subject: ({ version }) => ofRelease(version),
  }),
} as const;
