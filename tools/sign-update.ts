import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CARETRAIL_VERSION } from '../shared/base/version.ts';
import { MANIFEST_ENDING } from '../shared/updates/manifest.ts';
import { UPDATE_KEYS } from '../shared/updates/update-keys.ts';
import {
  describeInstaller,
  newUpdateKey,
  publicHalf,
  signManifest,
} from './packaging/sign-manifest.ts';

const root = join(import.meta.dirname, '..');
const DAY_MS = 24 * 60 * 60_000;

const USAGE = `Make a key, once, and keep its file away from the project and from every network:
  npm run update:key -- --id caretrail-2026 --out FILE
Sign the installers of this release, which are in release/:
  npm run update:sign -- --key FILE --note "What is new" [--note "..."] [--days 180]
`;

/** Writes the private half to a file and its public half into the build. */
async function makeKey(keyId: string, out: string): Promise<void> {
  const { key, privateKey } = newUpdateKey(keyId);
  // Refused where a file stands: a key that is gone signs nothing more.
  await writeFile(out, privateKey, { mode: 0o600, flag: 'wx' });
  const source = join(root, 'shared', 'updates', 'update-keys.ts');
  const text = await readFile(source, 'utf8');
  const [before = ''] = text.split('export const UPDATE_KEYS');
  const entries = [...UPDATE_KEYS, key].map(
    (each) => `  {\n    keyId: '${each.keyId}',\n    publicKey: '${each.publicKey}',\n  },\n`,
  );
  const list = `export const UPDATE_KEYS: readonly UpdateKey[] = [\n${entries.join('')}];\n`;
  await writeFile(source, `${before}${list}`);
  process.stdout.write(`${keyId} is in shared/updates/update-keys.ts; commit that.\n`);
}

type Signing = {
  readonly keyFile: string;
  readonly notes: readonly string[];
  readonly days: number;
};

async function signRelease({ keyFile, notes, days }: Signing): Promise<void> {
  const privateKey = await readFile(keyFile, 'utf8');
  const key = UPDATE_KEYS.find(({ publicKey }) => publicKey === publicHalf(privateKey));
  if (!key)
    throw new Error('This key is not in shared/updates/update-keys.ts: no build would take it');
  const release = join(root, 'release');
  const names = (await readdir(release)).filter((name) => name.includes(`-${CARETRAIL_VERSION}-`));
  const files = await Promise.all(
    names.map(async (name) => describeInstaller(name, await readFile(join(release, name)))),
  );
  const issued = Date.now();
  const signed = signManifest(
    {
      format: 'caretrail-update-1',
      version: CARETRAIL_VERSION,
      issuedAt: new Date(issued).toISOString(),
      expiresAt: new Date(issued + days * DAY_MS).toISOString(),
      notes: [...notes],
      files: files.filter((file) => file !== null),
    },
    { keyId: key.keyId, privateKey },
  );
  const out = join(release, `Caretrail-${CARETRAIL_VERSION}.${MANIFEST_ENDING}`);
  await writeFile(out, `${JSON.stringify(signed, null, 2)}\n`);
  process.stdout.write(`${out}\n`);
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    id: { type: 'string' },
    out: { type: 'string' },
    key: { type: 'string' },
    note: { type: 'string', multiple: true, default: [] },
    days: { type: 'string', default: '180' },
  },
});
const [what] = positionals;
if (what === 'key' && values.id && values.out) await makeKey(values.id, values.out);
else if (what === 'sign' && values.key)
  await signRelease({ keyFile: values.key, notes: values.note, days: Number(values.days) });
else {
  process.stderr.write(USAGE);
  process.exitCode = 2;
}
