import { useChange } from '../client/use-operation.ts';
import { forgetForm } from '../kept-forms.ts';
import { leaveTo } from '../leave-to.ts';
import { useNavigation } from '../navigation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { announce } from '../ui/announce.ts';
import { useWoundForm } from './use-wound-form.ts';
import { useWoundScene, type WoundScene } from './use-wound-scene.ts';
import { WoundFormScreen } from './WoundFormScreen.tsx';
import { blankWound } from './wound-form-values.ts';
import { woundName } from './wound-words.ts';

function RegisterWound({ scene }: { readonly scene: WoundScene }) {
  const { patient, today } = scene;
  const patientId = patient.id;
  const name = `registerWound ${patientId}`;
  const register = useChange('wounds.register');
  const model = useWoundForm({
    name,
    initial: blankWound(patient.deceasedOn ?? today),
    bounds: { ...patient, today },
    needsReason: false,
    send: (content, { careStartedOn }) =>
      register.mutateAsync({ patientId, ...content, careStartedOn }),
    onSaved(wound) {
      announce(`Saved: ${woundName(wound)}, on this computer`);
      // By way of the chart: the form is no place to come back to.
      leaveTo({ screen: 'chart', patientId });
      useNavigation.getState().go({ screen: 'wound', patientId, woundId: wound.id });
    },
  });
  return (
    <WoundFormScreen
      model={model}
      scene={scene}
      correcting={null}
      saveLabel="Register wound"
      onCancel={() => {
        forgetForm(name);
        leaveTo({ screen: 'chart', patientId });
      }}
    />
  );
}

export type RegisterWoundScreenProps = { readonly patientId: string };

/** Registers a wound of a patient. */
export function RegisterWoundScreen({ patientId }: RegisterWoundScreenProps) {
  const { scene, failed } = useWoundScene(patientId);
  if (scene === null) return <QueryNotice query={failed} what="Chart" />;
  return <RegisterWound scene={scene} />;
}
