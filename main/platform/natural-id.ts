import { v5 } from 'uuid';

// Any constant does; it only has to be the same on every computer.
const NAMESPACE = '7f0c8c1e-54f2-4f5b-9d3a-0f6f1d1f2c10';

/**
 * The id of a row that something other than its id tells apart, such as a lot of a product: two
 * computers without a network write the same row, not two of which one would have to go.
 */
export function naturalId(table: string, ...key: readonly string[]): string {
  return v5(JSON.stringify([table, ...key]), NAMESPACE);
}
