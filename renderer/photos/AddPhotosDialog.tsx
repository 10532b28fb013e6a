import { ImagePlus } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { WoundAssessment } from '../../shared/assessments/assessment.ts';
import { bridge } from '../client/bridge.ts';
import { client } from '../client/client.ts';
import { queryClient, useOperation } from '../client/use-operation.ts';
import { PatientIdentityPanel } from '../chart/PatientIdentityPanel.tsx';
import { FormNotice } from '../FormNotice.tsx';
import { forgetForm, keepForm, keptOr } from '../kept-forms.ts';
import { useToday } from '../today.ts';
import { announce } from '../ui/announce.ts';
import { Button } from '../ui/Button.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { formatQuantity } from '../ui/format.ts';
import { Stack } from '../ui/Stack.tsx';
import { AssessmentChoice, openAssessments } from './AssessmentChoice.tsx';
import { IncomingPhotos } from './IncomingPhotos.tsx';
import { type AddPhoto, createPhotoIntake, type PhotoIntake } from './photo-intake.ts';
import { UNSURE_DAY } from './photo-words.ts';
import { PhotoSources } from './PhotoSources.tsx';
import type { PhotoScene } from './use-wound-photos.ts';

/** Which assessment takes the photos: the one given, or the only one that can, or the one chosen. */
function useTarget(scene: PhotoScene, given: string | null) {
  const open = openAssessments([...scene.assessments.values()]);
  const [chosen, choose] = useState(given);
  // Also when it comes after the dialog was opened.
  const only = open.length === 1 ? open[0]?.id : undefined;
  const target: WoundAssessment | null = open.find(({ id }) => id === (chosen ?? only)) ?? null;
  return { open, target, choose };
}

/** Under which photos that are not added yet outlive a lock, for whoever took or chose them. */
export function waitingPhotosOf(woundId: string): string {
  return `photos of wound ${woundId}`;
}

/** The photos on their way, also those from before a lock. */
function useIntake({ woundId, timeZone }: PhotoScene) {
  const form = waitingPhotosOf(woundId);
  const [intake] = useState(
    () =>
      keptOr<{ readonly intake: PhotoIntake | null }>(form, { intake: null }).intake ??
      createPhotoIntake({
        put: (bytes) => bridge.bytes.put('photo', bytes),
        timeZone,
      }),
  );
  const photos = useSyncExternalStore(intake.subscribe, intake.get);
  const isWaiting = photos.length > 0;
  useEffect(() => {
    if (isWaiting) keepForm(form, { intake });
    else forgetForm(form);
  }, [form, intake, isWaiting]);
  return { intake, photos, forget: () => forgetForm(form) };
}

const NO_TARGET = 'Choose the assessment that they belong to first.';
const NOT_ALL = 'Not all were added: see what stands beside each photo.';

/** Binds what is kept to the assessment, and says what stands against it. */
function useBinding(intake: PhotoIntake, target: WoundAssessment | null, onDone: () => void) {
  const [isBinding, setBinding] = useState(false);
  const [notice, setNotice] = useState<string | null>(null);
  async function bind(): Promise<void> {
    const kept = intake.get().filter(({ stage }) => stage.kind === 'kept');
    if (target === null) return setNotice(NO_TARGET);
    if (kept.some(({ isDayUnsure }) => isDayUnsure)) return setNotice(UNSURE_DAY);
    setNotice(null);
    setBinding(true);
    const assessmentId = target.id;
    const add: AddPhoto = (photo) => client['photos.add']({ assessmentId, ...photo });
    const isDone = await intake.bind(add).catch(() => false);
    setBinding(false);
    const added = intake.get().filter(({ stage }) => stage.kind === 'added').length;
    if (added > 0) {
      void queryClient.invalidateQueries();
      announce(`${formatQuantity(added, 'photo')} added`);
    }
    if (!isDone) return setNotice(NOT_ALL);
    if (added === intake.get().length) onDone();
  }
  return { bind, isBinding, notice };
}

function AddingTo({ scene }: { readonly scene: PhotoScene }) {
  const chart = useOperation('patients.getChart', { patientId: scene.patientId });
  const today = useToday();
  if (chart.data === undefined) return null;
  const { patient, allergies } = chart.data;
  return (
    <div className="confirm-identity">
      <PatientIdentityPanel patient={patient} allergies={allergies} today={today} />
    </div>
  );
}

type LeaveProps = {
  readonly isOpen: boolean;
  readonly onLeave: () => void;
  readonly onStay: () => void;
};

function LeaveQuestion({ isOpen, onLeave, onStay }: LeaveProps) {
  return (
    <ConfirmDialog
      isOpen={isOpen}
      title="Leave without adding?"
      confirmLabel="Leave without adding"
      cancelLabel="Keep them"
      tone="danger"
      onConfirm={onLeave}
      onCancel={onStay}
    >
      The photos here are not in the chart yet. Those from the camera are lost.
    </ConfirmDialog>
  );
}

export type AddPhotosDialogProps = {
  readonly scene: PhotoScene;
  /** Null leaves it to be chosen. */
  readonly assessmentId: string | null;
  readonly onClose: () => void;
};

/** Adds photos to an assessment of a wound; what is refused says why and takes nothing else with it. */
export function AddPhotosDialog({ scene, assessmentId, ...given }: AddPhotosDialogProps) {
  const { open, target, choose } = useTarget(scene, assessmentId);
  const { intake, photos, forget } = useIntake(scene);
  const onClose = () => {
    forget();
    given.onClose();
  };
  const { bind, isBinding, notice } = useBinding(intake, target, onClose);
  const [isAsking, setAsking] = useState(false);
  const today = useToday();
  const keptCount = photos.filter(({ stage }) => stage.kind === 'kept').length;
  const isUnderWay = photos.some(({ stage }) => /waiting|sending/.test(stage.kind));
  const close = () => (keptCount > 0 || isUnderWay ? setAsking(true) : onClose());
  const canAdd = open.length > 0;
  return (
    <Dialog
      isOpen
      onClose={close}
      isBusy={isBinding}
      isDismissable={false}
      size="large"
      title="Add photos"
      actions={
        <>
          <Button onPress={close} isDisabled={isBinding}>
            {keptCount > 0 || photos.length === 0 ? 'Cancel' : 'Close'}
          </Button>
          {canAdd && (
            <Button
              variant="primary"
              icon={ImagePlus}
              isDisabled={keptCount === 0 || isUnderWay}
              isPending={isBinding}
              onPress={() => void bind()}
            >
              {keptCount === 0 ? 'Add to assessment' : `Add ${formatQuantity(keptCount, 'photo')}`}
            </Button>
          )}
        </>
      }
    >
      <Stack>
        <AddingTo scene={scene} />
        {notice !== null && <FormNotice key={notice}>{notice}</FormNotice>}
        <AssessmentChoice
          scene={scene}
          open={open}
          target={target}
          isFixed={assessmentId !== null}
          onChoose={choose}
        />
        {canAdd && <PhotoSources onOffered={(offered) => void intake.offer(offered)} />}
        <IncomingPhotos
          intake={intake}
          photos={photos}
          today={today}
          assessedOn={target?.assessedOn ?? null}
        />
      </Stack>
      <LeaveQuestion isOpen={isAsking} onLeave={onClose} onStay={() => setAsking(false)} />
    </Dialog>
  );
}
