import { useState } from 'react';
import { changeInWords } from '../../shared/base/size-words.ts';
import type { WoundPhoto } from '../../shared/photos/contract.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { Tabs } from '../ui/Tabs.tsx';
import { ComparedSideBySide, ComparedWithSlider } from './ComparedPhotos.tsx';
import { assessedSizeInWords, daysBetween, measuredInWords, photoName } from './photo-words.ts';
import type { PhotoScene } from './use-wound-photos.ts';

type Way = 'beside' | 'slider';

type Pair = { readonly earlier: WoundPhoto; readonly later: WoundPhoto };

function detailOf(scene: PhotoScene, photo: WoundPhoto): string {
  const assessment = scene.assessments.get(photo.assessmentId);
  const size = assessment && assessedSizeInWords(assessment);
  return [size, measuredInWords(photo), photo.caption].filter(Boolean).join(' · ') || 'No size';
}

/** How the assessed area changed, where both were measured in the same way; empty otherwise. */
function changeBetween(scene: PhotoScene, { earlier, later }: Pair): string {
  const [was, is] = [earlier, later].map(({ assessmentId }) => scene.assessments.get(assessmentId));
  if (!was?.areaMm2 || !is || is.areaMm2 === null || was.id === is.id) return '';
  if (was.method !== is.method) return 'measured in different ways, so not compared';
  return `area ${changeInWords((1 - is.areaMm2 / was.areaMm2) * 100)}`;
}

function Between({ scene, pair }: { readonly scene: PhotoScene; readonly pair: Pair }) {
  const days = daysBetween(pair.earlier, pair.later, scene.timeZone);
  const change = changeBetween(scene, pair);
  return (
    <p className="compare__between" role="status">
      <strong>{days}</strong>
      {days === 'the same day' ? '' : ' apart'}
      {change && ` · ${change}`}
    </p>
  );
}

type ChoiceProps = {
  readonly scene: PhotoScene;
  readonly label: string;
  readonly photos: readonly WoundPhoto[];
  readonly value: string;
  readonly onChange: (photoId: string) => void;
};

function PhotoChoice({ scene, label, photos, value, onChange }: ChoiceProps) {
  return (
    <SelectField
      label={label}
      value={value}
      options={photos.map((photo) => ({
        key: photo.id,
        label: photoName(photo, scene.timeZone),
        detail: detailOf(scene, photo),
      }))}
      onChange={onChange}
    />
  );
}

export type PhotoCompareDialogProps = {
  readonly scene: PhotoScene;
  readonly onClose: () => void;
};

/** Two photos of a wound, beside each other or one over the other; the first and the newest to begin with. */
export function PhotoCompareDialog({ scene, onClose }: PhotoCompareDialogProps) {
  const photos = scene.photos
    .filter(({ voidedAt }) => voidedAt === null)
    .toSorted((one, other) => Date.parse(one.takenAt) - Date.parse(other.takenAt));
  const [chosen, setChosen] = useState({ one: photos[0]?.id, other: photos.at(-1)?.id });
  const [way, setWay] = useState<Way>('beside');
  const [one, other] = [chosen.one, chosen.other].map((id) =>
    photos.find((each) => each.id === id),
  );
  if (!one || !other) return null;
  const isInOrder = Date.parse(one.takenAt) <= Date.parse(other.takenAt);
  const pair: Pair = isInOrder ? { earlier: one, later: other } : { earlier: other, later: one };
  const named = (photo: WoundPhoto) => ({
    photo,
    name: photoName(photo, scene.timeZone),
    detail: detailOf(scene, photo),
  });
  const shown = { earlier: named(pair.earlier), later: named(pair.later) };
  return (
    <Dialog isOpen size="full" isDismissable={false} onClose={onClose} title="Compare photos">
      <div className="compare">
        <div className="compare__choices">
          <PhotoChoice
            scene={scene}
            label="First photo"
            photos={photos}
            value={one.id}
            onChange={(id) => setChosen({ ...chosen, one: id })}
          />
          <PhotoChoice
            scene={scene}
            label="Second photo"
            photos={photos}
            value={other.id}
            onChange={(id) => setChosen({ ...chosen, other: id })}
          />
          <Between scene={scene} pair={pair} />
        </div>
        <Tabs<Way>
          label="How to compare"
          selectedKey={way}
          onSelect={setWay}
          tabs={[
            { key: 'beside', label: 'Side by side', content: <ComparedSideBySide {...shown} /> },
            { key: 'slider', label: 'Slider', content: <ComparedWithSlider {...shown} /> },
          ]}
        />
      </div>
    </Dialog>
  );
}
