/** Why there is no picture: nobody may use the camera here, there is none, or another program has it. */
export type CameraTrouble = 'refused' | 'missing' | 'busy';

/** Which camera, and how sharp; without a choice the one that looks away from whoever holds it. */
export type WantedCamera = {
  readonly deviceId?: string | undefined;
  readonly widthPx: number;
  readonly heightPx: number;
};

export type OpenedCamera =
  | { readonly ok: true; readonly stream: MediaStream }
  | { readonly ok: false; readonly trouble: CameraTrouble };

function troubleOf(error: unknown): CameraTrouble {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused';
  return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'missing' : 'busy';
}

/** Asks for the camera and turns it on. */
export async function openCamera(wanted: WantedCamera): Promise<OpenedCamera> {
  if (!('mediaDevices' in navigator)) return { ok: false, trouble: 'missing' };
  const { deviceId, widthPx, heightPx } = wanted;
  const which =
    deviceId === undefined
      ? { facingMode: { ideal: 'environment' } }
      : { deviceId: { exact: deviceId } };
  try {
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { ...which, width: { ideal: widthPx }, height: { ideal: heightPx } },
    });
    return { ok: true, stream };
  } catch (error) {
    return { ok: false, trouble: troubleOf(error) };
  }
}

function turnOff(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** Opens the camera and tells how that went; answers how to turn it off, also before it is on. */
export function keepCameraOn(
  wanted: WantedCamera,
  onOpened: (opened: OpenedCamera) => void,
): () => void {
  let isGone = false;
  let stream: MediaStream | null = null;
  const open = async () => {
    const opened = await openCamera(wanted);
    if (opened.ok) stream = opened.stream;
    if (isGone) {
      if (stream) turnOff(stream);
      return;
    }
    // Unplugged while it is on.
    const onEnded = () => !isGone && onOpened({ ok: false, trouble: 'missing' });
    for (const track of stream?.getTracks() ?? []) track.addEventListener('ended', onEnded);
    onOpened(opened);
  };
  void open();
  return () => {
    isGone = true;
    if (stream) turnOff(stream);
  };
}
