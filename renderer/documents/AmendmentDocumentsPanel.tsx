import { useState } from 'react';
import type { ChartDocument } from '../../shared/documents/contract.ts';
import { useOperation } from '../client/use-operation.ts';
import { DocumentEntryButton } from './DocumentEntryButton.tsx';
import { DocumentViewer } from './DocumentViewer.tsx';

export type AmendmentDocumentsPanelProps = {
  readonly patientId: string;
  readonly amendmentId: string;
  readonly timeZone: string;
};

/** The documents that an amendment brought; nothing where it brought none. */
export function AmendmentDocumentsPanel(props: AmendmentDocumentsPanelProps) {
  const { patientId, amendmentId, timeZone } = props;
  const listed = useOperation('documents.list', { patientId });
  const [opened, setOpened] = useState<string | null>(null);
  const own = listed.data?.filter((each) => each.amendmentId === amendmentId) ?? [];
  const shown: ChartDocument | undefined = own.find(({ id }) => id === opened);
  if (own.length === 0) return null;
  return (
    <>
      <ul className="amendment__attached" aria-label="Documents of this amendment">
        {own.map((document) => (
          <li key={document.id}>
            <DocumentEntryButton document={document} onOpen={() => setOpened(document.id)} />
          </li>
        ))}
      </ul>
      {shown && (
        <DocumentViewer
          document={shown}
          timeZone={timeZone}
          place="An amendment of a treatment"
          onClose={() => setOpened(null)}
        />
      )}
    </>
  );
}
