import type { AssessmentEntry } from '../../shared/assessments/assessment-entry.ts';
import { ChangedMeanwhile } from '../ChangedMeanwhile.tsx';
import { FIELD_LABELS } from './assessment-words.ts';
import { entryFieldInWords } from './entry-words.ts';
import type { mergeEntries } from './merge-entries.ts';
import type { AssessmentForm } from './use-assessment-form.ts';

/** What was typed, put together with what somebody else saved meanwhile. */
export type Merge = ReturnType<typeof mergeEntries> & { readonly current: AssessmentEntry };

function shown(fields: Merge['taken'], entry: AssessmentEntry) {
  return fields.map((field) => ({
    label: FIELD_LABELS[field],
    value: entryFieldInWords(field, entry),
  }));
}

export type MergedEntryProps = {
  readonly merge: Merge;
  readonly model: AssessmentForm;
  readonly onSettled: () => void;
};

/** Tells what of the form is somebody else's now, and what both changed. */
export function MergedEntry({ merge, model, onSettled }: MergedEntryProps) {
  if (merge.taken.length + merge.disputed.length === 0) return null;
  return (
    <ChangedMeanwhile
      taken={shown(merge.taken, merge.current)}
      disputed={shown(merge.disputed, merge.current)}
      onTakeTheirs={() => {
        model.replace({ ...merge.current, reason: model.entry.reason });
        onSettled();
      }}
    />
  );
}
