import type { Handlers } from '../../shared/base/contract.ts';
import { fail, ok } from '../../shared/base/result.ts';
import { isLive } from '../../shared/billing/claim-state.ts';
import type { claimOperations } from '../../shared/claims/contract.ts';
import type { Contexts } from '../platform/context.ts';
import { billNext, showClaim } from './bill-next.ts';
import { sayBothDone } from './both-done.ts';
import { insertMarks, selectHeld } from './choice-store.ts';
import { alreadyBilled, choose } from './choose.ts';
import {
  insertEvents,
  selectClaim,
  selectClaimBatch,
  selectClaimBatches,
  selectClaims,
} from './claim-store.ts';
import { readDesk } from './desk.ts';
import { readDraft, unknownTreatment } from './draft.ts';
import { followUp, notLive } from './follow-up.ts';
import { makeBatch } from './make-batch.ts';
import { takeAnswer } from './read-answer.ts';
import { renderBatch } from './render-batch.ts';
import { freeRecords } from './seal-batch.ts';

const unknownClaim = fail('UnknownClaim', 'There is no such claim here.');

export const claimHandlers: Handlers<typeof claimOperations, Contexts> = {
  async 'claims.desk'(wanted, { db, now }) {
    return ok(await readDesk(db, wanted, now));
  },

  'claims.draft': ({ treatmentRecordId }, { db, now }) => readDraft(db, treatmentRecordId, now),

  'claims.choose': choose,

  async 'claims.mark'({ treatmentRecordIds, mark, reason }, { tx, now, newId, actor }) {
    const ids = [...new Set(treatmentRecordIds)];
    const held = await selectHeld(tx, ids);
    if (held.length < ids.length) return unknownTreatment;
    if (held.some(({ isFree }) => !isFree)) return alreadyBilled;
    const said = { mark, reason, markedBy: actor.userId, markedAt: now.toISOString() };
    await insertMarks(
      tx,
      ids.map((treatmentRecordId) => ({ id: newId(), treatmentRecordId, ...said })),
    );
    return ok({ markedCount: ids.length });
  },

  'claims.bothDone': sayBothDone,

  'claims.makeBatch': makeBatch,

  'claims.followUp': followUp,

  'claims.billNext': billNext,

  async 'claims.withdraw'({ claimId, reason }, { tx, now, newId, actor }) {
    const claim = await selectClaim(tx, claimId);
    if (!claim) return unknownClaim;
    if (claim.state !== 'inBatch' || !isLive(claim.state)) return notLive;
    await insertEvents(tx, [
      {
        id: newId(),
        claimId,
        kind: 'withdrawn',
        reasons: [reason],
        payerReference: null,
        answerDigest: null,
        recordedBy: actor.userId,
        recordedAt: now.toISOString(),
      },
    ]);
    await freeRecords(tx, [claimId]);
    return ok({});
  },

  async 'claims.listBatches'({ limit }, { db }) {
    return ok(await selectClaimBatches(db, limit));
  },

  async 'claims.batch'({ batchId, ...page }, { db }) {
    const batch = await selectClaimBatch(db, batchId);
    if (!batch) return fail('UnknownBatch', 'There is no such batch on this computer.');
    return ok({ batch, claims: await selectClaims(db, batchId, page) });
  },

  async 'claims.get'({ claimId }, { db }) {
    const claim = await selectClaim(db, claimId);
    return claim ? ok(await showClaim(db, claim)) : unknownClaim;
  },

  'claims.render': renderBatch,

  'claims.readAnswer': takeAnswer,
};
