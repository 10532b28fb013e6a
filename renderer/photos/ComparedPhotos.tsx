import { useState } from 'react';
import type { WoundPhoto } from '../../shared/photos/contract.ts';
import { useFileUrl } from '../client/use-file-url.ts';
import { StoredFileNotice } from '../StoredPicture.tsx';
import type { StyleVariables } from '../ui/style-variables.ts';
import { ZoomPane } from '../ui/ZoomPane.tsx';

type Shown = { readonly photo: WoundPhoto; readonly name: string; readonly detail: string };
export type ComparedProps = { readonly earlier: Shown; readonly later: Shown };

function Beside({ photo, name, detail }: Shown) {
  const file = useFileUrl(photo);
  return (
    <figure className="compare__figure">
      {file.view.state === 'ready' ? (
        <ZoomPane label={name} picture={{ width: photo.widthPx, height: photo.heightPx }}>
          <img src={file.view.url} alt={name} draggable={false} />
        </ZoomPane>
      ) : (
        <StoredFileNotice
          file={file}
          digest={photo.digest}
          what="Photo"
          preview={photo.thumbnailDigest}
        />
      )}
      <figcaption>
        <strong>{name}</strong>
        <span>{detail}</span>
      </figcaption>
    </figure>
  );
}

/** Two photos beside each other, each zoomed by itself. */
export function ComparedSideBySide({ earlier, later }: ComparedProps) {
  return (
    <div className="compare__beside">
      <Beside key={`earlier ${earlier.photo.id}`} {...earlier} />
      <Beside key={`later ${later.photo.id}`} {...later} />
    </div>
  );
}

function splitAt(percent: number): StyleVariables {
  return { '--split': `${percent}%` };
}

/** The later photo over the earlier one, from the right as far as the slider says. */
export function ComparedWithSlider({ earlier, later }: ComparedProps) {
  const [split, setSplit] = useState(50);
  const [under, over] = [useFileUrl(earlier.photo), useFileUrl(later.photo)];
  if (under.view.state !== 'ready')
    return <StoredFileNotice file={under} digest={earlier.photo.digest} what="First photo" />;
  if (over.view.state !== 'ready')
    return <StoredFileNotice file={over} digest={later.photo.digest} what="Second photo" />;
  return (
    <div className="compare__slider" style={splitAt(split)}>
      <div className="compare__stack">
        <img src={under.view.url} alt={earlier.name} draggable={false} />
        <img className="compare__over" src={over.view.url} alt={later.name} draggable={false} />
        <span className="compare__split" aria-hidden />
        <input
          className="compare__range"
          type="range"
          min={0}
          max={100}
          value={split}
          aria-label="Where the earlier photo ends and the later one begins"
          aria-valuetext={`${split}% earlier, ${100 - split}% later`}
          onChange={(event) => setSplit(Number(event.target.value))}
        />
      </div>
      <div className="compare__captions">
        <span>
          <strong>{earlier.name}</strong>
          {earlier.detail}
        </span>
        <span>
          <strong>{later.name}</strong>
          {later.detail}
        </span>
      </div>
    </div>
  );
}
