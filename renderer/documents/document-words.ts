import type { ChartDocument, signerRelations } from '../../shared/documents/contract.ts';
import type { DocumentKind } from '../../shared/documents/handed-in-document.ts';
import { formatQuantity } from '../ui/format.ts';

export type SignerRelation = (typeof signerRelations)[number];

export const KIND_WORDS: Readonly<Record<DocumentKind, string>> = {
  consent: 'Consent',
  letter: 'Letter',
  outsideResult: 'Outside result',
  other: 'Other',
};

export const KINDS_WORDS: Readonly<Record<DocumentKind, string>> = {
  consent: 'Consents',
  letter: 'Letters',
  outsideResult: 'Outside results',
  other: 'Others',
};

export const RELATION_WORDS: Readonly<Record<SignerRelation, string>> = {
  patient: 'Patient',
  guardian: 'Guardian',
  representative: 'Representative',
};

/** What a file is: `PDF, 3 pages`, `Signed on screen`, `Picture`. */
export function formInWords({ mediaType, pageCount, signedAt }: ChartDocument): string {
  if (signedAt !== null) return 'Signed on screen';
  if (mediaType !== 'application/pdf') return 'Picture';
  return pageCount === null ? 'PDF' : `PDF, ${formatQuantity(pageCount, 'page')}`;
}

export type KindGroup = {
  readonly kind: DocumentKind;
  readonly documents: readonly ChartDocument[];
};

const KIND_ORDER: readonly DocumentKind[] = ['consent', 'letter', 'outsideResult', 'other'];

/** Documents by kind, in each the newest day first; kinds without any are left out. */
export function groupDocuments(documents: readonly ChartDocument[]): readonly KindGroup[] {
  return KIND_ORDER.map((kind) => ({
    kind,
    documents: documents
      .filter((each) => each.kind === kind)
      .toSorted(
        (one, other) =>
          other.documentOn.localeCompare(one.documentOn) ||
          other.createdAt.localeCompare(one.createdAt),
      ),
  })).filter((group) => group.documents.length > 0);
}
