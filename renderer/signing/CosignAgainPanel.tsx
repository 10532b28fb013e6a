import type { SigningState } from '../../shared/signing/record-state.ts';
import { useMay } from '../signed-in.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';

export type CosignAgainProps = { readonly record: Pick<SigningState, 'needsCosignature'> };

/** Says before a correction is signed that a clinician has to co-sign it; nothing where none has to. */
export function CosignAgain({ record }: CosignAgainProps) {
  const mayCosign = useMay('records.cosign');
  if (mayCosign || !record.needsCosignature) return null;
  return (
    <InlineMessage tone="info" title="A clinician co-signs the corrected record">
      It goes to the clinicians’ list. Until one of them has co-signed it, it is not billed.
    </InlineMessage>
  );
}
