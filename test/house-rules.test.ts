import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { houseViolations } from './house-rules.ts';

const ROOT = join(import.meta.dirname, '..');
const FOLDERS = ['shared', 'main', 'renderer', 'server', 'tools', 'test', 'bench', 'torture'];
const present = FOLDERS.filter((folder) => existsSync(join(ROOT, folder)));

test('the project keeps the house rules', { timeout: 60_000 }, async () => {
  const found: string[] = [];
  for (const folder of present) {
    const names = await readdir(join(ROOT, folder), { recursive: true });
    for (const path of names.filter((name) => /\.tsx?$/.test(name))) {
      const text = await readFile(join(ROOT, folder, path), 'utf8');
      found.push(...houseViolations(join(folder, path).replaceAll('\\', '/'), text));
    }
  }
  expect(found).toEqual([]);
});

test.for([
  ['shared/orders/index.ts', '', 'barrel'],
  ['shared/orders/order-utils.ts', '', 'empty name'],
  ['main/orders/OrderService.ts', '', 'empty name'],
  ['shared/orders/order.ts', "export { line } from './line.ts';", 'barrel'],
  ['shared/orders/order.ts', "export * from './line.ts';", 'barrel'],
  ['shared/orders/order.ts', "import { line } from './line';", 'extension'],
  ['shared/orders/order.ts', 'export type OrderInfo = string;', 'empty name'],
  ['shared/orders/order.ts', 'export class StockManager {}', 'empty name'],
  ['shared/orders/order.ts', 'export const data = 1;', 'empty name'],
  ['shared/orders/order.ts', 'export const orderHelper = 1;', 'empty name'],
  ['shared/orders/order.ts', 'export function place(info: string) {}', 'empty name'],
  ['shared/orders/order.ts', 'function handleOrder() {}', 'empty name'],
  ['shared/orders/order.ts', 'const processOrder = () => 1;', 'empty name'],
  ['shared/orders/order.ts', '@sealed class Order {}', 'decorator'],
  ['renderer/orders/OrdersScreen.tsx', 'window.caretrail.send();', 'bridge'],
] as const)('in %s, %j is refused as %s', ([path, text, kind]) => {
  expect(houseViolations(path, text)).toHaveLength(1);
  expect(houseViolations(path, text)[0]).toContain(`: ${kind}`);
});

test.for([
  ['renderer/client/client.ts', 'window.caretrail.send();'],
  ['shared/billing/place-of-service.ts', 'export const placeOfService = 11;'],
  ['main/app.ts', 'export const treatmentHandlers = {}; const handler = process.env;'],
  ['renderer/orders/OrdersScreen.tsx', 'const { data } = useQuery();'],
] as const)('in %s, %j is fine', ([path, text]) => {
  expect(houseViolations(path, text)).toEqual([]);
});

test('the type check covers every folder that has a narrower tsconfig', async () => {
  const manifest = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  const narrow = present.filter((folder) => existsSync(join(ROOT, folder, 'tsconfig.json')));
  const checked = (manifest.scripts['typecheck'] ?? '').split(' && ');
  expect(checked).toEqual(['tsc', ...narrow.map((folder) => `tsc -p ${folder}`)]);
});
