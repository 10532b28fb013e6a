import { join } from 'node:path';
import { bytePurposes, type CoreEvent, type StoredFile } from '../../shared/base/bridge.ts';
import { type Failure, fail, ok, type Result } from '../../shared/base/result.ts';
import type { Core, Reply } from '../platform/core.ts';
import { savePrivately } from '../platform/private-file.ts';
import { APP_ORIGIN } from './app-protocol.ts';
import { briefCopies } from './brief-copies.ts';
import { CHANNELS } from './channels.ts';
import { invalidInput, MAX_PUT_BYTES, settled } from './core-reply.ts';
import type { ElectronPort, InvokeEvent, Window } from './electron-port.ts';
import type { RenewableSession } from './renewable-session.ts';
import { safeFileName } from './save-file.ts';

export type IpcParts = {
  readonly core: Core;
  readonly session: RenewableSession;
  readonly window: () => Window | undefined;
};

/** Of what is copied for a minute, in characters: far more than a passphrase. */
const MAX_COPY_LENGTH = 1000;

type Answer = (...sent: readonly unknown[]) => Promise<Result<unknown, Failure>>;

/** Connects the five calls of `window.caretrail` to the core; refuses every sender but our page. */
export function installIpc(electron: ElectronPort, parts: IpcParts): void {
  const copy = briefCopies(electron);
  const answers: readonly (readonly [string, Answer])[] = [
    [CHANNELS.send, (name, input) => dispatch(parts, name, input)],
    [CHANNELS.putBytes, (purpose, bytes) => putBytes(parts, purpose, bytes)],
    [CHANNELS.getBytes, (digest) => getBytes(parts, digest)],
    [CHANNELS.saveBytes, (digest, name) => saveBytes(electron, parts, { digest, name })],
    [CHANNELS.copyBriefly, (text) => copyBriefly(copy, text)],
  ];
  for (const [channel, answer] of answers) {
    electron.ipcMain.handle(channel, async (event, ...sent: unknown[]) => {
      if (!isOurPage(event, parts.window())) throw new Error('refused');
      return answer(...sent);
    });
  }
}

/** Passes an event on to the page, if there is one. */
export function sendEvent(window: Window | undefined, event: CoreEvent): void {
  if (window !== undefined && !window.isDestroyed()) window.webContents.send(CHANNELS.event, event);
}

async function copyBriefly(
  copy: (text: string) => Promise<void>,
  text: unknown,
): Promise<Result<boolean, Failure>> {
  if (typeof text !== 'string' || text.length > MAX_COPY_LENGTH) {
    return invalidInput('Only a short text is copied.');
  }
  return copy(text).then(
    () => ok(true),
    () => ok(false),
  );
}

function isOurPage(event: InvokeEvent, window: Window | undefined): boolean {
  const frame = event.senderFrame;
  return (
    window !== undefined &&
    event.sender === window.webContents &&
    frame !== null &&
    frame.parent === null &&
    frame.origin === APP_ORIGIN
  );
}

async function dispatch(
  { core, session }: IpcParts,
  name: unknown,
  input: unknown,
): Promise<Reply> {
  if (typeof name !== 'string') return invalidInput('An operation needs a name.');
  return settled(core.dispatch(session.current(), name, input));
}

async function putBytes(
  { core, session }: IpcParts,
  purpose: unknown,
  bytes: unknown,
): Promise<Result<StoredFile, Failure>> {
  const known = bytePurposes.find((each) => each === purpose);
  if (known === undefined || !(bytes instanceof Uint8Array)) {
    return invalidInput('A file needs a known purpose and its bytes.');
  }
  if (bytes.byteLength > MAX_PUT_BYTES) return invalidInput('The file is larger than 64 MiB.');
  return settled(core.putBytes(session.current(), known, bytes));
}

async function getBytes(
  { core, session }: IpcParts,
  digest: unknown,
): Promise<Result<Uint8Array, Failure>> {
  if (typeof digest !== 'string') return invalidInput('A stored file is named by its digest.');
  return settled(core.getBytes(session.current(), digest));
}

async function saveBytes(
  electron: ElectronPort,
  parts: IpcParts,
  asked: { readonly digest: unknown; readonly name: unknown },
): Promise<Result<boolean, Failure>> {
  const window = parts.window();
  if (typeof asked.name !== 'string' || window === undefined) {
    return invalidInput('A file to save needs a name.');
  }
  const { canceled, filePath } = await electron.dialog.showSaveDialog(window, {
    defaultPath: join(electron.app.getPath('documents'), safeFileName(asked.name)),
  });
  if (canceled || filePath === '') return ok(false);
  // Asked for only now: the session may have ended while the dialog stood open.
  const stored = await getBytes(parts, asked.digest);
  if (!stored.ok) return stored;
  try {
    await savePrivately(filePath, stored.value);
    return ok(true);
  } catch {
    return fail('NotSaved', 'The file could not be written there. Choose another folder.');
  }
}
