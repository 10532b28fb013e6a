import { Paperclip, PenLine } from 'lucide-react';
import { useState } from 'react';
import type { ChartDocument } from '../../shared/documents/contract.ts';
import { useOperation } from '../client/use-operation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { useMay } from '../signed-in.ts';
import { Button } from '../ui/Button.tsx';
import { formatCivilDate, formatCount } from '../ui/format.ts';
import { Panel } from '../ui/Panel.tsx';
import { AttachDocumentDialog } from './AttachDocumentDialog.tsx';
import { DocumentEntryButton } from './DocumentEntryButton.tsx';
import { DocumentViewer } from './DocumentViewer.tsx';
import { groupDocuments, KINDS_WORDS } from './document-words.ts';
import { SignConsentDialog } from './SignConsentDialog.tsx';
import { type DocumentScene, useDocumentScene } from './use-document-scene.ts';

export type DocumentsPanelProps = {
  readonly patientId: string;
  /** Null shows all documents of the chart. */
  readonly woundId: string | null;
};

type Opened =
  | { readonly what: 'attach' }
  | { readonly what: 'sign' }
  | { readonly what: 'document'; readonly id: string };

/** What a document belongs to, in words. */
function placeOf({ woundId, treatmentRecordId }: ChartDocument, scene: DocumentScene): string {
  const wound = scene.wounds.find(({ id }) => id === woundId);
  if (wound) return `Wound ${wound.woundNumber} · ${wound.location}`;
  if (treatmentRecordId === null) return 'The patient';
  const treatment = scene.chart.treatments.find(({ id }) => id === treatmentRecordId);
  return treatment ? `Treatment of ${formatCivilDate(treatment.dateApplied)}` : 'A treatment';
}

type OpenedDialogProps = {
  readonly scene: DocumentScene;
  readonly opened: Opened;
  readonly documents: readonly ChartDocument[];
  readonly woundId: string | null;
  readonly onClose: () => void;
};

function OpenedDialog({ scene, opened, documents, woundId, onClose }: OpenedDialogProps) {
  if (opened.what === 'attach')
    return <AttachDocumentDialog scene={scene} woundId={woundId} onClose={onClose} />;
  if (opened.what === 'sign')
    return <SignConsentDialog scene={scene} woundId={woundId} onClose={onClose} />;
  const document = documents.find(({ id }) => id === opened.id);
  if (document === undefined) return null;
  return (
    <DocumentViewer
      document={document}
      timeZone={scene.timeZone}
      place={placeOf(document, scene)}
      onClose={onClose}
    />
  );
}

type ListProps = {
  readonly documents: readonly ChartDocument[];
  readonly onOpen: (documentId: string) => void;
};

function List({ documents, onOpen }: ListProps) {
  if (documents.length === 0)
    return <p className="documents__none">Consents, letters and outside results stand here.</p>;
  return groupDocuments(documents).map((group) => (
    <section key={group.kind} className="documents__kind" aria-label={KINDS_WORDS[group.kind]}>
      <h3>{KINDS_WORDS[group.kind]}</h3>
      <ul>
        {group.documents.map((each) => (
          <li key={each.id}>
            <DocumentEntryButton document={each} onOpen={() => onOpen(each.id)} />
          </li>
        ))}
      </ul>
    </section>
  ));
}

/** The documents of a chart or of one wound: attached, signed on screen, and looked at. */
export function DocumentsPanel({ patientId, woundId }: DocumentsPanelProps) {
  const listed = useOperation('documents.list', { patientId });
  const { scene } = useDocumentScene(patientId);
  const mayWrite = useMay('treatments.write');
  const [opened, setOpened] = useState<Opened | null>(null);
  const documents = listed.data?.filter((each) => woundId === null || each.woundId === woundId);
  const count = documents?.length ?? 0;
  return (
    <Panel
      heading={count === 0 ? 'Documents' : `Documents (${formatCount(count)})`}
      footer={
        mayWrite &&
        scene && (
          <>
            <Button icon={Paperclip} onPress={() => setOpened({ what: 'attach' })}>
              Attach
            </Button>
            <Button icon={PenLine} onPress={() => setOpened({ what: 'sign' })}>
              Sign consent
            </Button>
          </>
        )
      }
    >
      {documents === undefined ? (
        <QueryNotice query={listed} what="Documents" />
      ) : (
        <List documents={documents} onOpen={(id) => setOpened({ what: 'document', id })} />
      )}
      {opened && scene && documents && (
        <OpenedDialog
          scene={scene}
          opened={opened}
          documents={documents}
          woundId={woundId}
          onClose={() => setOpened(null)}
        />
      )}
    </Panel>
  );
}
