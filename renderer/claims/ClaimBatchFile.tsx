import type { ClaimBatch } from '../../shared/claims/claim-shapes.ts';
import { SaveFileButtons } from '../SaveFileButtons.tsx';
import { claimFileName } from './claim-words.ts';

/** The 837P file of a batch, written where the user chooses, as often as needed. */
export function ClaimBatchFile({ batch }: { readonly batch: ClaimBatch }) {
  const fileName = claimFileName(batch, '837');
  return (
    <SaveFileButtons
      of={`file ${batch.interchangeNumber}`}
      files={[{ label: 'Save 837P', digest: batch.fileDigest, fileName }]}
    />
  );
}
