import { foldText } from '../patients/patient.ts';
import type { Product } from './contract.ts';

/** What find-as-you-type looks through: every word of name, maker, SKU and HCPCS code behind a space. */
export function productSearchText(
  of: Pick<Product, 'sku' | 'name' | 'hcpcsCode'> & { readonly maker?: string | null },
): string {
  const words = [of.name, of.sku, of.hcpcsCode, of.maker].filter((each) => each);
  return ` ${foldText(words.join(' '))}`;
}
