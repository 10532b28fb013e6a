import { claimOperations } from '../../shared/claims/contract.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { ClaimBatchFile } from './ClaimBatchFile.tsx';

/** The batch that a job made, with its file. */
export function FollowUpMade({ value }: { readonly value: unknown }) {
  const read = claimOperations['claims.makeBatch'].output.safeParse(value);
  if (!read.success) return null;
  return (
    <InlineMessage
      tone="success"
      title={`File ${read.data.batch.interchangeNumber} is made`}
      actions={<ClaimBatchFile batch={read.data.batch} />}
    >
      Save it and send it to the clearinghouse.
    </InlineMessage>
  );
}
