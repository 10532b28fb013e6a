import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const SOURCES = ['server', 'shared', 'migrations', 'package.json'];

/** Writes this program's server with one more migration into a folder. */
export async function writeNewerRelease(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const isSource = (path: string): boolean => !/\/node_modules(\/|$)/.test(path);
  for (const name of SOURCES)
    await cp(join(ROOT, name), join(folder, name), { recursive: true, filter: isSource });
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  await writeFile(
    join(folder, 'migrations/999_measured.sql'),
    'ALTER TABLE treatment_records ADD COLUMN measured VARCHAR(20);\n',
  );
}
