import { FileText, Paperclip, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { ok } from '../../shared/base/result.ts';
import type { DraftDocument } from '../../shared/documents/draft-document.ts';
import { announce } from '../ui/announce.ts';
import { Button } from '../ui/Button.tsx';
import { formatCivilDate, formatQuantity } from '../ui/format.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { Panel } from '../ui/Panel.tsx';
import { DocumentDialog, useKeptEntry } from './AttachDocumentDialog.tsx';
import { DocumentFields } from './DocumentFields.tsx';
import { KIND_WORDS } from './document-words.ts';
import { BLANK_DOCUMENT, useDocumentEntry } from './use-document-entry.ts';

/**
 * Documents that are chosen while a form is typed in. Each is handed in at once; the form's draft
 * remembers it, and saving the form attaches it. `kept` are those of the draft.
 */
export function useNewDocuments(kept: readonly DraftDocument[]) {
  const [documents, setDocuments] = useState(kept);
  const leaveOut = (digest: string) =>
    setDocuments((before) => before.filter((each) => each.digest !== digest));
  return {
    documents,
    /** How many would be saved: `2 documents`; empty for none. */
    inWords: documents.length === 0 ? '' : formatQuantity(documents.length, 'document'),
    add: (document: DraftDocument) =>
      // Chosen once more, what is said of it last counts.
      setDocuments((before) => [
        ...before.filter(({ digest }) => digest !== document.digest),
        document,
      ]),
    leaveOut,
  };
}

export type NewDocuments = ReturnType<typeof useNewDocuments>;

export type NewDocumentsPanelProps = {
  readonly documents: NewDocuments;
  readonly heading: string;
  /** When they join the chart. */
  readonly children: ReactNode;
  /** Whose they are, at the top of the dialog. */
  readonly identity: ReactNode;
  readonly today: string;
  /** Under which what is typed in the dialog outlives a lock. */
  readonly form: string;
};

type DialogProps = Omit<NewDocumentsPanelProps, 'children'> & { readonly onClose: () => void };

function NewDocumentDialog({ documents, heading, identity, today, form, onClose }: DialogProps) {
  const { entry, change, forget } = useKeptEntry(form, BLANK_DOCUMENT);
  const close = () => {
    forget();
    onClose();
  };
  const typing = useDocumentEntry({
    take: async (document) => {
      documents.add(document);
      return ok(null);
    },
    onTaken: () => {
      announce('The document waits to be saved with the form');
      close();
    },
  });
  return (
    <DocumentDialog
      title={heading}
      saveLabel="Add document"
      identity={identity}
      typing={typing}
      onSave={() => void typing.send(entry)}
      onClose={close}
    >
      <DocumentFields {...{ entry, typing, today }} onChange={change} />
    </DocumentDialog>
  );
}

/** The documents that are chosen while a form is typed in, and the way to one more. */
export function NewDocumentsPanel({ children, ...props }: NewDocumentsPanelProps) {
  const { documents, heading } = props;
  const [isAdding, setAdding] = useState(false);
  return (
    <Panel heading={heading}>
      <ul className="new-documents" aria-label="Documents that wait to be saved">
        {documents.documents.map(({ digest, title, kind, documentOn }) => (
          <li key={digest}>
            <FileText size={20} aria-hidden />
            <span className="document-entry__words">
              <span className="document-entry__title" dir="auto">
                {title}
              </span>
              <span className="document-entry__more">
                {formatCivilDate(documentOn)} · {KIND_WORDS[kind]}
              </span>
            </span>
            <IconButton
              label={`Leave out ${title}`}
              icon={X}
              onPress={() => documents.leaveOut(digest)}
            />
          </li>
        ))}
      </ul>
      <Button icon={Paperclip} onPress={() => setAdding(true)}>
        Add document
      </Button>
      <p className="new-documents__when">{children}</p>
      {isAdding && <NewDocumentDialog {...props} onClose={() => setAdding(false)} />}
    </Panel>
  );
}
