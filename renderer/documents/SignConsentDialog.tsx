import { useState } from 'react';
import { PatientIdentityPanel } from '../chart/PatientIdentityPanel.tsx';
import { FormNotice } from '../FormNotice.tsx';
import { forgetForm, keepForm, keptOr } from '../kept-forms.ts';
import { Button } from '../ui/Button.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Stack } from '../ui/Stack.tsx';
import { type ConsentEntry, ConsentWords } from './ConsentWords.tsx';
import { SignHere } from './SignHere.tsx';
import type { DocumentScene } from './use-document-scene.ts';
import { useSignPad } from './use-sign-pad.ts';
import { NOT_SIGNED, statementOf, useSignConsent } from './use-sign-consent.ts';

export type SignConsentDialogProps = {
  readonly scene: DocumentScene;
  readonly woundId: string | null;
  readonly onClose: () => void;
};

type Consent = ReturnType<typeof useSignConsent>;

type StepProps = {
  readonly scene: DocumentScene;
  readonly entry: ConsentEntry;
  readonly consent: Consent;
  readonly onClose: () => void;
};

function Identity({ scene }: Pick<StepProps, 'scene'>) {
  const { patient, allergies } = scene.chart;
  return (
    <div className="confirm-identity">
      <PatientIdentityPanel patient={patient} allergies={allergies} today={scene.today} />
    </div>
  );
}

function Prepare(
  props: StepProps & {
    readonly onChange: (entry: ConsentEntry) => void;
    readonly onReady: () => void;
  },
) {
  const { scene, entry, consent, onChange, onReady, onClose } = props;
  return (
    <Dialog
      isOpen
      size="large"
      title="Sign a consent"
      isDismissable={false}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            variant="primary"
            onPress={() => {
              if (consent.check(entry)) onReady();
            }}
          >
            Show to sign
          </Button>
        </>
      }
    >
      <Stack>
        <Identity scene={scene} />
        <ConsentWords
          scene={scene}
          entry={entry}
          problemOf={consent.problemOf}
          onChange={onChange}
        />
      </Stack>
    </Dialog>
  );
}

function Sign(props: StepProps & { readonly onBack: () => void }) {
  const { scene, entry, consent, onBack, onClose } = props;
  const { canvasRef, isEmpty, clear, picture } = useSignPad();
  const notice = consent.notice === NOT_SIGNED && !isEmpty ? null : consent.notice;
  async function save(): Promise<void> {
    await consent.save(entry, await picture());
  }
  return (
    <Dialog
      isOpen
      size="large"
      title={entry.title}
      isDismissable={false}
      isBusy={consent.isPending}
      onClose={onClose}
      actions={
        <>
          <Button size="large" onPress={onBack} isDisabled={consent.isPending}>
            Back to the words
          </Button>
          <Button
            variant="primary"
            size="large"
            isPending={consent.isPending}
            onPress={() => void save()}
          >
            Save signed consent
          </Button>
        </>
      }
    >
      <Stack>
        <Identity scene={scene} />
        {notice !== null && <FormNotice>{notice}</FormNotice>}
        <SignHere
          entry={entry}
          statement={statementOf(entry)}
          canvasRef={canvasRef}
          isEmpty={isEmpty}
          onClear={clear}
        />
      </Stack>
    </Dialog>
  );
}

/** A consent that is signed on this screen: first its words, then whoever signs; mount it to open it. */
export function SignConsentDialog({ scene, woundId, ...given }: SignConsentDialogProps) {
  const form = `consent of ${scene.chart.patient.id}`;
  const blank: ConsentEntry = {
    title: '',
    statement: '',
    signerRelation: null,
    signerName: '',
    witnessName: '',
    isMark: false,
    place: { woundId, treatmentRecordId: null },
  };
  const [entry, setEntry] = useState(() => keptOr(form, blank));
  // The words outlive a lock; a signature does not.
  const change = (next: ConsentEntry) => {
    setEntry(next);
    keepForm(form, next);
  };
  const onClose = () => {
    forgetForm(form);
    given.onClose();
  };
  const [step, setStep] = useState<'words' | 'sign'>('words');
  const [isAsking, setAsking] = useState(false);
  const consent = useSignConsent(scene.chart.patient.id, onClose);
  const close = () => (entry.statement.trim() === '' ? onClose() : setAsking(true));
  const common = { scene, entry, consent, onClose: close };
  return (
    <>
      {step === 'words' ? (
        <Prepare {...common} onChange={change} onReady={() => setStep('sign')} />
      ) : (
        <Sign {...common} onBack={() => setStep('words')} />
      )}
      <ConfirmDialog
        isOpen={isAsking}
        title="Leave without saving?"
        confirmLabel="Leave without saving"
        cancelLabel="Stay here"
        tone="danger"
        onConfirm={onClose}
        onCancel={() => setAsking(false)}
      >
        Nothing of this consent is in the chart yet.
      </ConfirmDialog>
    </>
  );
}
