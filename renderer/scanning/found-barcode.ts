/** A barcode in a picture. */
export type FoundBarcode = {
  /** As a scanner that names the symbol would send it: AIM id first, FNC1 as U+001D. */
  readonly raw: string;
  /** Lines of bars: a check of its own that two pictures agree is worth more than its check digit. */
  readonly isLinear: boolean;
};

/** What the page asks the worker that reads barcodes, and what that answers. */
export type BarcodeRequest = { readonly id: number; readonly frame: ImageBitmap };
export type BarcodeReply = {
  readonly id: number;
  /** Null where the reader could not be started or failed. */
  readonly found: readonly FoundBarcode[] | null;
};
