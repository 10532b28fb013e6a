/** Below the page's own address, where the build puts what PDF.js reads by name. */
const PDFJS_FOLDER = new URL('./pdfjs/', document.baseURI);

type WorkerPolicy = { readonly createScriptURL: (address: string) => string };

// Trusted types are not in the DOM library yet. What the policy makes is no text, but goes for one.
type TrustedTypes = {
  readonly createPolicy: (name: string, rules: WorkerPolicy) => WorkerPolicy;
};

let workerAddress: string | null = null;

/** The one address that the content security policy lets become a script's, made once. */
function trustedWorkerAddress(): string {
  if (workerAddress !== null) return workerAddress;
  const address = new URL('pdf.worker.js', PDFJS_FOLDER).href;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
  // Whatever it is asked for, it answers with the worker.
  const policy = trustedTypes?.createPolicy('pdf-worker', { createScriptURL: () => address });
  workerAddress = policy?.createScriptURL('') ?? address;
  return workerAddress;
}

/** A worker of its own for one PDF: what a hostile one does ends with it. */
export function startPdfWorker(): Worker {
  return new Worker(trustedWorkerAddress(), { type: 'module' });
}

/** Where PDF.js finds what a PDF leaves to whoever shows it; no WebAssembly, which the policy forbids. */
export const pdfjsPlaces = {
  standardFontDataUrl: new URL('standard_fonts/', PDFJS_FOLDER).href,
  cMapUrl: new URL('cmaps/', PDFJS_FOLDER).href,
  cMapPacked: true,
  iccUrl: new URL('iccs/', PDFJS_FOLDER).href,
  wasmUrl: new URL('wasm/', PDFJS_FOLDER).href,
  useWasm: false,
} as const;
