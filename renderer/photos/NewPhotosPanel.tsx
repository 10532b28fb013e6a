import { Camera, ImagePlus } from 'lucide-react';
import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react';
import type { DraftPhoto } from '../../shared/photos/draft-photo.ts';
import { bridge } from '../client/bridge.ts';
import { forgetForm, keepForm, keptOr } from '../kept-forms.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { formatQuantity } from '../ui/format.ts';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { IncomingPhotos } from './IncomingPhotos.tsx';
import { NewPhotoTile } from './NewPhotoTile.tsx';
import {
  createPhotoIntake,
  draftPhotosOf,
  type IncomingPhoto,
  type PhotoIntake,
} from './photo-intake.ts';
import { countToSave, photosToSave, problemOfSaving } from './photos-to-save.ts';
import { PhotoSources, type PhotoWay } from './PhotoSources.tsx';

type Beginning = {
  /** Under which photos that are still on their way outlive a lock. */
  readonly form: string;
  /** What the draft kept that the form was continued from; null for a form that begins. */
  readonly continued: readonly DraftPhoto[] | null;
  readonly timeZone: string;
};

function openIntake({ form, continued, timeZone }: Beginning): PhotoIntake {
  const ports = { put: (bytes: Uint8Array) => bridge.bytes.put('photo', bytes), timeZone };
  if (continued === null) return createPhotoIntake(ports);
  const { intake } = keptOr<{ readonly intake: PhotoIntake | null }>(form, { intake: null });
  return intake ?? createPhotoIntake(ports, continued);
}

/**
 * Photos that are taken while a form is typed in. Each is handed in at once; the form's draft remembers
 * it, and saving the form binds it.
 */
export function useNewPhotos(beginning: Beginning) {
  const { form, timeZone } = beginning;
  const [intake] = useState(() => openIntake(beginning));
  const photos = useSyncExternalStore(intake.subscribe, intake.get);
  const isAny = photos.length > 0;
  useEffect(() => {
    if (isAny) keepForm(form, { intake });
    else forgetForm(form);
  }, [form, intake, isAny]);
  const count = countToSave(intake);
  return {
    intake,
    photos,
    /** What the form's draft remembers. */
    drafted: draftPhotosOf(photos),
    /** How many would be saved: `2 photos`; empty for none. */
    inWords: count === 0 ? '' : formatQuantity(count, 'photo'),
    /** Why the form cannot be saved with them yet, or null. */
    problem: () => problemOfSaving(intake, timeZone),
    /** What is sent with the form. */
    taken: () => [...photosToSave(intake, timeZone)],
    /** Says at a photo why the form was not saved with it. */
    refuse: intake.refuse,
    /** After the form is saved: nothing of them waits any more. */
    forget: () => forgetForm(form),
  };
}

export type NewPhotos = ReturnType<typeof useNewPhotos>;

export type NewPhotosPanelProps = {
  readonly photos: NewPhotos;
  readonly heading: string;
  /** When they join the chart. */
  readonly children: ReactNode;
  /** Whose they are, at the top of the dialog. */
  readonly identity: ReactNode;
  readonly today: string;
  /** The day of the assessment that they belong to; null until there is one. */
  readonly assessedOn: string | null;
};

type DialogProps = Omit<NewPhotosPanelProps, 'children'> & {
  readonly first: PhotoWay;
  readonly onClose: () => void;
};

function NewPhotosDialog(props: DialogProps) {
  const { photos, heading, identity, first, onClose, today, assessedOn } = props;
  const { intake } = photos;
  return (
    <Dialog
      isOpen
      size="large"
      isDismissable={false}
      title={heading}
      onClose={onClose}
      actions={
        <Button variant="primary" onPress={onClose}>
          Done
        </Button>
      }
    >
      <Stack>
        <div className="confirm-identity">{identity}</div>
        <PhotoSources first={first} onOffered={(offered) => void intake.offer(offered)} />
        <IncomingPhotos {...{ intake, today, assessedOn }} photos={photos.photos} />
      </Stack>
    </Dialog>
  );
}

function isLost({ stage }: IncomingPhoto): boolean {
  return stage.kind === 'refused' || stage.kind === 'stopped';
}

/** The photos that are taken while a form is typed in: small pictures at once, and the way to more. */
export function NewPhotosPanel({ children, ...props }: NewPhotosPanelProps) {
  const { heading, today, assessedOn } = props;
  const { intake, photos } = props.photos;
  const [first, open] = useState<PhotoWay | null>(null);
  return (
    <Panel heading={heading}>
      <div className="new-photos">
        <ul className="new-photos__strip" aria-label="Photos that wait to be saved">
          {photos
            .filter((photo) => !isLost(photo))
            .map((photo, at) => (
              <NewPhotoTile
                key={photo.key}
                photo={photo}
                place={at + 1}
                onOpen={() => open('files')}
                onLeaveOut={() => intake.remove(photo.key)}
              />
            ))}
        </ul>
        <Button icon={Camera} onPress={() => open('camera')}>
          Take photo
        </Button>
        <Button icon={ImagePlus} onPress={() => open('files')}>
          Choose photos
        </Button>
      </div>
      <p className="new-photos__when">{children}</p>
      <IncomingPhotos {...{ intake, today, assessedOn }} photos={photos.filter(isLost)} />
      {first !== null && <NewPhotosDialog {...props} first={first} onClose={() => open(null)} />}
    </Panel>
  );
}
