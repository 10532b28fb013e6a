import { startBarcodeReader } from './barcode-reader.ts';
import { NOTHING_SEEN, see } from './sightings.ts';

/** Between two pictures, so that the page keeps its breath on a slow computer. */
const REST_MS = 60;

export type WatchedVideo = {
  readonly onRaw: (raw: string) => void;
  /** The reader could not be started, or broke. */
  readonly onBroken: () => void;
};

function isShowing(video: HTMLVideoElement): boolean {
  return video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && video.videoWidth > 0;
}

/** Looks for barcodes in what a video shows, one picture after the other, until the answer is called. */
export function watchBarcodes(
  video: HTMLVideoElement,
  { onRaw, onBroken }: WatchedVideo,
): () => void {
  const reader = startBarcodeReader();
  let seen = NOTHING_SEEN;
  let isOver = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function look(): Promise<void> {
    if (isShowing(video)) {
      const found = await reader.read(await createImageBitmap(video));
      if (isOver) return;
      if (found === null) return onBroken();
      const step = see(seen, found, performance.now());
      seen = step.seen;
      for (const raw of step.told) onRaw(raw);
    }
    lookAgain();
  }
  function lookAgain(): void {
    // A picture may be gone in the moment that it is taken; the next one will do.
    if (!isOver) timer = setTimeout(() => void look().catch(lookAgain), REST_MS);
  }
  lookAgain();
  return () => {
    isOver = true;
    clearTimeout(timer);
    reader.close();
  };
}
