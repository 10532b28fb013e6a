import type { BillingBatch } from '../../shared/billing/contract.ts';
import { rangeWords } from '../day-range.ts';
import { SaveFileButtons } from '../SaveFileButtons.tsx';
import { batchFileName } from './billing-range.ts';

type BatchFilesProps = {
  readonly batch: BillingBatch;
  /** Fewer words where a table heading says the rest. */
  readonly isShort?: boolean | undefined;
};

/** The files of a batch, to be written where the user chooses, as often as needed. */
export function BatchFiles({ batch, isShort = false }: BatchFilesProps) {
  return (
    <SaveFileButtons
      of={rangeWords(batch)}
      isWrapping={!isShort}
      files={[
        {
          label: isShort ? 'For machines' : 'Save for machines (CSV)',
          digest: batch.machineDigest,
          fileName: batchFileName(batch, 'machine'),
        },
        {
          label: isShort ? 'For Excel' : 'Save for Excel (CSV)',
          digest: batch.excelDigest,
          fileName: batchFileName(batch, 'excel'),
        },
      ]}
    />
  );
}
