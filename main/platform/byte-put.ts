import type { BytePurpose, StoredFile } from '../../shared/base/bridge.ts';
import { fail, ok } from '../../shared/base/result.ts';
import {
  auditTransfer,
  permissionsFor,
  refusalFor,
  refuse,
  signTransfer,
  thumbnails,
} from './byte-transfer.ts';
import type { CallParts } from './call.ts';
import type { Session } from './core.ts';
import type { Refusal } from './dispatch-failures.ts';
import type { FileRules, TakenIn } from './file-rules.ts';
import type { FileStore } from './file-store.ts';
import { deleteUnnamed, upsertFileContent, upsertStoredFile } from './stored-files.ts';
import { readOnlyRefusal } from './disk/writing.ts';

/** Largest file taken in, in bytes. */
const MAX_BYTES = 256 * 1024 * 1024;

const unknownPurpose = fail('InvalidInput', 'purpose is unknown.');
const tooLarge = fail('TooLarge', 'The file is larger than 256 MB.');

type HandedIn = {
  readonly session: Session;
  readonly purpose: BytePurpose;
  readonly bytes: Uint8Array;
};

/** What is kept: the bytes as they came where nothing was found in them, because nobody looked. */
type Kept = Pick<TakenIn, 'bytes' | 'thumbnail'> & { readonly content: TakenIn['content'] | null };

/** Takes bytes in, through what their purpose says of them, or leaves everything as it was. */
export async function put(
  parts: CallParts,
  { files, rules }: { readonly files: FileStore; readonly rules: FileRules },
  given: HandedIn,
) {
  const { session, purpose, bytes } = given;
  const transfer = { session, operation: 'bytes.put' } as const;
  if (!Object.hasOwn(permissionsFor, purpose)) return refuse(parts, transfer, unknownPurpose);
  const mayPut = () => refusalFor(parts, session, [permissionsFor[purpose].put]);
  const refusal: Refusal | null = mayPut() ?? readOnlyRefusal(parts.writing);
  if (refusal) return refuse(parts, transfer, refusal);
  if (bytes.byteLength > MAX_BYTES) return refuse(parts, transfer, tooLarge);
  const intake = rules.intakes[purpose];
  const taken = intake ? await intake(bytes) : ok({ bytes, thumbnail: null, content: null });
  if (!taken.ok) return refuse(parts, transfer, taken);
  // Looking at a picture takes time, in which whoever handed it in may have been signed out.
  const late = mayPut();
  if (late) return refuse(parts, transfer, late);
  return ok(await keepOrNothing(parts, files, { session, purpose, kept: taken.value }));
}

type Keeping = {
  readonly session: Session;
  readonly purpose: BytePurpose;
  readonly kept: Kept;
};

async function keepOrNothing(
  parts: CallParts,
  files: FileStore,
  keeping: Keeping,
): Promise<StoredFile> {
  const digests: string[] = [];
  // Until the rows say that the files are needed, nobody may take them for some that are not.
  const release = files.holdDeletions();
  try {
    return await keep(parts, keeping, async (bytes) => {
      const digest = await files.put(bytes);
      digests.push(digest);
      return digest;
    });
  } catch (error) {
    release();
    // What stays all the same goes at the next start.
    await deleteUnnamed({ database: parts.database, files }, digests).catch(parts.report);
    throw error;
  } finally {
    release();
  }
}

async function keep(
  parts: CallParts,
  { session, purpose, kept }: Keeping,
  store: (bytes: Uint8Array) => Promise<string>,
): Promise<StoredFile> {
  const { bytes, thumbnail } = kept;
  const thumbnailDigest = thumbnail && (await store(thumbnail));
  const digest = await store(bytes);
  const content = kept.content && { ...kept.content, thumbnailDigest };
  const { byteLength } = bytes;
  await parts.database.transact(async (tx) => {
    await signTransfer(parts, tx, session);
    const storedAt = parts.clock().toISOString();
    const permission = permissionsFor[purpose].get;
    await upsertStoredFile(tx, { digest, byteLength, purpose, permission, storedAt });
    if (content) await upsertFileContent(tx, { digest, purpose }, content);
    if (thumbnail && thumbnailDigest !== null)
      await upsertStoredFile(tx, {
        digest: thumbnailDigest,
        byteLength: thumbnail.byteLength,
        ...thumbnails,
        storedAt,
      });
    await auditTransfer(parts, tx, { session, operation: 'bytes.put', digest });
  });
  return content ? { digest, byteLength, content } : { digest, byteLength };
}
