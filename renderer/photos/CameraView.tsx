import { Camera, Check, RotateCcw } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { CameraTrouble } from '../camera.ts';
import { Button } from '../ui/Button.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { Stack } from '../ui/Stack.tsx';
import { useCamera } from '../use-camera.ts';
import type { OfferedPhoto } from './photo-intake.ts';
import { frameOf } from './video-frame.ts';

/** As many pixels as the camera has. */
const WANTED = { widthPx: 3840, heightPx: 2160 } as const;

const TROUBLES: Readonly<Record<CameraTrouble, string>> = {
  refused:
    'The camera may not be used here. Allow it in the settings of this computer or browser, or choose a photo from a file.',
  missing: 'No camera was found on this computer. Choose a photo from a file.',
  busy: 'The camera could not be started; another program may be using it. Close that and try again, or choose a photo from a file.',
};

type Taken = { readonly picture: Blob; readonly url: string; readonly at: Date };

function useTaken() {
  const [taken, setTaken] = useState<Taken | null>(null);
  const url = taken?.url;
  useEffect(
    () => () => {
      if (url !== undefined) URL.revokeObjectURL(url);
    },
    [url],
  );
  const show = (picture: Blob | null) =>
    setTaken(picture && { picture, url: URL.createObjectURL(picture), at: new Date() });
  return { taken, show };
}

function offeredOf({ picture, at }: Taken): OfferedPhoto {
  return {
    name: 'Camera',
    bytes: async () => new Uint8Array(await picture.arrayBuffer()),
    takenAt: at,
    changedAt: null,
  };
}

export type CameraViewProps = {
  readonly onTaken: (photo: OfferedPhoto) => void;
  readonly onFiles: () => void;
};

/** What the camera sees; a photo is looked at before it is used, and may be taken again. */
export function CameraView({ onTaken, onFiles }: CameraViewProps) {
  const videoRef = useRef<HTMLVideoElement>(null);
  const { state, retry } = useCamera(videoRef, WANTED);
  const { taken, show } = useTaken();
  if (state.kind === 'none')
    return (
      <InlineMessage
        tone="caution"
        title="No picture from a camera"
        actions={
          <>
            <Button icon={RotateCcw} onPress={retry}>
              Try again
            </Button>
            <Button variant="primary" onPress={onFiles}>
              Choose files
            </Button>
          </>
        }
      >
        {TROUBLES[state.trouble]}
      </InlineMessage>
    );
  return (
    <Stack gap={3}>
      {state.kind === 'opening' && <ProgressBar label="Camera: starting…" />}
      <div className="camera">
        <video
          ref={videoRef}
          className="camera__picture"
          aria-label="What the camera sees"
          autoPlay
          muted
          playsInline
          hidden={taken !== null}
        />
        {taken && <img className="camera__picture" src={taken.url} alt="What was just taken" />}
      </div>
      <div className="camera__actions">
        {taken ? (
          <>
            <Button size="large" icon={RotateCcw} onPress={() => show(null)}>
              Take again
            </Button>
            <Button
              size="large"
              variant="primary"
              icon={Check}
              onPress={() => {
                onTaken(offeredOf(taken));
                show(null);
              }}
            >
              Use photo
            </Button>
          </>
        ) : (
          <Button
            size="large"
            variant="primary"
            icon={Camera}
            isDisabled={state.kind !== 'on'}
            onPress={() => void frameOf(videoRef.current).then(show)}
          >
            Take photo
          </Button>
        )}
      </div>
    </Stack>
  );
}
