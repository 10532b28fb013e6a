import { PatientIdentityPanel } from '../chart/PatientIdentityPanel.tsx';
import { DraftOfferPanel, type DraftOfferPanelProps } from '../drafts/DraftOfferPanel.tsx';
import { leaveTo } from '../leave-to.ts';
import { Button } from '../ui/Button.tsx';
import { Stack } from '../ui/Stack.tsx';
import type { AssessmentScene } from './use-assessment-scene.ts';

export type DraftWaitingProps = Pick<
  DraftOfferPanelProps,
  'draft' | 'doing' | 'onContinue' | 'onDiscarded'
> & { readonly scene: AssessmentScene };

/** Before a form opens: what was being typed before, which is never taken unasked. */
export function DraftWaiting({ scene, ...offer }: DraftWaitingProps) {
  const { patient, wound } = scene;
  return (
    <Stack gap={5}>
      <PatientIdentityPanel {...scene} isPageTitle isSticky />
      <DraftOfferPanel {...scene} {...offer} />
      <div>
        <Button
          onPress={() => leaveTo({ screen: 'wound', patientId: patient.id, woundId: wound.id })}
        >
          Back to wound
        </Button>
      </div>
    </Stack>
  );
}
