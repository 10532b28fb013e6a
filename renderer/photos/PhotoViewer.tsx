import { ChevronLeft, ChevronRight } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import type { WoundPhoto } from '../../shared/photos/contract.ts';
import { useFileUrl } from '../client/use-file-url.ts';
import { forgetForm, isKept } from '../kept-forms.ts';
import { StoredFileNotice } from '../StoredPicture.tsx';
import { Button } from '../ui/Button.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { ZoomPane } from '../ui/ZoomPane.tsx';
import { PhotoDetails } from './PhotoDetails.tsx';
import { groupPhotos } from './photo-groups.ts';
import { PhotoMeasure } from './PhotoMeasure.tsx';
import { photoName } from './photo-words.ts';
import { drawingOf } from './use-measure.ts';
import type { PhotoScene } from './use-wound-photos.ts';
import { VoidPhotoDialog } from './VoidPhotoDialog.tsx';

type FullPhotoProps = {
  readonly photo: WoundPhoto;
  readonly name: string;
  readonly isMeasuring: boolean;
  readonly onMeasured: () => void;
  /** What stands beside the picture while it is looked at. */
  readonly aside: ReactNode;
};

/** The whole picture, to look at or to measure in; one that is damaged says so. */
function FullPhoto({ photo, name, isMeasuring, onMeasured, aside }: FullPhotoProps) {
  const file = useFileUrl(photo);
  const picture = file.view.state === 'ready' && (
    <img src={file.view.url} alt={name} draggable={false} />
  );
  if (isMeasuring && picture)
    return (
      <PhotoMeasure photo={photo} name={name} onClose={onMeasured}>
        {picture}
      </PhotoMeasure>
    );
  return (
    <div className="photo-viewer">
      {picture ? (
        <ZoomPane
          label={`${name}. Plus and minus zoom, 0 shows all of it, arrow keys move it.`}
          picture={{ width: photo.widthPx, height: photo.heightPx }}
        >
          {picture}
        </ZoomPane>
      ) : (
        <div className="photo-viewer__missing">
          <StoredFileNotice
            file={file}
            digest={photo.digest}
            what="Photo"
            preview={photo.thumbnailDigest}
          />
        </div>
      )}
      <div className="photo-viewer__aside">{aside}</div>
    </div>
  );
}

type StepsProps = {
  readonly at: number;
  readonly count: number;
  readonly onStep: (by: number) => void;
};

function Steps({ at, count, onStep }: StepsProps) {
  if (count < 2) return null;
  return (
    <Row>
      <Button icon={ChevronLeft} isDisabled={at === 0} onPress={() => onStep(-1)}>
        Newer
      </Button>
      <span className="photo-viewer__place">
        {at + 1} of {count}
      </span>
      <Button icon={ChevronRight} isDisabled={at === count - 1} onPress={() => onStep(1)}>
        Older
      </Button>
    </Row>
  );
}

export type PhotoViewerProps = {
  readonly scene: PhotoScene;
  readonly photoId: string;
  readonly onClose: () => void;
};

/** One photo as large as the window, with what is known of it; leads on to newer and older ones. */
export function PhotoViewer({ scene, photoId, onClose }: PhotoViewerProps) {
  const inOrder = useMemo(
    () => groupPhotos(scene.photos).flatMap(({ photos }) => photos),
    [scene.photos],
  );
  const [shownId, setShownId] = useState(photoId);
  const [isMeasuring, setMeasuring] = useState(false);
  const [isVoiding, setVoiding] = useState(false);
  const [isLeaving, setLeaving] = useState(false);
  const at = inOrder.findIndex(({ id }) => id === shownId);
  const photo = inOrder[at];
  if (photo === undefined) return null;
  const name = photoName(photo, scene.timeZone);
  return (
    <Dialog
      isOpen
      size="full"
      isDismissable={false}
      onClose={() => {
        if (!isMeasuring) onClose();
        else if (isKept(drawingOf(photo.id))) setLeaving(true);
        else setMeasuring(false);
      }}
      title={isMeasuring ? `Measure: ${name}` : name}
    >
      <FullPhoto
        key={photo.id}
        photo={photo}
        name={name}
        isMeasuring={isMeasuring}
        onMeasured={() => setMeasuring(false)}
        aside={
          <Stack>
            <Steps
              at={at}
              count={inOrder.length}
              onStep={(by) => setShownId(inOrder[at + by]?.id ?? shownId)}
            />
            <PhotoDetails
              scene={scene}
              photo={photo}
              onMeasure={() => setMeasuring(true)}
              onVoid={() => setVoiding(true)}
            />
          </Stack>
        }
      />
      <ConfirmDialog
        isOpen={isLeaving}
        title="Discard what you drew?"
        confirmLabel="Discard it"
        cancelLabel="Keep drawing"
        tone="danger"
        onConfirm={() => {
          forgetForm(drawingOf(photo.id));
          setLeaving(false);
          setMeasuring(false);
        }}
        onCancel={() => setLeaving(false)}
      >
        The measurement is not saved yet.
      </ConfirmDialog>
      {isVoiding && <VoidPhotoDialog photo={photo} name={name} onClose={() => setVoiding(false)} />}
    </Dialog>
  );
}
