import type { Wound } from '../../shared/wounds/wound.ts';
import { ChangedMeanwhile } from '../ChangedMeanwhile.tsx';
import { useChange } from '../client/use-operation.ts';
import { forgetForm } from '../kept-forms.ts';
import { leaveTo } from '../leave-to.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { announce } from '../ui/announce.ts';
import { useCorrectionBase } from '../use-correction-base.ts';
import { GoneWound } from './GoneWound.tsx';
import { useWoundForm } from './use-wound-form.ts';
import { useWoundScene, type WoundScene } from './use-wound-scene.ts';
import { WoundFormScreen } from './WoundFormScreen.tsx';
import {
  valuesOfWound,
  WOUND_FIELD_LABELS,
  type WoundField,
  type WoundFormValues,
  woundFormFields,
} from './wound-form-values.ts';
import { fieldInWords } from './wound-field-words.ts';
import { woundName } from './wound-words.ts';

function shown(fields: readonly WoundField[], values: WoundFormValues) {
  return fields.map((field) => ({
    label: WOUND_FIELD_LABELS[field],
    value: fieldInWords(field, values),
  }));
}

const correctedFields = woundFormFields.filter(
  (field) => field !== 'reason' && field !== 'careStartedOn',
);

function CorrectWound({ scene, wound }: { readonly scene: WoundScene; readonly wound: Wound }) {
  const { patient, today } = scene;
  const name = `correctWound ${wound.id}`;
  const place = { screen: 'wound', patientId: patient.id, woundId: wound.id } as const;
  const correct = useChange('wounds.correct');
  const { base, merge, rebase, settle } = useCorrectionBase({
    name,
    fields: correctedFields,
    current: { values: valuesOfWound(wound), seen: wound.version },
  });
  const model = useWoundForm({
    name,
    initial: base.values,
    bounds: { ...patient, today },
    needsReason: true,
    send: (content, { reason }) =>
      correct.mutateAsync({ woundId: wound.id, seen: base.seen, reason, ...content }),
    onSaved(saved) {
      announce(`Saved: ${woundName(saved)}, on this computer`);
      leaveTo(place);
    },
    onRefused(failure, typed) {
      if (failure.code !== 'Stale') return false;
      const newer = { values: valuesOfWound(failure.details), seen: failure.details.version };
      model.form.reset(rebase(typed, newer));
      return true;
    },
  });
  return (
    <WoundFormScreen
      model={model}
      scene={scene}
      correcting={wound}
      saveLabel="Save correction"
      onCancel={() => {
        forgetForm(name);
        leaveTo(place);
      }}
      meanwhile={
        merge !== null && (
          <ChangedMeanwhile
            taken={shown(merge.taken, merge.current)}
            disputed={shown(merge.disputed, merge.current)}
            onTakeTheirs={() => {
              model.form.reset({ ...merge.current, reason: model.values.reason });
              settle();
            }}
          />
        )
      }
    />
  );
}

export type CorrectWoundScreenProps = { readonly patientId: string; readonly woundId: string };

/** Corrects what is said of a wound, with a reason; what stood before is kept. */
export function CorrectWoundScreen({ patientId, woundId }: CorrectWoundScreenProps) {
  const { scene, failed } = useWoundScene(patientId);
  if (scene === null) return <QueryNotice query={failed} what="Wound" />;
  const wound = scene.wounds.find(({ id }) => id === woundId);
  if (wound === undefined) return <GoneWound patientId={patientId} />;
  return <CorrectWound scene={scene} wound={wound} />;
}
