import { type ReactNode, useState } from 'react';
import { useChange } from '../client/use-operation.ts';
import { PatientIdentityPanel } from '../chart/PatientIdentityPanel.tsx';
import { FormNotice } from '../FormNotice.tsx';
import { forgetForm, keepForm, keptOr } from '../kept-forms.ts';
import { announce } from '../ui/announce.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Stack } from '../ui/Stack.tsx';
import { DocumentFields } from './DocumentFields.tsx';
import { type DocumentPlace, PlaceField } from './DocumentPlaceFields.tsx';
import {
  BLANK_DOCUMENT,
  type DocumentEntry,
  type DocumentTyping,
  useDocumentEntry,
} from './use-document-entry.ts';
import type { DocumentScene } from './use-document-scene.ts';

export type DocumentDialogProps = {
  readonly title: string;
  readonly saveLabel: string;
  /** Whose chart it is. */
  readonly identity: ReactNode;
  readonly typing: DocumentTyping;
  readonly onSave: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** The frame in which a document is chosen and described. */
export function DocumentDialog(props: DocumentDialogProps) {
  const { title, saveLabel, identity, typing, onSave, onClose } = props;
  return (
    <Dialog
      isOpen
      title={title}
      isDismissable={false}
      isBusy={typing.isPending}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose} isDisabled={typing.isPending}>
            Cancel
          </Button>
          <Button variant="primary" isPending={typing.isPending} onPress={onSave}>
            {saveLabel}
          </Button>
        </>
      }
    >
      <Stack>
        <div className="confirm-identity">{identity}</div>
        {typing.notice !== null && <FormNotice>{typing.notice}</FormNotice>}
        {props.children}
      </Stack>
    </Dialog>
  );
}

/** What is typed of a document, kept over a lock under `form` until it is used or given up. */
export function useKeptEntry<Entry extends DocumentEntry>(form: string, blank: Entry) {
  const [entry, setEntry] = useState(() => keptOr(form, blank));
  const change = (changed: Partial<Entry>) => {
    const next = { ...entry, ...changed };
    setEntry(next);
    keepForm(form, next);
  };
  return { entry, change, forget: () => forgetForm(form) };
}

export type AttachDocumentDialogProps = {
  readonly scene: DocumentScene;
  readonly woundId: string | null;
  readonly onClose: () => void;
};

/** Attaches a PDF or a picture to a chart; mount it to open it. */
export function AttachDocumentDialog({ scene, woundId, ...given }: AttachDocumentDialogProps) {
  const { chart, wounds, today } = scene;
  const { patient, allergies } = chart;
  const place: DocumentPlace = { woundId, treatmentRecordId: null };
  const blank = { ...BLANK_DOCUMENT, place };
  const { entry, change, forget } = useKeptEntry(`document of ${patient.id}`, blank);
  const adding = useChange('documents.add');
  const onClose = () => {
    forget();
    given.onClose();
  };
  const typing = useDocumentEntry({
    take: (document) => adding.mutateAsync({ patientId: patient.id, ...entry.place, ...document }),
    onTaken: () => {
      announce('Document attached');
      onClose();
    },
  });
  return (
    <DocumentDialog
      title="Attach a document"
      saveLabel="Attach document"
      identity={<PatientIdentityPanel {...{ patient, allergies, today }} />}
      typing={typing}
      onSave={() => void typing.send(entry)}
      onClose={onClose}
    >
      <DocumentFields {...{ entry, typing, today }} onChange={change} />
      <PlaceField
        {...{ chart, wounds }}
        value={entry.place}
        onChange={(to) => change({ place: to })}
      />
    </DocumentDialog>
  );
}
