import type { ScannedPack } from '../shared/labels/scanned-pack.ts';
import { type OutputOf, useOperation } from './client/use-operation.ts';

type Product = OutputOf<'products.find'>[number];

export type ScannedProduct =
  /** Nothing was scanned yet, or no label that names a product. */
  | { readonly state: 'unnamed' }
  | { readonly state: 'searching' }
  /** `pieces`: in the package that carries this label. */
  | { readonly state: 'known'; readonly product: Product; readonly pieces: number }
  /** The label names a product that the catalogue has not. */
  | { readonly state: 'unknown' }
  | { readonly state: 'failed'; readonly words: string };

/** The product that the labels of a pack name: by the maker's number, else by the SKU of our own label. */
export function useScannedProduct(pack: ScannedPack | null): ScannedProduct {
  const { issuer = null, deviceIdentifier = null, sku = null } = pack ?? {};
  const isNumbered = issuer !== null && deviceIdentifier !== null;
  const byNumber = useOperation(
    'products.findByIdentifier',
    { issuer: issuer ?? 'gs1', deviceIdentifier: deviceIdentifier ?? '' },
    { enabled: isNumbered },
  );
  const bySku = useOperation('products.find', { text: sku ?? '' }, { enabled: sku !== null });
  if (!isNumbered && sku === null) return { state: 'unnamed' };
  const asked = isNumbered ? byNumber : bySku;
  if (asked.error !== null) return { state: 'failed', words: asked.error.message };
  if (isNumbered && byNumber.data) return { state: 'known', ...byNumber.data };
  const named = bySku.data?.find((product) => product.sku === sku);
  if (named) return { state: 'known', product: named, pieces: 1 };
  const isSearching = (isNumbered && byNumber.isPending) || (sku !== null && bySku.isPending);
  return { state: isSearching ? 'searching' : 'unknown' };
}
