import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { completeLockfile, type Lockfile } from './lockfile-entries.ts';

const path = join(import.meta.dirname, '../package-lock.json');

// Run after every `npm install` that changes package-lock.json: `npm run lockfile`.
const lockfile: Lockfile = JSON.parse(await readFile(path, 'utf8'));
const { completed, added } = completeLockfile(lockfile);
await writeFile(path, `${JSON.stringify(completed, null, 2)}\n`);
process.stdout.write(`${added.length} packages of other platforms added.\n`);
