import type { Claim } from '../../shared/billing/claim.ts';
import { claimControlNumber } from '../../shared/billing/number-block.ts';
import { splitClaim } from '../../shared/billing/x12/split-claim.ts';
import type { Assembled } from '../../shared/claims/assemble-claims.ts';
import { numberedClaim } from '../../shared/claims/numbered-claim.ts';
import type { ChunkContext } from '../platform/context.ts';
import { type Assembly, assembleFrom } from './assemble.ts';
import { takeControlNumbers } from './control-numbers.ts';
import type { BatchCursor } from './batch-cursor.ts';
import { insertClaims, type NewClaim, nextCandidates } from './open-batch.ts';

/** Treatments in one short turn. */
const TREATMENTS_AT_ONCE = 60;

type Of = { readonly assembly: Assembly; readonly payerId: string };

/** Writes the ready claims of the next candidates; null when there are none left. */
export async function writePortion(
  context: ChunkContext,
  cursor: BatchCursor,
  { assembly, payerId }: Of,
): Promise<BatchCursor | null> {
  const listed = await nextCandidates(context.tx, cursor.batchId, {
    after: cursor.after,
    limit: TREATMENTS_AT_ONCE,
  });
  const last = listed.at(-1);
  if (last === undefined) return null;
  const assembled = await assembleFrom(
    context.tx,
    listed.map(({ id }) => id),
    assembly,
  );
  const ofPayer = assembled.filter(({ payer }) => payer?.id === payerId);
  const parts = ofPayer.filter(isReady).flatMap(partsOf);
  const claims = await numbered(context, parts, cursor.position);
  await insertClaims(context.tx, cursor.batchId, claims);
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
  const split = splitClaim(claim, {
    controlNumberOf: (controlNumber) => controlNumber,
    firstLineOf: () => null,
  });
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
