import type { Wound } from '../../shared/wounds/wound.ts';
import { type OutputOf, useOperation } from '../client/use-operation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { Button } from '../ui/Button.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { formatInstant } from '../ui/format.ts';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { valuesOfWound, WOUND_FIELD_LABELS, woundFormFields } from './wound-form-values.ts';
import { fieldInWords } from './wound-field-words.ts';

type Version = OutputOf<'wounds.versions'>[number];

type CorrectionProps = {
  readonly before: Version;
  readonly after: Wound;
  readonly timeZone: string;
};

function Correction({ before, after, timeZone }: CorrectionProps) {
  const [was, is] = [valuesOfWound(before.wound), valuesOfWound(after)];
  return (
    <Panel
      heading={`Changed ${formatInstant(before.replacedAt, timeZone)} by ${before.replacedByName}`}
      headingLevel={3}
      isFlush
    >
      <DataTable
        caption={`Reason: ${before.reason}`}
        isDense
        rows={woundFormFields.filter((field) => was[field] !== is[field])}
        rowKey={(field) => field}
        emptyState={<p className="wound-history__same">Nothing in these fields.</p>}
        columns={[
          {
            key: 'field',
            header: 'Field',
            width: '11rem',
            isRowHeader: true,
            render: (field) => WOUND_FIELD_LABELS[field],
          },
          {
            key: 'was',
            header: 'Before',
            render: (field) => fieldInWords(field, was) || '(empty)',
          },
          { key: 'is', header: 'After', render: (field) => fieldInWords(field, is) || '(empty)' },
        ]}
      />
    </Panel>
  );
}

function History({ wound, timeZone }: { readonly wound: Wound; readonly timeZone: string }) {
  const versions = useOperation('wounds.versions', { woundId: wound.id });
  if (versions.data === undefined) return <QueryNotice query={versions} what="Corrections" />;
  const stands = [wound, ...versions.data.map((version) => version.wound)];
  return (
    <Stack>
      {versions.data.map((before, index) => (
        <Correction
          key={before.version}
          before={before}
          after={stands[index] ?? wound}
          timeZone={timeZone}
        />
      ))}
      <p>
        Registered {formatInstant(wound.createdAt, timeZone)} by {wound.recordedByName}
      </p>
    </Stack>
  );
}

export type WoundHistoryDialogProps = {
  readonly wound: Wound;
  readonly timeZone: string;
  readonly onClose: () => void;
};

/** What was said of a wound before each correction, newest first; mount it to open it. */
export function WoundHistoryDialog({ wound, timeZone, onClose }: WoundHistoryDialogProps) {
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Corrections of this wound"
      size="large"
      actions={<Button onPress={onClose}>Close</Button>}
    >
      <History wound={wound} timeZone={timeZone} />
    </Dialog>
  );
}
