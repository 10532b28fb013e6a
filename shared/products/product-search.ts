import { foldText } from '../patients/patient.ts';
import type { Product } from './contract.ts';

/** What find-as-you-type looks through: every word of name, SKU and HCPCS code behind a space. */
export function productSearchText(of: Pick<Product, 'sku' | 'name' | 'hcpcsCode'>): string {
  return ` ${foldText(`${of.name} ${of.sku} ${of.hcpcsCode ?? ''}`)}`;
}
