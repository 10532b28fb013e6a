import { Fingerprint } from 'lucide-react';
import type { BillingBatch } from '../../shared/billing/contract.ts';
import { KeyValueList } from '../ui/KeyValueList.tsx';
import { Stack } from '../ui/Stack.tsx';

const SHORT_LENGTH = 12;

/** The digests of a batch's files: enough to tell two apart, in full on demand. */
export function BatchDigests({ batch }: { readonly batch: BillingBatch }) {
  return (
    <details className="billing-digest">
      <summary>
        <Fingerprint size={18} aria-hidden />
        <span>
          Fingerprint <code>{batch.machineDigest.slice(0, SHORT_LENGTH)}…</code>
        </span>
      </summary>
      <Stack gap={2}>
        <KeyValueList
          entries={[
            {
              key: 'machine',
              label: 'For machines (SHA-256)',
              value: <code>{batch.machineDigest}</code>,
            },
            { key: 'excel', label: 'For Excel (SHA-256)', value: <code>{batch.excelDigest}</code> },
          ]}
        />
        <p>
          Whoever receives a file can compute its SHA-256 to see that it is the one that went out.
        </p>
      </Stack>
    </details>
  );
}
