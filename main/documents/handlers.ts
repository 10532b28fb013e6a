import type { Handlers } from '../../shared/base/contract.ts';
import { fail, ok } from '../../shared/base/result.ts';
import type { documentOperations } from '../../shared/documents/contract.ts';
import { findPatient } from '../patients/actions.ts';
import type { Contexts } from '../platform/context.ts';
import type { Tx } from '../platform/database.ts';
import { selectFileContent } from '../platform/stored-files.ts';
import { todayAtSite } from '../site/actions.ts';
import { checkPin } from '../staff/pin-check.ts';
import { addDocument } from './add-document.ts';
import { checkAttachedTo } from './document-problem.ts';
import {
  insertDocument,
  isSignatureUsed,
  markVoided,
  selectDocument,
  selectDocumentsOf,
} from './store.ts';

async function documentAsSaved(tx: Tx, id: string) {
  const saved = await selectDocument(tx, id);
  if (!saved) throw new Error('A document that was just saved is gone');
  return ok(saved);
}

export const documentHandlers: Handlers<typeof documentOperations, Contexts> = {
  async 'documents.add'({ patientId, woundId, treatmentRecordId, amendmentId, ...file }, context) {
    const to = { patientId, woundId, treatmentRecordId, amendmentId };
    const added = await addDocument(context, to, file);
    return added.ok ? documentAsSaved(context.tx, added.value) : added;
  },
  async 'documents.signConsent'(consent, { tx, now, newId, actor }) {
    const checked = await checkAttachedTo(tx, consent);
    if (!checked.ok) return checked;
    const file = await selectFileContent(tx, consent.digest, 'signature');
    if (!file) return fail('UnknownFile', 'The signature is not stored here any more. Sign again.');
    if (await isSignatureUsed(tx, consent.digest))
      return fail('UnknownFile', 'This signature stands under another consent. Sign again.');
    const { mediaType, byteLength } = file;
    const id = newId();
    await insertDocument(tx, {
      id,
      ...consent,
      mediaType,
      byteLength,
      kind: 'consent',
      documentOn: await todayAtSite(tx, now),
      signedAt: now.toISOString(),
      witnessedBy: actor.userId,
      addedBy: actor.userId,
    });
    return documentAsSaved(tx, id);
  },
  async 'documents.void'({ documentId, reason, pin }, context) {
    const { tx, now, actor } = context;
    const checkedPin = await checkPin(context, actor.userId, pin);
    if (!checkedPin.ok) return checkedPin;
    const current = await selectDocument(tx, documentId);
    if (!current) return fail('UnknownDocument', 'There is no such document here.');
    if (current.voidedAt !== null)
      return fail('AlreadyVoided', 'This document was struck out already.');
    const voidedAt = now.toISOString();
    await markVoided(tx, documentId, { voidedAt, voidedBy: actor.userId, voidReason: reason });
    return documentAsSaved(tx, documentId);
  },
  async 'documents.list'({ patientId }, { db }) {
    if (!(await findPatient(db, patientId)))
      return fail('UnknownPatient', 'There is no such patient here.');
    return ok(await selectDocumentsOf(db, patientId));
  },
};
