import type { HandedInDocument } from '../../shared/documents/handed-in-document.ts';
import { addDocument, type AddingContext } from './add-document.ts';
import type { AttachedTo } from './document-problem.ts';

/**
 * Attaches documents that came with a record, each once; answers the first that cannot be attached, and
 * why, or null.
 */
export async function addDocumentsOf(
  context: AddingContext,
  to: AttachedTo,
  documents: readonly HandedInDocument[],
): Promise<{ readonly digest: string; readonly message: string } | null> {
  for (const [digest, [document]] of Map.groupBy(documents, (each) => each.digest)) {
    const added = document && (await addDocument(context, to, document));
    if (added && !added.ok) return { digest, message: added.failure.message };
  }
  return null;
}
