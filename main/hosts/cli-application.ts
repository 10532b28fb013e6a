import { connect, type Socket } from 'node:net';
import { z } from 'zod';
import { CARETRAIL_VERSION } from '../../shared/base/version.ts';
import type { Core } from '../platform/core.ts';
import { parseJson } from './byte-frame.ts';
import { coreOver } from './cli-application-core.ts';
import { isOwnersSocket, type LocalAddress, readAddress } from './local-address.ts';
import { isProof, newNonce, proofOf } from './mutual-proof.ts';
import { NotOwnersAlone } from './owners-alone.ts';
import { readMessages, sendMessage } from './stream-messages.ts';

/** A running application, or why none is asked; null where none is there. */
export type Asked = { readonly core: Core } | { readonly core: null; readonly why: string | null };

const NONE: Asked = { core: null, why: null };

/**
 * Connects to the application that has the data folder open, after each side has proven to the other
 * that it reads the folder's own key. Until then nothing is sent that is worth anything to anybody.
 */
export async function askApplication(dataDir: string): Promise<Asked> {
  try {
    const local = await readAddress(dataDir);
    if (local === null) return NONE;
    const connection = await connected(local.address);
    if (connection === null) return NONE;
    if (!(await isOwnersSocket(local.address))) {
      connection.destroy();
      return { core: null, why: NOT_PRIVATE };
    }
    // It may have ended meanwhile, and nobody would hear of that again.
    return connection.destroyed ? { core: null, why: BUSY } : await prove(connection, local);
  } catch (error) {
    if (error instanceof NotOwnersAlone) return { core: null, why: NOT_PRIVATE };
    throw error;
  }
}

const NOT_PRIVATE =
  'Caretrail is open with this data folder, and is not asked: others could answer in its place. Run this as the user who opened it, or close it first.';
const UNPROVEN =
  'What answers in the place of Caretrail did not prove to be it; it was told nothing. Close Caretrail, then run this again.';
const BUSY =
  'Caretrail is open with this data folder and takes no more commands just now. Wait for the others to end, or close it.';
const OTHER_RELEASE =
  'Caretrail is open with this data folder in another release than this command line. Use the same, or close it first.';

/** Null where nobody answers: what was told is left from an application that was killed. */
function connected(address: string): Promise<Socket | null> {
  return new Promise((resolve) => {
    const connection = connect(address);
    connection.once('connect', () => {
      connection.removeAllListeners('error').on('error', () => connection.destroy());
      resolve(connection);
    });
    connection.once('error', () => resolve(null));
  });
}

const greeting = z.strictObject({ hello: z.string().max(64) });
const answer = z.strictObject({ proof: z.string().max(64), release: z.string().max(64) });

/** A busy computer takes its time; one that never answers is not Caretrail. */
const PROOF_LIMIT_MS = 20_000;
const MAX_PROOF_BYTES = 512;

/** The core behind a connection once it has proven to be Caretrail's. */
function prove(connection: Socket, local: LocalAddress): Promise<Asked> {
  const { promise, resolve } = Promise.withResolvers<Asked>();
  const callerNonce = newNonce();
  let hostNonce: string | null = null;
  let proven: ReturnType<typeof coreOver> | null = null;
  const refuse = (why: string): void => {
    resolve({ core: null, why });
    connection.destroy();
  };
  const limit = setTimeout(() => refuse(UNPROVEN), PROOF_LIMIT_MS);
  connection.once('close', () => {
    clearTimeout(limit);
    resolve({ core: null, why: hostNonce === null ? BUSY : UNPROVEN });
  });
  const read = (text: string): void => {
    if (hostNonce === null) {
      hostNonce = greeting.safeParse(parseJson(text)).data?.hello ?? null;
      if (hostNonce === null) return refuse(UNPROVEN);
      const proof = proofOf('command-line', local.key, challenge(hostNonce));
      return sendMessage(connection, JSON.stringify({ nonce: callerNonce, proof }));
    }
    const { data: said } = answer.safeParse(parseJson(text));
    const isHost =
      said !== undefined &&
      isProof({ side: 'host', proof: said.proof }, local.key, challenge(hostNonce));
    if (!isHost) return refuse(UNPROVEN);
    if (said.release !== CARETRAIL_VERSION) return refuse(OTHER_RELEASE);
    clearTimeout(limit);
    proven = coreOver(connection);
    resolve({ core: proven.core });
  };
  const challenge = (nonce: string) => ({ place: local.address, hostNonce: nonce, callerNonce });
  readMessages(connection, {
    limit: () => (proven === null ? MAX_PROOF_BYTES : Number.MAX_SAFE_INTEGER),
    onMalformed: () => refuse(UNPROVEN),
    onMessage(content, isBinary) {
      if (proven !== null) proven.receive(content, isBinary);
      else if (isBinary) refuse(UNPROVEN);
      else read(content.toString());
    },
  });
  return promise;
}
