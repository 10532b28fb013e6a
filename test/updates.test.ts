import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { coreWithUpdates, updatePlatform } from '../main/hosts/window-updates.ts';
import type { Core, Reply } from '../main/platform/core.ts';
import { createUpdateHandlers, verifierOf } from '../main/updates/handlers.ts';
import { fail } from '../shared/base/result.ts';
import { CARETRAIL_VERSION } from '../shared/base/version.ts';
import { checkUpdate, type Installed, type Offered } from '../shared/updates/check-update.ts';
import { updateOperations } from '../shared/updates/contract.ts';
import type { UpdateManifest } from '../shared/updates/manifest.ts';
import { compareReleases } from '../shared/updates/version.ts';
import {
  describeInstaller,
  newUpdateKey,
  platformOfInstaller,
  signManifest,
} from '../tools/packaging/sign-manifest.ts';
import { type FakeOptions, fakeElectron } from './fakes/electron-fake.ts';

const ours = newUpdateKey('ours');
const strangers = newUpdateKey('strangers');
const signer = { keyId: 'ours', privateKey: ours.privateKey };
const INSTALLER = Buffer.from('an installer');
const NAME = 'Caretrail-9.1.0-linux-amd64.deb';
const NOW = new Date('2026-03-10T15:00:00Z');

const file = describeInstaller(NAME, INSTALLER);
if (!file) throw new Error('The name of an installer');
const manifest: UpdateManifest = {
  format: 'caretrail-update-1',
  version: '9.1.0',
  issuedAt: '2026-03-01T00:00:00Z',
  expiresAt: '2026-09-01T00:00:00Z',
  notes: ['Charts open faster.'],
  files: [file],
};
const installed: Installed = {
  version: '1.4.0',
  platform: 'linux-x64',
  newestSeen: null,
  now: NOW,
};
const good: Offered = { text: JSON.stringify(signManifest(manifest, signer)), file };

const verdict = (offered: Partial<Offered>, at: Partial<Installed> = {}) => {
  const found = checkUpdate(
    { ...good, ...offered },
    { ...installed, ...at },
    verifierOf([ours.key]),
  );
  return found.ok ? found.value.version : found.failure.code;
};
const signed = (changes: Partial<UpdateManifest>) =>
  JSON.stringify(signManifest({ ...manifest, ...changes }, signer));
const tampered = (change: (text: string) => string) => {
  const parts = signManifest(manifest, signer);
  return JSON.stringify({ ...parts, manifest: change(parts.manifest) });
};

test('an update that is signed, newer and whole is good', () => {
  expect(verdict({})).toBe('9.1.0');
});

test.for<[string, string, Partial<Offered>, Partial<Installed>]>([
  ['no manifest', 'NotAManifest', { text: 'MZ' }, {}],
  [
    'signed by a stranger under our name',
    'NotSigned',
    {
      text: JSON.stringify({
        ...signManifest(manifest, { ...signer, privateKey: strangers.privateKey }),
      }),
    },
    {},
  ],
  [
    'signed by a stranger under their own',
    'UnknownKey',
    {
      text: JSON.stringify(
        signManifest(manifest, { keyId: 'strangers', privateKey: strangers.privateKey }),
      ),
    },
    {},
  ],
  [
    'with a higher version written in',
    'NotSigned',
    { text: tampered((text) => text.replace('9.1.0', '9.2.0')) },
    {},
  ],
  [
    'with another digest written in',
    'NotSigned',
    { text: tampered((text) => text.replace(file.sha256, '0'.repeat(64))) },
    {},
  ],
  [
    'with a later end written in',
    'NotSigned',
    { text: tampered((text) => text.replace('2026-09', '2027-09')) },
    {},
  ],
  ['with a space more', 'NotSigned', { text: tampered((text) => `${text} `) }, {}],
  ['expired', 'Expired', {}, { now: new Date('2026-09-01T00:00:00Z') }],
  ['of the same release', 'NotNewer', {}, { version: '9.1.0' }],
  ['of a lower release', 'NotNewer', {}, { version: '9.1.1' }],
  ['of a lower release that sorts higher as text', 'NotNewer', {}, { version: '10.0.0' }],
  ['replayed: lower than one that was here', 'Replayed', {}, { newestSeen: '9.2.0' }],
  ['for another platform', 'OtherPlatform', {}, { platform: 'win32-x64' }],
  ['for another processor', 'OtherPlatform', {}, { platform: 'linux-arm64' }],
  ['without its installer', 'FileMissing', { file: null }, {}],
  [
    'with an installer that was changed',
    'FileChanged',
    { file: { ...file, sha256: '0'.repeat(64) } },
    {},
  ],
  ['with an installer that was cut', 'FileChanged', { file: { ...file, byteLength: 1 } }, {}],
])('an update %s is refused as %s', ([, code, offered, at]) => {
  expect(verdict(offered, at)).toBe(code);
});

