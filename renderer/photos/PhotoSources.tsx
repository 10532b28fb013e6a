import { useState } from 'react';
import { FileField } from '../ui/FileField.tsx';
import { Tabs } from '../ui/Tabs.tsx';
import { CameraView } from './CameraView.tsx';
import type { OfferedPhoto } from './photo-intake.ts';

const ACCEPTED = 'image/jpeg,image/png,image/webp,.jpg,.jpeg,.png,.webp';

/** The two ways in which a photo comes. */
export type PhotoWay = 'files' | 'camera';

function offeredOf(file: File): OfferedPhoto {
  return {
    name: file.name,
    bytes: async () => new Uint8Array(await file.arrayBuffer()),
    takenAt: null,
    changedAt: new Date(file.lastModified),
  };
}

export type PhotoSourcesProps = {
  /** Which of the two is shown first; default files. */
  readonly first?: PhotoWay | undefined;
  readonly onOffered: (photos: readonly OfferedPhoto[]) => void;
};

/** Takes photos from files or with the camera. */
export function PhotoSources({ first = 'files', onOffered }: PhotoSourcesProps) {
  const [way, setWay] = useState(first);
  return (
    <Tabs<PhotoWay>
      label="Where the photos come from"
      selectedKey={way}
      onSelect={setWay}
      tabs={[
        {
          key: 'files',
          label: 'From files',
          content: (
            <FileField
              label="Photos"
              choose="many"
              accept={ACCEPTED}
              description="JPEG, PNG or WebP. Choose several at once, or drop them here."
              files={[]}
              onChange={(files) => onOffered(files.map(offeredOf))}
            />
          ),
        },
        {
          key: 'camera',
          label: 'Camera',
          content: (
            <CameraView onTaken={(photo) => onOffered([photo])} onFiles={() => setWay('files')} />
          ),
        },
      ]}
    />
  );
}
