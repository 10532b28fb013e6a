import { useState } from 'react';
import type { DocumentKind, HandedInDocument } from '../../shared/documents/handed-in-document.ts';
import type { Failure, Result } from '../../shared/base/result.ts';
import { bridge } from '../client/bridge.ts';
import { placeProblems, problemSentence } from '../form-problems.ts';

const FIELDS = ['file', 'kind', 'title', 'documentOn'] as const;
export type DocumentField = (typeof FIELDS)[number];

/** A document as it stands in a form, before its file is handed in. */
export type DocumentEntry = {
  readonly file: File | null;
  readonly kind: DocumentKind | null;
  readonly title: string;
  readonly documentOn: string;
};

export const BLANK_DOCUMENT: DocumentEntry = { file: null, kind: null, title: '', documentOn: '' };

export const DOCUMENT_LABELS: Readonly<Record<DocumentField, string>> = {
  file: 'File',
  kind: 'Kind',
  title: 'Title',
  documentOn: 'Date of the document',
};

type Problems = Readonly<Partial<Record<DocumentField, string>>>;

const NOT_SAVED = 'It could not be attached. What you chose is still here; please try again.';
const UNREADABLE = 'It could not be read. It may have been moved or changed; choose it once more.';

function missingIn({ file, kind, title, documentOn }: DocumentEntry): Problems {
  return {
    ...(file === null && { file: 'is missing' }),
    ...(kind === null && { kind: 'is missing' }),
    ...(title.trim() === '' && { title: 'is missing' }),
    ...(documentOn === '' && { documentOn: 'is missing' }),
  };
}

type Taking = {
  /** Does with the document what the form is for, once its file is kept. */
  readonly take: (document: HandedInDocument) => Promise<Result<unknown, Failure>>;
  readonly onTaken: () => void;
};

/** Checks a document, hands its file in, then takes what was kept; problems come back at their fields. */
export function useDocumentEntry({ take, onTaken }: Taking) {
  const [problems, setProblems] = useState<Problems>({});
  const [notice, setNotice] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);
  const show = (field: DocumentField, problem: string) =>
    setProblems((before) => ({ ...before, [field]: problem }));

  async function handIn({ file, kind, title, documentOn }: DocumentEntry): Promise<void> {
    if (file === null || kind === null) return;
    const bytes = await file.arrayBuffer().catch(() => null);
    if (bytes === null) return show('file', UNREADABLE);
    const kept = await bridge.bytes.put('document', new Uint8Array(bytes));
    if (!kept.ok) return show('file', kept.failure.message);
    const reply = await take({ kind, title: title.trim(), documentOn, digest: kept.value.digest });
    if (reply.ok) return onTaken();
    const isDate = reply.failure.code === 'ImpossibleDate';
    const fallback = isDate ? ('documentOn' as const) : undefined;
    setNotice(placeProblems(reply.failure, { fields: FIELDS, fallback, show }));
  }
  async function send(entry: DocumentEntry): Promise<void> {
    const missing = missingIn(entry);
    setProblems(missing);
    setNotice(null);
    if (Object.keys(missing).length > 0) return;
    setPending(true);
    await handIn(entry).catch(() => setNotice(NOT_SAVED));
    setPending(false);
  }
  const problemOf = (field: DocumentField) =>
    problemSentence(DOCUMENT_LABELS[field], problems[field]);
  const settle = (field: DocumentField) => setProblems(({ [field]: _settled, ...rest }) => rest);
  return { send, problemOf, settle, notice, isPending };
}

export type DocumentTyping = ReturnType<typeof useDocumentEntry>;
