import { fail } from '../../shared/base/result.ts';
import { instantAtOffset } from '../../shared/base/local-instant.ts';
import { contentOf } from '../../shared/signing/signed-content.ts';
import { readFields } from '../../shared/treatments/treatment-entry.ts';
import type { TreatmentRecord } from '../../shared/treatments/treatment-record.ts';
import { listOrdersOf } from '../orders/actions.ts';
import type { Tx } from '../platform/database.ts';
import { newestCorrectionOf } from '../signing/actions.ts';
import { findUser } from '../staff/actions.ts';
import { amendTreatment, voidTreatment } from './amend-treatment.ts';
import {
  correctTreatment,
  recordAsSaved,
  type TreatmentContext,
  unknownRecord,
} from './correct-treatment.ts';
import { replaceTreatment, selectTreatment } from './store.ts';

/** What somebody wrote of a treatment without having seen what stands. */
export type UnseenTreatment = {
  readonly id: string;
  /** The fields that its author changed, by the names of the contract; instants in UTC. */
  readonly said: Readonly<Record<string, unknown>>;
  /** What spoke against it, with its author's reasons. */
  readonly concerns: readonly unknown[];
  /** Why it is taken up now, and whose it was. */
  readonly reason: string;
  /** The same fields in words. */
  readonly words: string;
};

const notReadable = fail(
  'NotReadable',
  'It says something that no treatment can say. Record by hand what is right of it.',
);

/** Makes it stand by the rules of any correction: of a signed record as an amendment. */
export async function takeOverTreatment(context: TreatmentContext, unseen: UnseenTreatment) {
  const { id, reason } = unseen;
  const current = await selectTreatment(context.tx, id);
  if (!current) return unknownRecord;
  const read = readFields.safeParse(fieldsOf(current, unseen));
  if (!read.success) return notReadable;
  if (current.signedAt === null || current.voidedAt !== null)
    return correctTreatment(context, current, { typed: read.data, reason });
  const supersedes = await newestCorrectionOf(context.tx, { kind: 'treatment', id });
  const said = { kind: 'correction', reason, note: null, supersedes, documents: [] } as const;
  return amendTreatment(context, current, { ...said, content: read.data });
}

function fieldsOf(current: TreatmentRecord, { said, concerns }: UnseenTreatment): object {
  const fields = { ...contentOf('treatment', current), ...said };
  const { appliedAt, appliedOffsetMinutes: offset } = fields;
  return {
    ...fields,
    appliedAt: appliedAt === null ? null : instantAtOffset(appliedAt, offset),
    concernReasons: [...current.concerns, ...concerns].map(reasonOnly),
  };
}

function reasonOnly(concern: unknown): unknown {
  if (typeof concern !== 'object' || concern === null) return concern;
  const { kind, about, reason }: Readonly<Record<string, unknown>> = { ...concern };
  return { kind, about, reason };
}

/** Keeps it beside what stands: of a signed record as words of an amendment, else in its history. */
export async function keepBesideTreatment(context: TreatmentContext, unseen: UnseenTreatment) {
  const { tx, now, actor } = context;
  const { id, said, reason, words } = unseen;
  const current = await selectTreatment(tx, id);
  if (!current) return unknownRecord;
  if (current.voidedAt !== null)
    return fail('AlreadyVoided', 'This record was voided. Record the treatment anew.');
  if (current.signedAt !== null) {
    const supersedes = await newestCorrectionOf(tx, { kind: 'treatment', id });
    const finding = { kind: 'additionalFinding', reason, note: words, supersedes } as const;
    return amendTreatment(context, current, { ...finding, content: null, documents: [] });
  }
  const beside = { ...current, ...said };
  await replaceTreatment(
    tx,
    { ...beside, ...(await namesOf(tx, beside)) },
    { to: { labelScans: current.labelScans }, reason, replacedBy: actor.userId, now },
  );
  return recordAsSaved(tx, id);
}

async function namesOf(tx: Tx, { patientId, orderId, performedBy, ...names }: TreatmentRecord) {
  const orders = await listOrdersOf(tx, patientId);
  const performer = performedBy === null ? undefined : await findUser(tx, performedBy);
  return {
    orderNumber: orders.find((each) => each.id === orderId)?.orderNumber ?? names.orderNumber,
    performedByName: performer?.displayName ?? null,
  };
}

/** Strikes the record out, as somebody did who had not seen what stands. */
export async function strikeOutTreatment(
  context: TreatmentContext,
  { id, reason }: Pick<UnseenTreatment, 'id' | 'reason'>,
) {
  const current = await selectTreatment(context.tx, id);
  return current ? voidTreatment(context, current, reason) : unknownRecord;
}
