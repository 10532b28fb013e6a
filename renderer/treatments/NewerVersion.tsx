import { correctedFields } from '../../shared/treatments/differences.ts';
import { entryOfRecord, type TreatmentEntry } from '../../shared/treatments/treatment-entry.ts';
import type { Amendment } from '../../shared/signing/contract.ts';
import type { TreatmentRecord } from '../../shared/treatments/treatment-record.ts';
import { useOperation } from '../client/use-operation.ts';
import { Button } from '../ui/Button.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { formatInstant } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { FIELD_LABELS, fieldInWords } from './treatment-words.ts';
import type { TreatmentScene } from './use-treatment-form.ts';

export type NewerVersionProps = {
  readonly newer: TreatmentRecord;
  /** What stood in the record when the form opened, and what is typed. */
  readonly base: TreatmentEntry;
  readonly typed: TreatmentEntry;
  readonly scene: TreatmentScene;
  /** The amendment that changed a signed record; absent for one that was corrected unsigned. */
  readonly correction?: Amendment | null | undefined;
  /** Absent once the form stands on the newer version. */
  readonly onContinue?: (() => void) | undefined;
};

function WhoChangedIt({ newer, scene }: Pick<NewerVersionProps, 'newer' | 'scene'>) {
  const versions = useOperation('treatments.versions', { treatmentRecordId: newer.id });
  const last = versions.data?.find(({ version }) => version === newer.version - 1);
  if (last === undefined) return null;
  const { replacedByName: name, replacedAt: at, reason } = last;
  return <Who {...{ name, at, reason, scene }} />;
}

type WhoProps = Pick<NewerVersionProps, 'scene'> & {
  readonly name: string;
  readonly at: string;
  readonly reason: string;
};

function Who({ name, at, reason, scene }: WhoProps) {
  return (
    <>
      {name} corrected it on {formatInstant(at, scene.timeZone)} with the reason “{reason}”.
    </>
  );
}

/** What somebody else changed meanwhile, beside what is typed here; nothing of either is lost. */
export function NewerVersion(props: NewerVersionProps) {
  const { newer, base, typed, scene, correction, onContinue } = props;
  const saved = entryOfRecord(newer);
  const words = (entry: TreatmentEntry) => (field: keyof TreatmentEntry) =>
    fieldInWords(field, entry, scene) || '(empty)';
  const rows = correctedFields(base, saved);
  const isTyped = (field: keyof TreatmentEntry) => typed[field] !== base[field];
  return (
    <Stack gap={3}>
      <InlineMessage
        tone="caution"
        isUrgent
        title="Somebody else corrected this record meanwhile"
        actions={
          onContinue && (
            <Button variant="primary" onPress={onContinue}>
              Continue on the newer version
            </Button>
          )
        }
      >
        {correction ? (
          <Who
            name={correction.amendedByName}
            at={correction.amendedAt}
            reason={correction.reason}
            scene={scene}
          />
        ) : (
          <WhoChangedIt newer={newer} scene={scene} />
        )}
        {onContinue
          ? ' Fields you typed in keep your text; the others take the newer values.'
          : ' The form stands on that version now. Look at it, then save.'}
      </InlineMessage>
      <Panel isFlush>
        <DataTable
          caption="What changed meanwhile"
          isDense
          rows={rows}
          rowKey={(field) => field}
          columns={[
            {
              key: 'field',
              header: 'Field',
              isRowHeader: true,
              render: (field) => FIELD_LABELS[field],
            },
            { key: 'before', header: 'Before', render: words(base) },
            { key: 'saved', header: 'Saved meanwhile', render: words(saved) },
            {
              key: 'typed',
              header: 'You typed',
              render: (field) => (isTyped(field) ? words(typed)(field) : 'nothing'),
            },
          ]}
        />
      </Panel>
    </Stack>
  );
}
