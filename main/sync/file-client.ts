import { type FileStates, fileStatesReply } from '../../shared/sync/wire.ts';
import { parsedReply, type Request, wholeBody } from './ask-server.ts';
import { deviceAsking, type Enrolled } from './device-asking.ts';
import { NotFollowing } from './server-errors.ts';

/** Of one request, in either direction: what is cut off costs no more than that. */
export const PIECE_BYTES = 1024 * 1024;

const TUS = { 'tus-resumable': '1.0.0' } as const;
const PIECE_MS = 120_000;

/** `there`: the server holds all of it, looked at. `wrongContent`: what it held was not it, and is gone. */
export type Taken = 'taken' | 'there' | 'tooLarge' | 'wrongContent';

export type FileClient = ReturnType<typeof fileClient>;

type Asked = {
  readonly have: readonly string[];
  readonly want: readonly string[];
};

type NewFile = {
  readonly digest: string;
  readonly byteLength: number;
  /** All of it, where that is little. */
  readonly bytes?: Uint8Array;
};

type NextPiece = {
  readonly digest: string;
  readonly offset: number;
  readonly bytes: Uint8Array;
};

/** Brings files to the server by the tus protocol, under their SHA-256, and fetches them in pieces. */
export function fileClient(enrolled: Enrolled, signal: AbortSignal) {
  const { serverUrl, siteId } = enrolled;
  const asking = deviceAsking(enrolled);
  const ask = (path: string, request: Request): Promise<Response> =>
    asking.ask(`${serverUrl}/v1/sites/${siteId}${path}`, {
      timeoutMs: PIECE_MS,
      signal,
      ...request,
    });
  return {
    states: async (json: Asked): Promise<FileStates> =>
      parsedReply(await ask('/file-states', { method: 'POST', json }), fileStatesReply),
    ...bringing(ask),
    /** From a place on, up to a piece; null where the server does not hold all of the file. */
    async piece(digest: string, from: number): Promise<Piece | null> {
      const headers = { range: `bytes=${from}-${from + PIECE_BYTES - 1}` };
      const response = await ask(`/files/${digest}`, { headers, answers: [404, 416] });
      if (response.status === 404) return null;
      if (response.status === 416) return { bytes: new Uint8Array(), byteLength: from };
      const bytes = new Uint8Array(await wholeBody(() => response.arrayBuffer()));
      return { bytes, byteLength: lengthOf(response) };
    },
  };
}

export type Piece = {
  readonly bytes: Uint8Array;
  /** Of the whole file. */
  readonly byteLength: number;
};

type Ask = (path: string, request: Request) => Promise<Response>;

function bringing(ask: Ask) {
  return {
    /** How much of a file came so far; null where nothing was begun. */
    async offset(digest: string): Promise<number | null> {
      const request = { method: 'HEAD', headers: TUS, answers: [404, 410] } as const;
      const response = await ask(`/files/${digest}`, request);
      return response.ok ? Number(response.headers.get('upload-offset')) : null;
    },
    /** Begins a file anew; with its bytes it is brought whole. */
    async create({ digest, byteLength, bytes }: NewFile): Promise<Taken> {
      const headers = {
        ...TUS,
        'upload-length': String(byteLength),
        'upload-metadata': `sha256 ${Buffer.from(digest).toString('base64')}`,
        ...(bytes ? { 'content-type': 'application/offset+octet-stream' } : {}),
      };
      return takenBy(
        await ask('/files', { method: 'POST', headers, bytes, answers: [409, 413, 422] }),
      );
    },
    /** Throws NotFollowing where the server is at another place than `offset`. */
    async append({ digest, offset, bytes }: NextPiece): Promise<Taken> {
      const headers = {
        ...TUS,
        'content-type': 'application/offset+octet-stream',
        'upload-offset': String(offset),
      };
      const response = await ask(`/files/${digest}`, {
        method: 'PATCH',
        headers,
        bytes,
        answers: [404, 409, 410, 413, 422, 423],
      });
      if ([404, 409, 410, 423].includes(response.status))
        throw new NotFollowing('The server has another part of this file');
      return takenBy(response);
    },
  };
}

function takenBy({ status }: Response): Taken {
  if (status === 409) return 'there';
  if (status === 413) return 'tooLarge';
  return status === 422 ? 'wrongContent' : 'taken';
}

function lengthOf(response: Response): number {
  const total = /\/(\d+)$/.exec(response.headers.get('content-range') ?? '')?.[1];
  return Number(total ?? response.headers.get('content-length') ?? 0);
}
