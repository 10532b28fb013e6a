import type { Handlers } from '../../shared/base/contract.ts';
import { fail, failWith, ok } from '../../shared/base/result.ts';
import type { Amendment, signingOperations } from '../../shared/signing/contract.ts';
import { assessmentAsSigned } from '../assessments/actions.ts';
import type { Contexts } from '../platform/context.ts';
import { checkPin } from '../staff/pin-check.ts';
import { treatmentAsSigned } from '../treatments/actions.ts';
import { findAskedToCosign, signAsCosigner } from './cosign-records.ts';
import { selectSettings, updateSettings } from './settings-store.ts';
import { findAsked, signAsAuthor } from './sign-records.ts';
import { selectAmendments, selectSignatures } from './signature-store.ts';
import { problemOfCosigning, problemOfSigning } from './signing-problem.ts';
import { countWaiting, selectWaiting, toCosignBy, unsignedOf } from './worklist-store.ts';

export const signingHandlers: Handlers<typeof signingOperations, Contexts> = {
  async 'signing.sign'({ records, pin }, context) {
    const { tx, actor } = context;
    const checked = await checkPin(context, actor.userId, pin);
    if (!checked.ok) return checked;
    const asked = await findAsked(tx, records);
    const problem = problemOfSigning(asked, actor.userId);
    if (problem) return problem;
    const found = asked.flatMap((each) => each.found ?? []);
    await signAsAuthor(context, found);
    return ok({ signedCount: found.length });
  },
  async 'signing.cosign'({ records, pin }, context) {
    const { tx, actor } = context;
    const checked = await checkPin(context, actor.userId, pin);
    if (!checked.ok) return checked;
    const asked = await findAskedToCosign(tx, records);
    const problem = problemOfCosigning(asked, actor.userId);
    if (problem) return problem;
    await signAsCosigner(context, asked);
    return ok({ signedCount: asked.length });
  },
  async 'signing.worklist'({ limit }, { db, actor }) {
    const unsigned = unsignedOf(actor.userId);
    const toSign = await selectWaiting(db, unsigned, limit);
    const toSignCount = await countWaiting(db, unsigned);
    if (!actor.permissions.includes('records.cosign'))
      return ok({ toSign, toSignCount, toCosign: [], toCosignCount: 0 });
    const others = toCosignBy(actor.userId);
    const toCosign = await selectWaiting(db, others, limit);
    return ok({ toSign, toSignCount, toCosign, toCosignCount: await countWaiting(db, others) });
  },
  async 'signing.counts'(_input, { db, actor }) {
    const mayCosign = actor.permissions.includes('records.cosign');
    return ok({
      toSignCount: await countWaiting(db, unsignedOf(actor.userId)),
      toCosignCount: mayCosign ? await countWaiting(db, toCosignBy(actor.userId)) : 0,
    });
  },
  async 'signing.history'({ kind, id }, { db }) {
    const original = await (kind === 'treatment' ? treatmentAsSigned : assessmentAsSigned)(db, id);
    if (!original) return fail('UnknownRecord', 'There is no such record here.');
    const amendments = await selectAmendments(db, kind, id);
    return ok({
      patientId: original.patientId,
      signatures: await selectSignatures(db, kind, id),
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a jsonb column, and dispatch checks it again
      amendments: amendments as Amendment[],
      original,
    });
  },
  async 'signing.settings'(_input, { db }) {
    return ok(await selectSettings(db));
  },
  async 'signing.changeSettings'({ seen, ...change }, { tx }) {
    const current = await selectSettings(tx);
    if (current.version !== seen)
      return failWith('Stale', 'Somebody else changed how the site signs meanwhile.', current);
    return ok(await updateSettings(tx, { ...change, version: seen }));
  },
};
