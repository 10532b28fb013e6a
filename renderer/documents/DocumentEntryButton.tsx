import { FileText, Image, PenLine } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import type { ChartDocument } from '../../shared/documents/contract.ts';
import { Badge } from '../ui/Badge.tsx';
import { formatCivilDate } from '../ui/format.ts';
import { formInWords } from './document-words.ts';

function Icon({ signedAt, mediaType }: ChartDocument) {
  if (signedAt !== null) return <PenLine size={20} aria-hidden />;
  return mediaType === 'application/pdf' ? (
    <FileText size={20} aria-hidden />
  ) : (
    <Image size={20} aria-hidden />
  );
}

export type DocumentEntryButtonProps = {
  readonly document: ChartDocument;
  readonly onOpen: () => void;
};

/** One document in a list, which opens it. */
export function DocumentEntryButton({ document, onOpen }: DocumentEntryButtonProps) {
  const { title, documentOn, voidedAt } = document;
  return (
    <AriaButton className="document-entry" onPress={() => onOpen()}>
      <Icon {...document} />
      <span className="document-entry__words">
        <span className="document-entry__title" dir="auto">
          {voidedAt === null ? title : <s>{title}</s>}
        </span>
        <span className="document-entry__more">
          {formatCivilDate(documentOn)} · {formInWords(document)}
        </span>
      </span>
      {voidedAt !== null && <Badge tone="danger">Struck out</Badge>}
    </AriaButton>
  );
}
