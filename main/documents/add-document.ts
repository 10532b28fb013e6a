import type { Actor } from '../../shared/base/permission.ts';
import { fail, ok } from '../../shared/base/result.ts';
import type { HandedInDocument } from '../../shared/documents/handed-in-document.ts';
import type { CommandContext } from '../platform/context.ts';
import { selectFileContent } from '../platform/stored-files.ts';
import { todayAtSite } from '../site/actions.ts';
import { type AttachedTo, checkAttachedTo } from './document-problem.ts';
import { insertDocument } from './store.ts';

export type AddingContext = Pick<CommandContext, 'tx' | 'now' | 'newId'> & {
  readonly actor: Actor;
};

/** Attaches a document that was handed in; answers its id, or why it cannot be attached so. */
export async function addDocument(
  { tx, now, newId, actor }: AddingContext,
  to: AttachedTo,
  document: HandedInDocument,
) {
  const checked = await checkAttachedTo(tx, to);
  if (!checked.ok) return checked;
  const { documentOn } = document;
  if (documentOn > (await todayAtSite(tx, now)))
    return fail('ImpossibleDate', 'The day of the document is in the future. Check the date.');
  if (documentOn < checked.value.birthOn)
    return fail(
      'ImpossibleDate',
      'The day of the document is before the patient was born. Check the date.',
    );
  const file = await selectFileContent(tx, document.digest, 'document');
  if (!file)
    return fail('UnknownFile', 'This document is not stored here any more. Choose it again.');
  const { mediaType, byteLength, thumbnailDigest, pageCount } = file;
  const id = newId();
  const found = { mediaType, byteLength, thumbnailDigest, pageCount };
  await insertDocument(tx, { id, ...to, ...document, ...found, addedBy: actor.userId });
  return ok(id);
}
