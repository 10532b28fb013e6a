import { type RefObject, useCallback, useEffect, useState } from 'react';

export type CameraState =
  | { readonly kind: 'opening' }
  | { readonly kind: 'on'; readonly stream: MediaStream }
  | { readonly kind: 'none'; readonly why: string };

const REFUSED =
  'The camera may not be used here. Allow it in the settings of this computer or browser, or choose a photo from a file.';
const MISSING = 'No camera was found on this computer. Choose a photo from a file.';
const BUSY =
  'The camera could not be started; another program may be using it. Close that and try again, or choose a photo from a file.';

const JPEG_QUALITY = 0.95;

function whyNot(error: unknown): string {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return REFUSED;
  return name === 'NotFoundError' || name === 'OverconstrainedError' ? MISSING : BUSY;
}

async function openCamera(): Promise<CameraState> {
  if (!('mediaDevices' in navigator)) return { kind: 'none', why: MISSING };
  try {
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: false,
      // The one that looks away from whoever holds it, with as many pixels as it has.
      video: {
        facingMode: { ideal: 'environment' },
        width: { ideal: 3840 },
        height: { ideal: 2160 },
      },
    });
    return { kind: 'on', stream };
  } catch (error) {
    return { kind: 'none', why: whyNot(error) };
  }
}

function turnOff(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** What the video shows now, as a JPEG; null while it shows nothing. */
function frameOf(video: HTMLVideoElement): Promise<Blob | null> {
  const { videoWidth: width, videoHeight: height } = video;
  if (width === 0 || height === 0) return Promise.resolve(null);
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d')?.drawImage(video, 0, 0, width, height);
  return new Promise((resolve) => {
    canvas.toBlob(resolve, 'image/jpeg', JPEG_QUALITY);
  });
}

/** Opens the camera and tells how that went; answers how to turn it off, also before it is on. */
function keepCameraOn(onState: (state: CameraState) => void): () => void {
  let isGone = false;
  let opened: MediaStream | null = null;
  const open = async () => {
    const state = await openCamera();
    if (state.kind === 'on') opened = state.stream;
    if (!isGone) onState(state);
    else if (opened) turnOff(opened);
  };
  void open();
  return () => {
    isGone = true;
    if (opened) turnOff(opened);
  };
}

/** The camera, on as long as this is on screen. */
export function useCamera(videoRef: RefObject<HTMLVideoElement | null>) {
  const [state, setState] = useState<CameraState>({ kind: 'opening' });
  const [attempt, setAttempt] = useState(0);
  // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another attempt opens it anew
  useEffect(() => keepCameraOn(setState), [attempt]);
  const stream = state.kind === 'on' ? state.stream : null;
  useEffect(() => {
    const video = videoRef.current;
    // Set once more, even to the same, it would begin anew with a black picture.
    if (video && stream && video.srcObject !== stream) video.srcObject = stream;
  });
  const shoot = useCallback(
    () => (videoRef.current ? frameOf(videoRef.current) : Promise.resolve(null)),
    [videoRef],
  );
  const retry = () => {
    setState({ kind: 'opening' });
    setAttempt((before) => before + 1);
  };
  return { state, shoot, retry };
}
