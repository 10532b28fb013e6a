import { type RefObject, useEffect, useState } from 'react';
import { type CameraTrouble, keepCameraOn, type WantedCamera } from './camera.ts';

export type CameraState =
  | { readonly kind: 'opening' }
  | { readonly kind: 'on'; readonly stream: MediaStream }
  | { readonly kind: 'none'; readonly trouble: CameraTrouble };

/** The camera, on and shown in the video as long as this is on screen. */
export function useCamera(videoRef: RefObject<HTMLVideoElement | null>, wanted: WantedCamera) {
  const { deviceId, widthPx, heightPx } = wanted;
  const [state, setState] = useState<CameraState>({ kind: 'opening' });
  const [attempt, setAttempt] = useState(0);
  useEffect(
    () =>
      keepCameraOn({ deviceId, widthPx, heightPx }, (opened) =>
        setState(
          opened.ok
            ? { kind: 'on', stream: opened.stream }
            : { kind: 'none', trouble: opened.trouble },
        ),
      ),
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another attempt opens it anew
    [attempt, deviceId, widthPx, heightPx],
  );
  const stream = state.kind === 'on' ? state.stream : null;
  useEffect(() => {
    const video = videoRef.current;
    // Set once more, even to the same, it would begin anew with a black picture.
    if (video && stream && video.srcObject !== stream) video.srcObject = stream;
  });
  const retry = () => {
    setState({ kind: 'opening' });
    setAttempt((before) => before + 1);
  };
  return { state, retry };
}
