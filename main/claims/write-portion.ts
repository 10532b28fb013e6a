import type { Claim } from '../../shared/billing/claim.ts';
import { claimControlNumber } from '../../shared/billing/number-block.ts';
import { splitClaim } from '../../shared/billing/x12/split-claim.ts';
import type { Assembled } from '../../shared/claims/assemble-claims.ts';
import { numberedClaim } from '../../shared/claims/numbered-claim.ts';
import type { ChunkContext } from '../platform/context.ts';
import { type Assembly, assembleFrom } from './assemble.ts';
import { takeControlNumbers } from './control-numbers.ts';
import type { BatchCursor } from './batch-cursor.ts';
import {
  insertClaims,
  type Listed,
  type NewClaim,
  nextCandidates,
  strikeUnclaimed,
} from './open-batch.ts';

/** Treatments in one short turn. What one patient got on a day is only parted where that is more. */
const TREATMENTS_AT_ONCE = 30;

type Of = { readonly assembly: Assembly; readonly payerId: string };

/** Writes the ready claims of the next candidates; null when there are none left. */
export async function writePortion(
  context: ChunkContext,
  cursor: BatchCursor,
  { assembly, payerId }: Of,
): Promise<BatchCursor | null> {
  const { batchId } = cursor;
  const ahead = await nextCandidates(context.tx, batchId, {
    after: cursor.after,
    limit: TREATMENTS_AT_ONCE + 1,
  });
  const assembled = await assembleFrom(
    context.tx,
    ahead.map(({ id }) => id),
    assembly,
  );
  const listed = wholeDays(ahead, assembled);
  const last = listed.at(-1);
  if (last === undefined) return null;
  const ids = new Set(listed.map(({ id }) => id));
  const ofPayer = assembled.filter(
    ({ payer, treatments }) =>
      payer?.id === payerId && treatments.every((each) => ids.has(each.treatmentRecordId)),
  );
  const parts = ofPayer.filter(isReady).flatMap(partsOf);
  const claims = await numbered(context, parts, cursor.position);
  await insertClaims(context.tx, batchId, claims);
  await strikeUnclaimed(context.tx, batchId, last.position);
  const notReady = ofPayer
    .filter((each) => !isReady(each))
    .reduce((sum, { treatments }) => sum + treatments.length, 0);
  return {
    ...cursor,
    after: last.position,
    position: cursor.position + claims.length,
    notReady: cursor.notReady + notReady,
  };
}

/** What can be claimed before the next portion: not the day that goes on in it. */
function wholeDays(ahead: readonly Listed[], assembled: readonly Assembled[]): readonly Listed[] {
  if (ahead.length <= TREATMENTS_AT_ONCE) return ahead;
  const days = new Map(
    assembled
      .flatMap(({ treatments }) => treatments)
      .map((each) => [each.treatmentRecordId, `${each.patient.id}|${each.servedOn}`]),
  );
  const dayOf = ({ id }: Listed | undefined = { id: '', position: 0 }) => days.get(id);
  const day = dayOf(ahead.at(-1));
  const lastWhole = ahead.findLastIndex((each) => dayOf(each) !== day);
  return ahead.slice(0, lastWhole < 0 ? TREATMENTS_AT_ONCE : lastWhole + 1);
}

type Ready = Assembled & { readonly claim: Claim };

function isReady(each: Assembled): each is Ready {
  return each.claim !== null && each.problems.length === 0;
}

type Part = {
  readonly content: Claim;
  readonly patientId: string;
  readonly coverageId: string | null;
  readonly recordIds: readonly string[];
};

/** A claim, or the parts of one with more lines than a claim may have, each with the treatments it holds. */
function partsOf({ claim, treatments, coverageId }: Ready): readonly Part[] {
  const split = splitClaim(claim, (controlNumber) => controlNumber);
  if (!split.ok) throw new Error('An original claim that cannot be split');
  const held = new Set<string>();
  return split.value.map((content) => {
    const recordIds = [
      ...new Set(content.lines.flatMap(({ treatmentRecordIds }) => treatmentRecordIds)),
    ].filter((id) => !held.has(id));
    for (const id of recordIds) held.add(id);
    return { content, patientId: treatments[0]?.patient.id ?? '', coverageId, recordIds };
  });
}

/** Gives claims their own numbers, in their order. */
export async function numbered(
  context: Pick<ChunkContext, 'tx' | 'newId'>,
  parts: readonly Part[],
  after: number,
): Promise<readonly NewClaim[]> {
  if (parts.length === 0) return [];
  const numbers = await takeControlNumbers(context, 'claim', parts.length);
  return parts.map(({ content, patientId, coverageId, recordIds }, index) => ({
    id: context.newId(),
    position: after + index + 1,
    patientId,
    coverageId,
    content: numberedClaim(content, claimControlNumber(numbers[index] ?? 0)),
    originalClaimId: null,
    treatmentRecordIds: recordIds,
  }));
}