test('a manifest in a form that is not ours is refused although it is signed', () => {
  const odd = { ...manifest, format: 'caretrail-update-2' };
  expect(() => signManifest(odd as unknown as UpdateManifest, signer)).toThrow(/format/);
  expect(() => signed({ files: [{ ...file, name: '../../etc/cron.d/x' }] })).toThrow(/name/);
});

test('the same release is taken again as long as nothing newer was here', () => {
  expect(verdict({}, { newestSeen: '9.1.0' })).toBe('9.1.0');
});

test.for([
  ['1.2.3', '1.2.3', 0],
  ['1.10.0', '1.9.9', 1],
  ['0.9.0', '1.0.0', -1],
  ['2.0.0', '10.0.0', -8],
] as const)('%s against %s', ([one, other, sign]) => {
  expect(Math.sign(compareReleases(one, other))).toBe(Math.sign(sign));
});

test.for([
  ['Caretrail-1.0.0-linux-x86_64.AppImage', 'linux-x64-appimage'],
  ['Caretrail-1.0.0-linux-amd64.deb', 'linux-x64'],
  ['Caretrail-1.0.0-win-x64.exe', 'win32-x64'],
  ['Caretrail-1.0.0-mac-arm64.dmg', 'darwin-arm64'],
  ['Caretrail-1.0.0-mac-arm64.zip', null],
  ['builder-debug.yml', null],
] as const)('%s is for %s', ([name, platform]) => {
  expect(platformOfInstaller(name)).toBe(platform);
});

test('an AppImage is replaced by another, and else by a package', () => {
  const linux = { platform: 'linux', arch: 'x64' } as const;
  expect(updatePlatform({ ...linux, env: {} })).toBe('linux-x64');
  expect(updatePlatform({ ...linux, env: { APPIMAGE: '/a' } })).toBe('linux-x64-appimage');
});

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caretrail updates '));
});
afterEach(() => rm(folder, { recursive: true }));

/** The window over the real handlers; everything that reaches the core is noted. */
async function opened({ mayKeep = true, name = NAME, ...options }: FakeOptions & Setting = {}) {
  const downloads = await mkdtemp(join(folder, 'downloads-'));
  const path = join(downloads, 'Caretrail.caretrail-update');
  const described = describeInstaller(name, INSTALLER);
  await writeFile(path, signed({ files: described ? [described] : [] }));
  await writeFile(join(downloads, name), INSTALLER);
  const ownFolder = join(folder, 'data');
  const fake = fakeElectron({ openPath: path, ownFolder, ...options });
  const handlers = createUpdateHandlers([ours.key]);
  const reached: string[] = [];
  const core = {
    async dispatch(_session: unknown, operation: string, input: object): Promise<Reply> {
      reached.push(operation);
      if (!mayKeep) return fail('Forbidden', 'Not yours.');
      const known = operation as keyof typeof handlers;
      const parsed = updateOperations[known].input.parse(input);
      return handlers[known](parsed as never, { now: NOW } as never);
    },
  } as unknown as Core;
  const window = () => fake.makeContents() as never;
  const platform = name.endsWith('.AppImage') ? 'linux-x64-appimage' : 'linux-x64';
  const updating = coreWithUpdates({ electron: fake.electron, core, window, platform });
  const ask = (operation: string, input: object = {}) =>
    updating.dispatch({ host: 'window', key: 'k' }, operation, input);
  return { ...fake, ask, reached, downloads, ownFolder };
}
type Setting = { readonly mayKeep?: boolean; readonly name?: string };

const codeOf = (reply: Reply) => (reply.ok ? 'ok' : reply.failure.code);

test('an update is checked, and started only when the user says so', async () => {
  const { ask, callsOf, ownFolder } = await opened();
  expect(await ask('updates.check')).toMatchObject({
    ok: true,
    value: { version: '9.1.0', notes: ['Charts open faster.'] },
  });
  expect(callsOf('openPath')).toEqual([]);
  expect(codeOf(await ask('updates.install', { version: '9.1.0' }))).toBe('ok');
  const [started] = callsOf('openPath');
  const path = String(started?.args[0]);
  expect(path.startsWith(ownFolder)).toBe(true);
  expect(await readFile(path)).toEqual(INSTALLER);
});

