import { Ban } from 'lucide-react';
import { useState } from 'react';
import { apart } from '../../shared/base/apart.ts';
import type { ChartDocument } from '../../shared/documents/contract.ts';
import { useFileUrl } from '../client/use-file-url.ts';
import { useMay } from '../signed-in.ts';
import { StoredFileNotice } from '../StoredPicture.tsx';
import { OwnRecordSync } from '../sync/RecordSyncPanel.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { formatCivilDate, formatInstant } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { KeyValueList } from '../ui/KeyValueList.tsx';
import { Stack } from '../ui/Stack.tsx';
import type { Size } from '../ui/zoom-view.ts';
import { ZoomPane } from '../ui/ZoomPane.tsx';
import { formInWords, KIND_WORDS, RELATION_WORDS } from './document-words.ts';
import { PdfView } from './PdfView.tsx';
import { VoidDocumentDialog } from './VoidDocumentDialog.tsx';

type DocumentProps = { readonly document: ChartDocument };

function PictureView({ document }: DocumentProps) {
  const file = useFileUrl(document);
  const [size, setSize] = useState<Size | null>(null);
  if (file.view.state !== 'ready')
    return (
      <StoredFileNotice
        file={file}
        digest={document.digest}
        what="Document"
        preview={document.thumbnailDigest}
      />
    );
  const { url } = file.view;
  if (size === null)
    return (
      <img
        src={url}
        alt=""
        hidden
        onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
          setSize({ width: naturalWidth, height: naturalHeight })
        }
      />
    );
  return (
    <ZoomPane
      label={`${document.title}. Plus and minus zoom, 0 shows all of it, arrow keys move it.`}
      picture={size}
    >
      <img src={url} alt={document.title} draggable={false} />
    </ZoomPane>
  );
}

/** A consent that was signed here: its words over the signature, as they stood. */
function ConsentView({ document }: DocumentProps) {
  const file = useFileUrl(document);
  const { signerName } = document;
  return (
    <div className="consent consent--signed">
      <p className="consent__words" dir="auto">
        {document.statement}
      </p>
      {file.view.state === 'ready' ? (
        <img
          className="consent__signature"
          src={file.view.url}
          alt={`Signature of ${signerName ?? 'somebody'}`}
        />
      ) : (
        <StoredFileNotice file={file} digest={document.digest} what="Signature" />
      )}
    </div>
  );
}

function Shown({ document }: DocumentProps) {
  if (document.statement !== null) return <ConsentView document={document} />;
  return document.mediaType === 'application/pdf' ? (
    <PdfView digest={document.digest} title={document.title} />
  ) : (
    <PictureView document={document} />
  );
}

type FactsProps = DocumentProps & { readonly timeZone: string; readonly place: string };

function Facts({ document, timeZone, place }: FactsProps) {
  const { signerName, signerRelation, signedAt, witnessName } = document;
  const signed =
    signedAt === null || signerName === null
      ? []
      : [
          {
            key: 'signer',
            label: 'Signed by',
            value: signerRelation
              ? `${apart(signerName)} (${RELATION_WORDS[signerRelation].toLowerCase()})`
              : signerName,
          },
          { key: 'signed', label: 'Signed', value: formatInstant(signedAt, timeZone) },
          { key: 'witness', label: 'Witness', value: witnessName ?? 'None named' },
        ];
  return (
    <KeyValueList
      entries={[
        { key: 'kind', label: 'Kind', value: KIND_WORDS[document.kind] },
        { key: 'day', label: 'Date', value: formatCivilDate(document.documentOn) },
        { key: 'form', label: 'File', value: formInWords(document) },
        { key: 'place', label: 'Belongs to', value: place },
        ...signed,
        {
          key: 'added',
          label: 'Attached',
          value: `${apart(document.addedByName)}, ${formatInstant(document.createdAt, timeZone)}`,
        },
      ]}
    />
  );
}

export type DocumentViewerProps = FactsProps & { readonly onClose: () => void };

/** One document, shown here with what is known of it. */
export function DocumentViewer({ document, timeZone, place, onClose }: DocumentViewerProps) {
  const mayWrite = useMay('treatments.write');
  const [isVoiding, setVoiding] = useState(false);
  return (
    <Dialog isOpen size="full" isDismissable={false} onClose={onClose} title={document.title}>
      <div className="photo-viewer">
        <div className="document-viewer__shown">
          <Shown document={document} />
        </div>
        <div className="photo-viewer__aside">
          <Stack>
            {document.voidedAt !== null && (
              <InlineMessage
                tone="danger"
                title={`Struck out ${formatInstant(document.voidedAt, timeZone)}`}
              >
                {document.voidReason}
              </InlineMessage>
            )}
            <OwnRecordSync entity="chart_documents" id={document.id} which={document.title} />
            <Facts document={document} timeZone={timeZone} place={place} />
            {mayWrite && document.voidedAt === null && (
              <Button icon={Ban} isFullWidth onPress={() => setVoiding(true)}>
                Strike out
              </Button>
            )}
          </Stack>
        </div>
      </div>
      {isVoiding && <VoidDocumentDialog document={document} onClose={() => setVoiding(false)} />}
    </Dialog>
  );
}
