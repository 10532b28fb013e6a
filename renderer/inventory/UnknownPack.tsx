import { InlineMessage } from '../ui/InlineMessage.tsx';
import type { ScannedProduct } from '../use-scanned-product.ts';

type Unknown = Extract<ScannedProduct, { readonly state: 'unknown' | 'failed' }>;

/** True where a label names a product that was not found in the catalogue. */
export function isUnknown(found: ScannedProduct): found is Unknown {
  return found.state === 'unknown' || found.state === 'failed';
}

export type UnknownPackProps = {
  readonly found: ScannedProduct;
  /** What can be done all the same. */
  readonly advice: string;
};

/** Says that the product of a scanned label was not found; nothing where it was. */
export function UnknownPack({ found, advice }: UnknownPackProps) {
  if (!isUnknown(found)) return null;
  return (
    <InlineMessage tone="caution" title="No product of the catalogue has this label">
      {found.state === 'failed' ? found.words : advice}
    </InlineMessage>
  );
}
