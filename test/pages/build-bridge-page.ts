import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'rolldown';

const INDEX =
  '<!doctype html><html lang="en"><title>Caretrail</title><body><script type="module" src="/page.js"></script></body></html>';

/** Bundles the bridge page into a new temporary folder, which the caller removes. */
export async function buildBridgePage(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'caretrail-page-'));
  await build({
    input: join(import.meta.dirname, 'bridge-page.ts'),
    output: { file: join(folder, 'page.js'), format: 'esm' },
    logLevel: 'silent',
  });
  await writeFile(join(folder, 'index.html'), INDEX);
  return folder;
}
