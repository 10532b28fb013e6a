import { ArrowRight } from 'lucide-react';
import { correctedFields } from '../../shared/treatments/differences.ts';
import type { TreatmentEntry } from '../../shared/treatments/treatment-entry.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { KeyValueList } from '../ui/KeyValueList.tsx';
import { entryInLines, FIELD_LABELS, fieldInWords, lateInWords } from './treatment-words.ts';
import type { TreatmentForm, TreatmentScene } from './use-treatment-form.ts';

export type ConfirmedEntryProps = {
  readonly model: TreatmentForm;
  readonly scene: TreatmentScene;
  /** What stands in the record that is corrected; null when recording. */
  readonly base: TreatmentEntry | null;
};

/** Everything to think about before saving, in one place. */
export function ConfirmWarnings({ model }: Pick<ConfirmedEntryProps, 'model'>) {
  const { conflicts, overuseBy, lateByDays } = model;
  return (
    <>
      {conflicts.length > 0 && (
        <InlineMessage
          tone="danger"
          title={`Allergy: ${conflicts.map(({ substance }) => substance).join(', ')}`}
        >
          The name of {model.line?.productName} mentions it.
        </InlineMessage>
      )}
      {overuseBy > 0 && (
        <InlineMessage tone="caution" title={`${overuseBy} more than the order holds`}>
          {model.entry.overuseReason}
        </InlineMessage>
      )}
      {lateByDays > 0 && <InlineMessage tone="caution">{lateInWords(lateByDays)}</InlineMessage>}
    </>
  );
}

function Change({ before, after }: { readonly before: string; readonly after: string }) {
  return (
    <>
      {before || '(empty)'} <ArrowRight className="confirm-change" size={16} aria-hidden />
      <span className="visually-hidden">becomes</span> <strong>{after || '(empty)'}</strong>
    </>
  );
}

type CorrectionProps = Omit<ConfirmedEntryProps, 'base'> & { readonly base: TreatmentEntry };

/** What a correction changes, and why; what stays as it is would only hide it. */
function ConfirmedCorrection({ model, scene, base }: CorrectionProps) {
  // A reason for using more is saved only where more is used.
  const overuseReason = model.overuseBy > 0 ? model.entry.overuseReason : '';
  const after = { ...model.entry, overuseReason };
  const changes = correctedFields(base, after).map((field) => ({
    key: field,
    label: FIELD_LABELS[field],
    value: (
      <Change
        before={fieldInWords(field, base, scene.choices)}
        after={fieldInWords(field, after, scene.choices)}
      />
    ),
  }));
  return (
    <>
      {changes.length === 0 && <p>No field is changed. Only the reason is added.</p>}
      <KeyValueList
        entries={[...changes, { key: 'reason', label: 'Reason', value: after.reason }]}
      />
    </>
  );
}

/** What is about to be saved: all of a new treatment, what changes of a corrected one. */
export function ConfirmedEntry({ model, scene, base }: ConfirmedEntryProps) {
  if (base !== null) return <ConfirmedCorrection model={model} scene={scene} base={base} />;
  return <KeyValueList entries={entryInLines(model.entry, { line: model.line, ...scene })} />;
}
