import { Download } from 'lucide-react';
import { useState } from 'react';
import type { BillingBatch, ExportForm } from '../../shared/billing/contract.ts';
import { bridge } from '../client/bridge.ts';
import { Button } from '../ui/Button.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { batchFileName } from './billing-range.ts';
import { rangeWords } from '../day-range.ts';

type BatchFilesProps = {
  readonly batch: BillingBatch;
  /** Fewer words where a table heading says the rest. */
  readonly isShort?: boolean | undefined;
};

const words = {
  machine: { long: 'Save for machines (CSV)', short: 'For machines' },
  excel: { long: 'Save for Excel (CSV)', short: 'For Excel' },
} as const;

type Outcome = { readonly isFailure: boolean; readonly text: string };

/** The files of a batch, to be written where the user chooses, as often as needed. */
export function BatchFiles({ batch, isShort = false }: BatchFilesProps) {
  const [busy, setBusy] = useState<ExportForm | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);

  async function save(form: ExportForm) {
    setBusy(form);
    setOutcome(null);
    const digest = form === 'machine' ? batch.machineDigest : batch.excelDigest;
    const name = batchFileName(batch, form);
    const reply = await bridge.bytes.save(digest, name);
    setBusy(null);
    if (!reply.ok) setOutcome({ isFailure: true, text: reply.failure.message });
    else if (reply.value) setOutcome({ isFailure: false, text: `Saved as ${name}` });
  }

  const button = (form: ExportForm) => (
    <Button
      icon={Download}
      isPending={busy === form}
      aria-label={`${words[form][isShort ? 'short' : 'long']}: ${rangeWords(batch)}`}
      onPress={() => void save(form)}
    >
      {words[form][isShort ? 'short' : 'long']}
    </Button>
  );
  return (
    <Stack gap={1}>
      <Row isWrapping={!isShort}>
        {button('machine')}
        {button('excel')}
      </Row>
      <span
        role="status"
        className={
          outcome?.isFailure ? 'billing-outcome billing-outcome--failed' : 'billing-outcome'
        }
      >
        {outcome?.text}
      </span>
    </Stack>
  );
}
