import { z } from 'zod';
import type { Draft } from '../drafts/contract.ts';
import { documentKinds } from './handed-in-document.ts';

const draftDocument = z.object({
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  kind: z.enum(documentKinds),
  title: z.string(),
  documentOn: z.string(),
});

/** A document that is handed in and waits with the other things typed in a form. */
export type DraftDocument = Readonly<z.output<typeof draftDocument>>;

/** Adds the documents that wait to the draft of a form. */
export function withDocuments(
  form: Draft['content'],
  documents: readonly DraftDocument[],
): Draft['content'] {
  if (documents.length === 0) return form;
  return { ...form, documents: documents.map((document) => ({ ...document })) };
}

/** Reads what `withDocuments` kept; never fails. One that cannot be told any more is left out. */
export function documentsIn(content: Draft['content']): readonly DraftDocument[] {
  const kept = z.array(draftDocument.nullable().catch(null)).catch([]).parse(content['documents']);
  return kept.filter((document) => document !== null);
}
