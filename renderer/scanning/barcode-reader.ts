import { trustedWorkerAddress } from '../trusted-worker.ts';
// oxlint-disable-next-line import/default -- vite makes the address its default export
import workerAddress from './barcode-worker.ts?worker&url';
import type { BarcodeReply, BarcodeRequest, FoundBarcode } from './found-barcode.ts';

export type BarcodeReader = {
  /** The barcodes in a picture, which is used up; null where they could not be looked for. */
  readonly read: (frame: ImageBitmap) => Promise<readonly FoundBarcode[] | null>;
  readonly close: () => void;
};

/** A worker that reads barcodes, with WebAssembly of our own files and without any network. */
export function startBarcodeReader(): BarcodeReader {
  const address = new URL(workerAddress, document.baseURI).href;
  const worker = new Worker(trustedWorkerAddress('barcode-worker', address), { type: 'module' });
  const waiting = new Map<number, (found: readonly FoundBarcode[] | null) => void>();
  let lastId = 0;
  let hasFailed = false;
  worker.addEventListener('message', ({ data: reply }: MessageEvent<BarcodeReply>) => {
    waiting.get(reply.id)?.(reply.found);
    waiting.delete(reply.id);
  });
  worker.addEventListener('error', () => {
    hasFailed = true;
    for (const answer of waiting.values()) answer(null);
    waiting.clear();
  });
  return {
    read: (frame) =>
      new Promise((resolve) => {
        if (hasFailed) return resolve(null);
        lastId += 1;
        waiting.set(lastId, resolve);
        const request: BarcodeRequest = { id: lastId, frame };
        return worker.postMessage(request, [frame]);
      }),
    close: () => worker.terminate(),
  };
}
