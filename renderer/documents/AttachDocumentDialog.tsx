import { useState } from 'react';
import { bridge } from '../client/bridge.ts';
import { useChange } from '../client/use-operation.ts';
import { PatientIdentityPanel } from '../chart/PatientIdentityPanel.tsx';
import { FormNotice } from '../FormNotice.tsx';
import { placeProblems, problemSentence } from '../form-problems.ts';
import { forgetForm, keepForm, keptOr } from '../kept-forms.ts';
import { announce } from '../ui/announce.ts';
import { Button } from '../ui/Button.tsx';
import { DateField } from '../ui/DateField.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { FileField } from '../ui/FileField.tsx';
import { RadioCards } from '../ui/RadioCards.tsx';
import { Stack } from '../ui/Stack.tsx';
import { TextField } from '../ui/TextField.tsx';
import { documentKinds } from '../../shared/documents/contract.ts';
import { type DocumentKind, KIND_WORDS } from './document-words.ts';
import { type DocumentPlace, PlaceField } from './DocumentPlaceFields.tsx';
import type { DocumentScene } from './use-document-scene.ts';

const ACCEPTED = 'application/pdf,image/jpeg,image/png,image/webp,.pdf,.jpg,.jpeg,.png,.webp';
const KIND_CARDS = documentKinds.map((key) => ({ key, title: KIND_WORDS[key] }));
const FIELDS = ['file', 'kind', 'title', 'documentOn'] as const;

type Field = (typeof FIELDS)[number];
type Entry = {
  readonly file: File | null;
  readonly kind: DocumentKind | null;
  readonly title: string;
  readonly documentOn: string;
  readonly place: DocumentPlace;
};
type Problems = Readonly<Partial<Record<Field, string>>>;

const LABELS: Readonly<Record<Field, string>> = {
  file: 'File',
  kind: 'Kind',
  title: 'Title',
  documentOn: 'Date of the document',
};

const NOT_SAVED = 'It could not be attached. What you chose is still here; please try again.';
const UNREADABLE = 'It could not be read. It may have been moved or changed; choose it once more.';

function missingIn({ file, kind, title, documentOn }: Entry): Problems {
  return {
    ...(file === null && { file: 'is missing' }),
    ...(kind === null && { kind: 'is missing' }),
    ...(title.trim() === '' && { title: 'is missing' }),
    ...(documentOn === '' && { documentOn: 'is missing' }),
  };
}

/** Hands the file in, then attaches what was kept; problems come back at their fields. */
function useAttach(patientId: string, onAttached: () => void) {
  const adding = useChange('documents.add');
  const [problems, setProblems] = useState<Problems>({});
  const [notice, setNotice] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);
  const show = (field: Field, problem: string) =>
    setProblems((before) => ({ ...before, [field]: problem }));

  async function attach({ file, kind, title, documentOn, place }: Entry): Promise<void> {
    if (file === null || kind === null) return;
    const bytes = await file.arrayBuffer().catch(() => null);
    if (bytes === null) return show('file', UNREADABLE);
    const kept = await bridge.bytes.put('document', new Uint8Array(bytes));
    if (!kept.ok) return show('file', kept.failure.message);
    const { digest } = kept.value;
    const reply = await adding.mutateAsync({
      patientId,
      ...place,
      kind,
      title,
      documentOn,
      digest,
    });
    if (reply.ok) {
      announce('Document attached');
      return onAttached();
    }
    const isDate = reply.failure.code === 'ImpossibleDate';
    const fallback = isDate ? ('documentOn' as const) : undefined;
    setNotice(placeProblems(reply.failure, { fields: FIELDS, fallback, show }));
  }
  async function send(entry: Entry): Promise<void> {
    const missing = missingIn(entry);
    setProblems(missing);
    setNotice(null);
    if (Object.keys(missing).length > 0) return;
    setPending(true);
    await attach(entry).catch(() => setNotice(NOT_SAVED));
    setPending(false);
  }
  const problemOf = (field: Field) => problemSentence(LABELS[field], problems[field]);
  const settle = (field: Field) => setProblems(({ [field]: _settled, ...rest }) => rest);
  return { send, problemOf, settle, notice, isPending };
}

type FieldsProps = {
  readonly scene: DocumentScene;
  readonly entry: Entry;
  readonly attaching: ReturnType<typeof useAttach>;
  readonly onChange: (entry: Entry) => void;
};

function Fields({ scene, entry, attaching, onChange }: FieldsProps) {
  const { problemOf, settle } = attaching;
  const set = <Key extends Field>(field: Key, value: Entry[Key]) => {
    settle(field);
    onChange({ ...entry, [field]: value });
  };
  return (
    <>
      <FileField
        label={LABELS.file}
        isRequired
        accept={ACCEPTED}
        description="A PDF, or a picture (JPEG, PNG, WebP)."
        files={entry.file ? [entry.file] : []}
        error={problemOf('file')}
        onChange={([file]) => set('file', file ?? null)}
      />
      <RadioCards
        label={LABELS.kind}
        isRequired
        columns={2}
        cards={KIND_CARDS}
        value={entry.kind}
        error={problemOf('kind')}
        onChange={(kind) => set('kind', kind)}
      />
      <TextField
        label={LABELS.title}
        isRequired
        spellCheck
        maxLength={200}
        value={entry.title}
        error={problemOf('title')}
        onChange={(title) => set('title', title)}
      />
      <DateField
        label={LABELS.documentOn}
        isRequired
        max={scene.today}
        value={entry.documentOn}
        error={problemOf('documentOn')}
        onChange={(documentOn) => set('documentOn', documentOn)}
      />
      <PlaceField
        chart={scene.chart}
        wounds={scene.wounds}
        value={entry.place}
        onChange={(place) => onChange({ ...entry, place })}
      />
    </>
  );
}

export type AttachDocumentDialogProps = {
  readonly scene: DocumentScene;
  readonly woundId: string | null;
  readonly onClose: () => void;
};

/** Attaches a PDF or a picture to a chart; mount it to open it. */
export function AttachDocumentDialog({ scene, woundId, ...given }: AttachDocumentDialogProps) {
  const { patient, allergies } = scene.chart;
  const form = `document of ${patient.id}`;
  const blank: Entry = {
    file: null,
    kind: null,
    title: '',
    documentOn: '',
    place: { woundId, treatmentRecordId: null },
  };
  const [entry, setEntry] = useState(() => keptOr(form, blank));
  const change = (next: Entry) => {
    setEntry(next);
    keepForm(form, next);
  };
  const onClose = () => {
    forgetForm(form);
    given.onClose();
  };
  const attaching = useAttach(patient.id, onClose);
  return (
    <Dialog
      isOpen
      title="Attach a document"
      isDismissable={false}
      isBusy={attaching.isPending}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose} isDisabled={attaching.isPending}>
            Cancel
          </Button>
          <Button
            variant="primary"
            isPending={attaching.isPending}
            onPress={() => void attaching.send(entry)}
          >
            Attach document
          </Button>
        </>
      }
    >
      <Stack>
        <div className="confirm-identity">
          <PatientIdentityPanel patient={patient} allergies={allergies} today={scene.today} />
        </div>
        {attaching.notice !== null && <FormNotice>{attaching.notice}</FormNotice>}
        <Fields scene={scene} entry={entry} attaching={attaching} onChange={change} />
      </Stack>
    </Dialog>
  );
}
