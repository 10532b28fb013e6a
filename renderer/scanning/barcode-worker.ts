import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader';
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import type { BarcodeReply, BarcodeRequest, FoundBarcode } from './found-barcode.ts';

// By itself the library would fetch its WebAssembly from a server of others.
prepareZXingModule({ overrides: { locateFile: () => wasmUrl } });

const OPTIONS: ReaderOptions = {
  formats: ['DataMatrix', 'Code128', 'QRCode'],
  // With the separators, not as a person would read it.
  textMode: 'Plain',
  maxNumberOfSymbols: 8,
};

/** The kinds of page and worker exclude each other in the libraries of TypeScript. */
type WorkerScope = {
  readonly addEventListener: (
    type: 'message',
    listener: (event: MessageEvent<BarcodeRequest>) => void,
  ) => void;
  readonly postMessage: (reply: BarcodeReply) => void;
};
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
const scope = globalThis as unknown as WorkerScope;

function pixelsOf(frame: ImageBitmap): ImageData {
  const { width, height } = frame;
  const context = new OffscreenCanvas(width, height).getContext('2d', {
    willReadFrequently: true,
  });
  if (context === null) throw new Error('No canvas to read a picture from');
  context.drawImage(frame, 0, 0);
  frame.close();
  return context.getImageData(0, 0, width, height);
}

async function barcodesIn(frame: ImageBitmap): Promise<readonly FoundBarcode[]> {
  const found = await readBarcodes(pixelsOf(frame), OPTIONS);
  return found
    .filter(({ isValid }) => isValid)
    .map(({ symbologyIdentifier, text, symbology }) => ({
      raw: symbologyIdentifier + text,
      isLinear: symbology === 'Code128',
    }));
}

scope.addEventListener('message', ({ data: { id, frame } }) => {
  barcodesIn(frame).then(
    (found) => scope.postMessage({ id, found }),
    () => scope.postMessage({ id, found: null }),
  );
});