test('an AppImage is shown where it lies, for it takes the other’s place by hand', async () => {
  const { ask, callsOf } = await opened({ name: 'Caretrail-9.1.0-linux-x86_64.AppImage' });
  expect(codeOf(await ask('updates.check'))).toBe('ok');
  expect(codeOf(await ask('updates.install', { version: '9.1.0' }))).toBe('ok');
  expect(callsOf('openPath')).toEqual([]);
  expect(basename(String(callsOf('showItemInFolder')[0]?.args[0]))).toContain('.AppImage');
});

test('what a page says of the file counts for nothing', async () => {
  const { ask, callsOf, downloads } = await opened();
  await writeFile(join(downloads, NAME), 'another installer');
  const offered = { text: good.text, platform: 'linux-x64', newestSeen: null, file };
  expect(codeOf(await ask('updates.check', { offered }))).toBe('FileChanged');
  const install = { version: '9.1.0', sha256: file.sha256 };
  expect(codeOf(await ask('updates.install', install))).toBe('NotChecked');
  expect(callsOf('openPath')).toEqual([]);
});

test('an installer that is changed after the check is not started', async () => {
  const { ask, callsOf, ownFolder } = await opened();
  expect(codeOf(await ask('updates.check'))).toBe('ok');
  const kept = join(ownFolder, 'updates', 'installer');
  await writeFile(join(kept, (await readdir(kept))[0] ?? ''), 'another');
  expect(codeOf(await ask('updates.install', { version: '9.1.0' }))).toBe('NotChecked');
  expect(callsOf('openPath')).toEqual([]);
});

test('what was refused is not kept, and what was good before cannot be installed any more', async () => {
  const { ask, downloads, ownFolder } = await opened();
  expect(codeOf(await ask('updates.check'))).toBe('ok');
  await rm(join(downloads, NAME));
  expect(codeOf(await ask('updates.check'))).toBe('FileMissing');
  expect(await readdir(join(ownFolder, 'updates', 'installer'))).toEqual([]);
  expect(codeOf(await ask('updates.install', { version: '9.1.0' }))).toBe('NotChecked');
});

test('while another update is being checked, the one before is not started', async () => {
  const { ask, callsOf } = await opened();
  expect(codeOf(await ask('updates.check'))).toBe('ok');
  const checking = ask('updates.check');
  expect(codeOf(await ask('updates.install', { version: '9.1.0' }))).toBe('NotChecked');
  expect(codeOf(await checking)).toBe('ok');
  expect(callsOf('openPath')).toEqual([]);
});

test('a lower release than one that was good here is refused, also after a new start', async () => {
  const first = await opened();
  await first.ask('updates.check');
  const later = await opened();
  await writeFile(
    join(later.downloads, 'Caretrail.caretrail-update'),
    signed({ version: '9.0.0' }),
  );
  expect(codeOf(await later.ask('updates.check'))).toBe('Replayed');
});

test('who may not keep the records sees no dialog', async () => {
  const { ask, reached, callsOf } = await opened({ mayKeep: false });
  expect(codeOf(await ask('updates.check'))).toBe('Forbidden');
  expect(reached).toEqual(['updates.status']);
  expect(callsOf('showOpenDialog')).toEqual([]);
});

test('choosing nothing changes nothing', async () => {
  const { ask } = await opened({ openPath: null });
  expect(codeOf(await ask('updates.check'))).toBe('NothingChosen');
});

test('without a window nothing is checked or installed, and without a key no update is taken', async () => {
  const handlers = createUpdateHandlers([]);
  const context = { now: NOW } as never;
  expect(await handlers['updates.status']({}, context)).toMatchObject({
    value: { version: CARETRAIL_VERSION, takesUpdates: false },
  });
  const offered = { text: good.text, platform: 'linux-x64', newestSeen: null, file: null };
  const codes = [
    await handlers['updates.check']({ offered: null }, context),
    await handlers['updates.install']({ version: '9.1.0', sha256: null }, context),
    await handlers['updates.check']({ offered }, context),
  ].map((reply) => codeOf(reply));
  expect(codes).toEqual(['OnlyInWindow', 'OnlyInWindow', 'UnknownKey']);
});
