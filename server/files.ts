import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, mkdir, open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';
import { z } from 'zod';
import type { Refusal } from '../shared/sync/wire.ts';
import { schemaOf } from './database.ts';

/** Photos and documents by the SHA-256 of their bytes; each site's in a folder of its own. */
export type Files = {
  /** Answers a request of the tus protocol; the caller has checked who it is from. */
  readonly upload: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Where the verified bytes are; undefined until all of them arrived. */
  readonly find: (siteId: string, digest: string) => Promise<StoredFile | undefined>;
  /** Notes which device will bring a file; until it is there, `holderOf` answers its id. */
  readonly announce: (siteId: string, digest: string, deviceId: string) => Promise<void>;
  readonly holderOf: (siteId: string, digest: string) => Promise<string | undefined>;
};

export type StoredFile = { readonly path: string; readonly byteLength: number };

const PATH = /^\/v1\/sites\/([0-9a-f-]{36})\/files(?:\/([0-9a-f]{64}))?\/?$/i;
const DIGEST = /^[0-9a-f]{64}$/;
/** Beside a file whose bytes are those that its name says. */
const VERIFIED = '.verified';
/** Beside a file that is not there yet: the device that has it. */
const HOLDER = '.holder';

const RETRY_MS = 5000;

class UploadRefused extends Error {
  override name = 'UploadRefused';
  readonly status_code: number;
  readonly body: string;

  constructor(status: number, body: string) {
    super(body);
    this.status_code = status;
    this.body = `${body}\n`;
  }
}

/** Keeps files in a folder that all nodes share. */
export async function openFiles(folder: string, mostBytes: number): Promise<Files> {
  await mkdir(folder, { recursive: true });
  const pathOf = (id: string): string => join(folder, id);
  const server = new Server({
    path: '/v1/sites',
    datastore: new FileStore({ directory: folder }),
    maxSize: mostBytes,
    relativeLocation: true,
    disableTerminationForFinishedUploads: true,
    namingFunction: (request, metadata) => {
      const digest = metadata?.['sha256'] ?? '';
      if (!DIGEST.test(digest)) throw new UploadRefused(400, 'sha256 is missing');
      return idOf(siteOf(request.url), digest);
    },
    getFileIdFromRequest: (request) => {
      const [, siteId, digest] = PATH.exec(new URL(request.url, 'http://here').pathname) ?? [];
      return siteId && digest ? idOf(siteId, digest.toLowerCase()) : undefined;
    },
    generateUrl: (request, { id }) =>
      `/v1/sites/${siteOf(request.url)}/files/${id.split('/').at(-1) ?? ''}`,
    onUploadCreate: async (_request, upload) => {
      if (await isVerified(pathOf(upload.id)))
        throw new UploadRefused(409, 'the server has this file');
      return {};
    },
    onUploadFinish: async (_request, upload) => {
      await verify(pathOf(upload.id), upload.id.split('/').at(-1) ?? '');
      return {};
    },
    onResponseError: (_request, error) => putOff(error),
  });
  return {
    upload: (request, response) => server.handle(request, response),
    find: async (siteId, digest) => {
      const path = pathOf(idOf(siteId, digest));
      if (!(await isVerified(path)) && !(await verifyLate(path, digest))) return undefined;
      return { path, byteLength: (await stat(path)).size };
    },
    announce: async (siteId, digest, deviceId) => {
      const path = pathOf(idOf(siteId, digest)) + HOLDER;
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, deviceId);
    },
    holderOf: async (siteId, digest) =>
      readFile(pathOf(idOf(siteId, digest)) + HOLDER, 'utf8').catch(() => undefined),
  };
}

function idOf(siteId: string, digest: string): string {
  return `${schemaOf(siteId)}/${digest}`;
}

function siteOf(url: string): string {
  return PATH.exec(new URL(url, 'http://here').pathname)?.[1] ?? '';
}

/** What the server cannot take now, such as for want of room; undefined for what the request is to blame for. */
function putOff(error: object) {
  const status = 'status_code' in error ? error.status_code : 500;
  if (typeof status === 'number' && status < 500) return undefined;
  const later: Refusal = { code: 'unavailable', retryAfterMs: RETRY_MS };
  return { status_code: 503, body: JSON.stringify(later) };
}

// Bytes that are not what they are called are taken away: the device begins again.
async function verify(path: string, digest: string): Promise<void> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  if (hash.digest('hex') !== digest) {
    await rm(path, { force: true });
    await rm(`${path}.json`, { force: true });
    throw new UploadRefused(422, 'the content is not what its digest says');
  }
  await sync(path);
  const marker = await open(path + VERIFIED, 'w');
  await marker.sync();
  await marker.close();
  await rm(path + HOLDER, { force: true });
}

/** A mark without its file is of one that was lost: it can come again. */
async function isVerified(path: string): Promise<boolean> {
  return (await exists(path + VERIFIED)) && (await exists(path));
}

const uploadState = z.object({ size: z.number() });

/** For a file that was whole when the server was stopped before it had looked. */
async function verifyLate(path: string, digest: string): Promise<boolean> {
  if (!(await exists(path)) || !(await exists(`${path}.json`))) return false;
  if ((await stat(path)).size !== (await announcedSize(path))) return false;
  try {
    await verify(path, digest);
    return true;
  } catch (error) {
    if (error instanceof UploadRefused) return false;
    throw error;
  }
}

/** Null where a full disk left the note about an upload empty: then it is begun again. */
async function announcedSize(path: string): Promise<number | null> {
  const note = await readFile(`${path}.json`, 'utf8');
  try {
    return uploadState.parse(JSON.parse(note)).size;
  } catch {
    return null;
  }
}

async function sync(path: string): Promise<void> {
  const file = await open(path, 'r+');
  await file.sync();
  await file.close();
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
