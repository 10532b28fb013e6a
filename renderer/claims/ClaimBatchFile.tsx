import { Download } from 'lucide-react';
import { useState } from 'react';
import type { ClaimBatch } from '../../shared/claims/claim-shapes.ts';
import { bridge } from '../client/bridge.ts';
import { Button } from '../ui/Button.tsx';
import { Row } from '../ui/Row.tsx';
import { claimFileName } from './claim-words.ts';

/** The 837P file of a batch, written where the user chooses, as often as needed. */
export function ClaimBatchFile({ batch }: { readonly batch: ClaimBatch }) {
  const [isBusy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState('');
  async function save() {
    setBusy(true);
    setOutcome('');
    const name = claimFileName(batch, '837');
    const reply = await bridge.bytes.save(batch.fileDigest, name);
    setBusy(false);
    if (!reply.ok) setOutcome(reply.failure.message);
    else if (reply.value) setOutcome(`Saved as ${name}`);
  }
  return (
    <Row>
      <Button
        icon={Download}
        isPending={isBusy}
        aria-label={`Save 837P: file ${batch.interchangeNumber}`}
        onPress={() => void save()}
      >
        Save 837P
      </Button>
      <span role="status">{outcome}</span>
    </Row>
  );
}
