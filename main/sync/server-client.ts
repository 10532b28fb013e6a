import type { z } from 'zod';
import {
  codeReply,
  deviceListing,
  digestReply,
  enrolReply,
  HEADERS,
  helloReply,
  leaseReply,
  type leaseRequest,
  pushReply,
  relayReply,
  rowDigestsReply,
  type rowDigestsRequest,
  rowsReply,
  type rowsRequest,
  snapshotReply,
  waitReply,
} from '../../shared/sync/wire.ts';
import { auditHeadsReply } from '../../shared/sync/audit-heads.ts';
import { logReader } from './read-log.ts';
import { askServer, parsedReply, type Request, wholeBody } from './ask-server.ts';
import { deviceAsking, type Enrolled } from './device-asking.ts';

export type Push = {
  readonly epoch: number;
  readonly lines: readonly string[];
  /** Before the first line. */
  readonly chain: string;
  readonly signature: string;
  /** Another device of the site, whose changes and signature these are. */
  readonly onBehalfOf?: string;
};

export type LeaseAsked = z.output<typeof leaseRequest> & { readonly epoch: number };

export type ServerClient = ReturnType<typeof serverClient>;

const WAIT_MS = 65_000;
const LARGE_MS = 120_000;

/** What the server has and is told, as one device. */
export function serverClient(enrolled: Enrolled) {
  const { serverUrl, siteId } = enrolled;
  const asking = deviceAsking(enrolled);
  const ask = (path: string, request: Request = {}): Promise<Response> =>
    asking.ask(`${serverUrl}/v1/sites/${siteId}${path}`, request);
  return {
    offsetMs: asking.offsetMs,
    ...exchangeCalls(ask),
    ...comparingCalls(ask),
    ...siteCalls(ask),
  };
}

type Ask = (path: string, request?: Request) => Promise<Response>;

/** What devices and server exchange. */
function exchangeCalls(ask: Ask) {
  const { heard, log } = logReader(ask);
  return {
    log,
    async hello(epoch: number, signal?: AbortSignal) {
      const hello = await parsedReply(await ask(`/hello?epoch=${epoch}`, { signal }), helloReply);
      heard(hello.head);
      return hello;
    },
    async push({ epoch, lines, chain, signature, onBehalfOf }: Push, signal?: AbortSignal) {
      const headers = {
        [HEADERS.epoch]: String(epoch),
        [HEADERS.chain]: chain,
        [HEADERS.signature]: signature,
        ...(onBehalfOf ? { [HEADERS.behalf]: onBehalfOf } : {}),
      };
      const request = { method: 'POST', headers, lines, timeoutMs: LARGE_MS, signal } as const;
      return parsedReply(await ask('/push', request), pushReply);
    },
    wait: async (at: { head: number; epoch: number }, signal?: AbortSignal) =>
      parsedReply(
        await ask(`/wait?head=${at.head}&epoch=${at.epoch}`, { timeoutMs: WAIT_MS, signal }),
        waitReply,
      ),
    snapshot: async (epoch: number, signal?: AbortSignal) =>
      parsedReply(await ask(`/snapshot?epoch=${epoch}`, { signal }), snapshotReply),
    async chunk(of: { id: string; index: number }, signal?: AbortSignal) {
      const path = `/snapshot/${of.id}/${of.index}`;
      const response = await ask(path, { timeoutMs: LARGE_MS, signal });
      return new Uint8Array(await wholeBody(() => response.arrayBuffer()));
    },
    async leaseNumbers({ epoch, ...json }: LeaseAsked, signal?: AbortSignal) {
      const headers = { [HEADERS.epoch]: String(epoch) };
      return parsedReply(
        await ask('/numbers', { method: 'POST', headers, json, signal }),
        leaseReply,
      );
    },
    auditHeads: async (signal?: AbortSignal) =>
      parsedReply(await ask('/audit-heads', { signal }), auditHeadsReply),
    async relay({ epoch, lines }: Pick<Push, 'epoch' | 'lines'>, signal?: AbortSignal) {
      const headers = { [HEADERS.epoch]: String(epoch) };
      const request = { method: 'POST', headers, lines, timeoutMs: LARGE_MS, signal } as const;
      return parsedReply(await ask('/relay', request), relayReply);
    },
  };
}

/** By what a device finds out whether its records are the site's. */
function comparingCalls(ask: Ask) {
  const post = (epoch: number, json: unknown, signal: AbortSignal): Request => {
    const headers = { [HEADERS.epoch]: String(epoch) };
    return { method: 'POST', headers, json, timeoutMs: LARGE_MS, signal };
  };
  return {
    digest: async (signal: AbortSignal) =>
      parsedReply(await ask('/digest', { timeoutMs: LARGE_MS, signal }), digestReply),
    rowDigests: async (
      { epoch, ...json }: z.output<typeof rowDigestsRequest> & { readonly epoch: number },
      signal: AbortSignal,
    ) => parsedReply(await ask('/digest/buckets', post(epoch, json, signal)), rowDigestsReply),
    rows: async (
      { epoch, ...json }: z.output<typeof rowsRequest> & { readonly epoch: number },
      signal: AbortSignal,
    ) => parsedReply(await ask('/digest/rows', post(epoch, json, signal)), rowsReply),
  };
}

/** What people ask about their site. */
function siteCalls(ask: Ask) {
  return {
    devices: async () => parsedReply(await ask('/devices'), deviceListing),
    newCode: async () => parsedReply(await ask('/codes', { method: 'POST' }), codeReply),
    revoke: async (id: string) => void (await ask(`/devices/${id}/revoke`, { method: 'POST' })),
  };
}

/** Makes this computer a device of the site that the code is of. */
export async function askToEnrol(serverUrl: string, json: EnrolAsked) {
  const request = { method: 'POST', json, timeoutMs: 15_000 } as const;
  return parsedReply(await askServer(`${serverUrl}/v1/enrol`, request), enrolReply);
}

export type EnrolAsked = {
  readonly code: string;
  readonly deviceId: string;
  readonly deviceName: string;
  readonly publicKey: { readonly kty: 'OKP'; readonly crv: 'Ed25519'; readonly x: string };
};
