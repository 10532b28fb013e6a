import type { Handlers } from '../../shared/base/contract.ts';
import { fail, ok } from '../../shared/base/result.ts';
import type { draftOperations } from '../../shared/drafts/contract.ts';
import { findPatient } from '../patients/actions.ts';
import type { Contexts } from '../platform/context.ts';
import { deleteDraft, selectDraft, selectDraftsOf, upsertDraft } from './store.ts';

export const draftHandlers: Handlers<typeof draftOperations, Contexts> = {
  async 'drafts.save'({ content, ...key }, { tx, now, newId, actor }) {
    if (!(await findPatient(tx, key.patientId)))
      return fail('UnknownPatient', 'There is no such patient here.');
    const draft = { id: newId(), content, savedAt: now.toISOString() };
    return ok(await upsertDraft(tx, { userId: actor.userId, ...key }, draft));
  },
  async 'drafts.list'(_input, { db, actor }) {
    return ok(await selectDraftsOf(db, actor.userId));
  },
  async 'drafts.offer'(key, { db, actor }) {
    return ok(await selectDraft(db, { userId: actor.userId, ...key }));
  },
  async 'drafts.discard'(key, { tx, actor }) {
    return ok({ discarded: await deleteDraft(tx, { userId: actor.userId, ...key }) });
  },
};
