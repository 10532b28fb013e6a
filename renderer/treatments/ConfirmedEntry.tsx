import { ArrowRight } from 'lucide-react';
import { concernInWords, reasonFor } from '../../shared/safety/concern.ts';
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
  const { product, trace, entry, overuseBy, lateByDays } = model;
  return (
    <>
      {product.concerns.map((concern) => (
        <InlineMessage key={concernInWords(concern)} tone="danger" title={concernInWords(concern)}>
          Used all the same: {reasonFor(concern, entry.concernReasons)}
        </InlineMessage>
      ))}
      {trace.gaps.map((gap) => (
        <InlineMessage key={gap.kind} tone="caution" title={concernInWords(gap)}>
          Saved without it, because: {reasonFor(gap, entry.concernReasons)}
        </InlineMessage>
      ))}
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

/** The choices, with a product that stands on no order where one is chosen. */
function choicesWith({ line }: TreatmentForm, { choices }: TreatmentScene) {
  return line === null ? choices : [...choices, line];
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
        before={fieldInWords(field, base, scene)}
        after={fieldInWords(field, after, { ...scene, choices: choicesWith(model, scene) })}
      />
    ),
  }));
  return (
    <>
      {changes.length === 0 && <p>No field is changed. Only the reason is added.</p>}
      <KeyValueList
        entries={
          scene.needsReason
            ? [...changes, { key: 'reason', label: 'Reason', value: after.reason }]
            : changes
        }
      />
    </>
  );
}

/** What is about to be saved: all of a new treatment, what changes of a corrected one. */
export function ConfirmedEntry({ model, scene, base }: ConfirmedEntryProps) {
  if (base !== null) return <ConfirmedCorrection model={model} scene={scene} base={base} />;
  return <KeyValueList entries={entryInLines(model.entry, { ...scene, line: model.line })} />;
}
