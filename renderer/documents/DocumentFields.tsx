import { documentKinds } from '../../shared/documents/handed-in-document.ts';
import { DateField } from '../ui/DateField.tsx';
import { FileField } from '../ui/FileField.tsx';
import { RadioCards } from '../ui/RadioCards.tsx';
import { TextField } from '../ui/TextField.tsx';
import { KIND_WORDS } from './document-words.ts';
import {
  DOCUMENT_LABELS,
  type DocumentEntry,
  type DocumentField,
  type DocumentTyping,
} from './use-document-entry.ts';

const ACCEPTED = 'application/pdf,image/jpeg,image/png,image/webp,.pdf,.jpg,.jpeg,.png,.webp';
const KIND_CARDS = documentKinds.map((key) => ({ key, title: KIND_WORDS[key] }));

export type DocumentFieldsProps = {
  readonly entry: DocumentEntry;
  readonly typing: DocumentTyping;
  readonly today: string;
  readonly onChange: (changed: Partial<DocumentEntry>) => void;
};

/** The file of a document, and what is said of it. */
export function DocumentFields({ entry, typing, today, onChange }: DocumentFieldsProps) {
  const { problemOf, settle } = typing;
  const set = <Key extends DocumentField>(field: Key, value: DocumentEntry[Key]) => {
    settle(field);
    onChange({ [field]: value });
  };
  return (
    <>
      <FileField
        label={DOCUMENT_LABELS.file}
        isRequired
        accept={ACCEPTED}
        description="A PDF, or a picture (JPEG, PNG, WebP)."
        files={entry.file ? [entry.file] : []}
        error={problemOf('file')}
        onChange={([file]) => set('file', file ?? null)}
      />
      <RadioCards
        label={DOCUMENT_LABELS.kind}
        isRequired
        columns={2}
        cards={KIND_CARDS}
        value={entry.kind}
        error={problemOf('kind')}
        onChange={(kind) => set('kind', kind)}
      />
      <TextField
        label={DOCUMENT_LABELS.title}
        isRequired
        maxLength={200}
        value={entry.title}
        error={problemOf('title')}
        onChange={(title) => set('title', title)}
      />
      <DateField
        label={DOCUMENT_LABELS.documentOn}
        isRequired
        max={today}
        value={entry.documentOn}
        error={problemOf('documentOn')}
        onChange={(documentOn) => set('documentOn', documentOn)}
      />
    </>
  );
}
