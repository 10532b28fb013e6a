import { Camera, Columns2, ImagePlus } from 'lucide-react';
import { useState } from 'react';
import { useIsKept } from '../kept-forms.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { useMay } from '../signed-in.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatCount } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Panel } from '../ui/Panel.tsx';
import { AddPhotosDialog, waitingPhotosOf } from './AddPhotosDialog.tsx';
import { PhotoCompareDialog } from './PhotoCompareDialog.tsx';
import { PhotoGallery } from './PhotoGallery.tsx';
import { PhotoViewer } from './PhotoViewer.tsx';
import { type PhotoScene, useWoundPhotos } from './use-wound-photos.ts';

export type PhotosPanelProps = { readonly patientId: string; readonly woundId: string };

type Opened =
  | { readonly what: 'photo'; readonly photoId: string }
  | { readonly what: 'add' }
  | { readonly what: 'compare' };

type OpenedDialogProps = {
  readonly scene: PhotoScene;
  readonly opened: Opened | null;
  readonly onOpen: (opened: Opened | null) => void;
};

function OpenedDialog({ scene, opened, onOpen }: OpenedDialogProps) {
  const close = () => onOpen(null);
  if (opened === null) return null;
  if (opened.what === 'add')
    return <AddPhotosDialog scene={scene} assessmentId={null} onClose={close} />;
  if (opened.what === 'compare') return <PhotoCompareDialog scene={scene} onClose={close} />;
  return <PhotoViewer scene={scene} photoId={opened.photoId} onClose={close} />;
}

/** The photos of a wound: looked at, added, measured and compared. */
export function PhotosPanel({ patientId, woundId }: PhotosPanelProps) {
  const { scene, failed } = useWoundPhotos(patientId, woundId);
  const mayWrite = useMay('treatments.write');
  const [opened, setOpened] = useState<Opened | null>(null);
  const isWaiting = useIsKept(waitingPhotosOf(woundId));
  const count = scene?.total ?? 0;
  const comparable = scene?.photos.filter(({ voidedAt }) => voidedAt === null).length ?? 0;
  return (
    <Panel
      heading={count === 0 ? 'Photos' : `Photos (${formatCount(count)})`}
      actions={
        <>
          {comparable > 1 && (
            <Button variant="quiet" icon={Columns2} onPress={() => setOpened({ what: 'compare' })}>
              Compare
            </Button>
          )}
          {mayWrite && scene && (
            <Button variant="quiet" icon={ImagePlus} onPress={() => setOpened({ what: 'add' })}>
              Add photos
            </Button>
          )}
        </>
      }
    >
      {isWaiting && mayWrite && opened === null && (
        <InlineMessage
          tone="caution"
          title="Photos wait to be added"
          actions={
            <Button variant="primary" onPress={() => setOpened({ what: 'add' })}>
              Continue
            </Button>
          }
        >
          They were taken or chosen before the screen was locked, and are not in the chart yet.
        </InlineMessage>
      )}
      {scene === null ? (
        <QueryNotice query={failed} what="Photos" />
      ) : count === 0 ? (
        <EmptyState title="No photos yet" icon={Camera}>
          A photo shows what numbers cannot, and with a ruler in it, its area can be measured.
        </EmptyState>
      ) : (
        <PhotoGallery
          scene={scene}
          onOpen={({ id }) => setOpened({ what: 'photo', photoId: id })}
        />
      )}
      {scene && scene.photos.length < count && (
        <p className="photos-more">
          The newest {formatCount(scene.photos.length)} are shown; the others are kept.
        </p>
      )}
      {scene && <OpenedDialog scene={scene} opened={opened} onOpen={setOpened} />}
    </Panel>
  );
}
