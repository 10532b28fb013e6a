import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fail } from '../../shared/base/result.ts';
import { MANIFEST_ENDING, MANIFEST_LENGTH, namedFile } from '../../shared/updates/manifest.ts';
import { compareReleases, RELEASE } from '../../shared/updates/version.ts';
import type { Core, Reply, Session } from '../platform/core.ts';
import type { ElectronPort, Window } from './electron-port.ts';

type Facts = { readonly byteLength: number; readonly sha256: string };

/** An update that was checked and waits for the user's word: a copy that nobody else writes to. */
type Staged = { readonly version: string; readonly path: string };

export type WindowUpdates = {
  readonly electron: ElectronPort;
  readonly core: Core;
  readonly window: () => Window | undefined;
  /** `linux-x64`. */
  readonly platform: string;
};

/** Which of a release's installers fits: an AppImage names itself to the program that it starts. */
export function updatePlatform({
  platform,
  arch,
  env,
}: Pick<NodeJS.Process, 'platform' | 'arch' | 'env'>): string {
  return `${platform}-${arch}${env['APPIMAGE'] === undefined ? '' : '-appimage'}`;
}

/**
 * The core as the window sees it: what is to be checked and installed is chosen in a dialog of the
 * system, copied to where only this program writes, and never named by the page. Nothing is installed
 * before the core has found it good and the user has said so.
 */
export function coreWithUpdates(parts: WindowUpdates): Core {
  const { core } = parts;
  let staged: Staged | null = null;
  return {
    ...core,
    async dispatch(session, name, input) {
      if (name === 'updates.check') {
        staged = null;
        const answered = await check(parts, session, input);
        staged = answered.staged;
        return answered.reply;
      }
      if (name === 'updates.install') return install(parts, session, { input, staged });
      return core.dispatch(session, name, input);
    },
  };
}

type Answered = { readonly reply: Reply; readonly staged: Staged | null };

async function check(parts: WindowUpdates, session: Session, input: unknown): Promise<Answered> {
  const { core, electron, platform } = parts;
  // Whoever may not keep the records shall see no dialog.
  const allowed = await core.dispatch(session, 'updates.status', {});
  if (!allowed.ok) return { reply: allowed, staged: null };
  const manifestPath = await chosenManifest(parts);
  if (manifestPath === null)
    return { reply: fail('NothingChosen', 'Nothing was chosen.'), staged: null };
  const folder = join(electron.app.getPath('userData'), 'updates');
  const text = await readStart(manifestPath);
  const newestSeen = await readNewest(folder);
  const copy = await copyIn(folder, { text, platform, from: dirname(manifestPath) });
  const offered = { text, platform, newestSeen, file: copy?.facts ?? null };
  const reply = await core.dispatch(session, 'updates.check', { ...commandIdOf(input), offered });
  const version = reply.ok ? versionIn(reply.value) : null;
  if (version === null || copy === null) {
    if (copy) await rm(copy.path, { force: true });
    return { reply, staged: null };
  }
  await writeNewest(folder, version, newestSeen);
  return { reply, staged: { version, path: copy.path } };
}

async function chosenManifest({ electron, window }: WindowUpdates): Promise<string | null> {
  const parent = window();
  if (parent === undefined) return null;
  const { canceled, filePaths } = await electron.dialog.showOpenDialog(parent, {
    title: 'Choose the description of the update',
    defaultPath: electron.app.getPath('downloads'),
    properties: ['openFile'],
    filters: [{ name: 'Caretrail update', extensions: [MANIFEST_ENDING] }],
  });
  return canceled ? null : (filePaths[0] ?? null);
}

/** As much of a file as a manifest may have; empty where it cannot be read. */
async function readStart(path: string): Promise<string> {
  const file = await open(path).catch(() => null);
  if (file === null) return '';
  try {
    const { buffer, bytesRead } = await file.read(
      Buffer.alloc(MANIFEST_LENGTH),
      0,
      MANIFEST_LENGTH,
    );
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

type Source = { readonly text: string; readonly platform: string; readonly from: string };

/** Copies the installer that the manifest names; what is checked is then what is run. */
async function copyIn(
  folder: string,
  { text, platform, from }: Source,
): Promise<{ readonly path: string; readonly facts: Facts } | null> {
  const named = namedFile(text, platform);
  if (!named) return null;
  await rm(join(folder, 'installer'), { recursive: true, force: true });
  await mkdir(join(folder, 'installer'), { recursive: true, mode: 0o700 });
  const path = join(folder, 'installer', named.name);
  const facts = await copied(join(from, named.name), path, named.byteLength).catch(() => null);
  if (facts !== null) return { path, facts };
  await rm(path, { force: true });
  return null;
}

/** Of a file that is longer than it should be only as much is read as tells that. */
async function copied(from: string, to: string, most: number): Promise<Facts> {
  const hash = createHash('sha256');
  let byteLength = 0;
  const counted = new Transform({
    transform(part: Buffer, _encoding, pass) {
      hash.update(part);
      byteLength += part.byteLength;
      pass(null, part);
    },
  });
  const source = await open(from);
  try {
    // An AppImage is started as it is.
    const target = createWriteStream(to, { mode: 0o700 });
    await pipeline(source.createReadStream({ end: most, autoClose: false }), counted, target);
    return { byteLength, sha256: hash.digest('hex') };
  } finally {
    await source.close();
  }
}

type Asked = { readonly input: unknown; readonly staged: Staged | null };

async function install(
  { core, electron }: WindowUpdates,
  session: Session,
  { input, staged }: Asked,
): Promise<Reply> {
  const isStaged = staged !== null && versionIn(input) === staged.version;
  if (!isStaged) return fail('NotChecked', 'Choose and check the update first.');
  const { version, path } = staged;
  const sha256 = await digestOf(path);
  const asked = { ...commandIdOf(input), version, sha256 };
  const reply = await core.dispatch(session, 'updates.install', asked);
  if (!reply.ok) return reply;
  // An archive or an AppImage takes the place of another by hand.
  if (/\.(?:AppImage|zip)$/.test(path)) {
    electron.shell.showItemInFolder(path);
    return reply;
  }
  const problem = await electron.shell.openPath(path);
  if (problem === '') return reply;
  return fail('NotHandedOver', 'The system did not start the installer. Ask who keeps it.');
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  // One that is gone has the digest of nothing, which no installer has.
  await pipeline(createReadStream(path), hash).catch(() => undefined);
  return hash.digest('hex');
}

/** Where it cannot be read nothing newer is known; the signature and the release still count. */
async function readNewest(folder: string): Promise<string | null> {
  const text = await readFile(join(folder, 'newest'), 'utf8').catch(() => '');
  return RELEASE.test(text) ? text : null;
}

async function writeNewest(folder: string, version: string, seen: string | null): Promise<void> {
  if (seen !== null && compareReleases(version, seen) <= 0) return;
  await writeFile(join(folder, 'newest'), version, { mode: 0o600 });
}

function versionIn(value: unknown): string | null {
  const version =
    typeof value === 'object' && value !== null && 'version' in value ? value.version : null;
  return typeof version === 'string' && RELEASE.test(version) ? version : null;
}

function commandIdOf(input: unknown): { readonly commandId?: unknown } {
  return typeof input === 'object' && input !== null && 'commandId' in input
    ? { commandId: input.commandId }
    : {};
}
