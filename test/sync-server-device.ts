import { generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { SignJWT } from 'jose';
import { sha256Hex } from '../server/chain-digest.ts';
import { chainAfter } from '../shared/sync/chain.ts';
import { type LogEntry, parseEntry } from '../shared/sync/line.ts';
import { HEADERS, pushReply, type PushReply } from '../shared/sync/wire.ts';

/** What a server answered. */
export type Answer = { readonly status: number; readonly body: unknown; readonly headers: Headers };

/** The bare wire as a device speaks it: no database of its own. */
export type WireDevice = {
  readonly id: string;
  readonly publicKey: { readonly kty: 'OKP'; readonly crv: 'Ed25519'; readonly x: string };
  readonly privateKey: KeyObject;
  url: string;
  siteId: string;
  token: string;
  epoch: number;
};

export function newDevice(url: string): WireDevice {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  return {
    id: randomUUID(),
    publicKey: { kty: 'OKP', crv: 'Ed25519', x },
    privateKey,
    url,
    siteId: '',
    token: '',
    epoch: 1,
  };
}

export async function call(url: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url, init);
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
  return {
    status: response.status,
    body: isJson ? JSON.parse(text) : text,
    headers: response.headers,
  };
}

export function post(url: string, body: unknown): Promise<Answer> {
  return call(url, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
}

export function enrol(device: WireDevice, code: string): Promise<Answer> {
  const { id: deviceId, publicKey, url } = device;
  return post(`${url}/v1/enrol`, { code, deviceId, deviceName: 'Ward 1', publicKey });
}

export async function assertion(
  device: WireDevice,
  claims: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const nowS = Math.floor(Date.now() / 1000);
  const told = {
    iss: device.id,
    sub: device.id,
    aud: device.url,
    jti: randomUUID(),
    iat: nowS,
    exp: nowS + 60,
    ...claims,
  };
  return new SignJWT(told).setProtectedHeader({ alg: 'EdDSA' }).sign(device.privateKey);
}

export async function takeToken(device: WireDevice): Promise<Answer> {
  const answer = await post(`${device.url}/v1/token`, { assertion: await assertion(device) });
  const { token } = answer.body as { token?: string };
  device.token = token ?? '';
  return answer;
}

/** A device of that site, with a token. */
export async function enrolled(url: string, code: string): Promise<WireDevice> {
  const device = newDevice(url);
  const answer = await enrol(device, code);
  if (answer.status !== 200) throw new Error(`Enrolling: ${JSON.stringify(answer.body)}`);
  device.siteId = (answer.body as { siteId: string }).siteId;
  await takeToken(device);
  return device;
}

export function ask(device: WireDevice, path: string, init: RequestInit = {}): Promise<Answer> {
  const headers = { authorization: `Bearer ${device.token}`, ...(init.headers as object) };
  return call(`${device.url}/v1/sites/${device.siteId}${path}`, { ...init, headers });
}

/** One more device, let in by another. */
export async function joined(by: WireDevice, url = by.url): Promise<WireDevice> {
  const { body } = await ask(by, '/codes', { method: 'POST' });
  return enrolled(url, (body as { code: string }).code);
}

/** A change as a device writes it: the insert of an audit event, unless it says otherwise. */
export function line(n: number, set: Readonly<Record<string, unknown>> = {}): string {
  const id = randomUUID();
  return JSON.stringify({
    n,
    t: n,
    s: ((BigInt(Date.now()) << 16n) + BigInt(n)).toString(),
    k: 'audit_events',
    r: JSON.stringify([id]),
    o: 'i',
    b: {},
    v: auditEvent(id),
    u: null,
    m: 310,
    ...set,
  });
}

function auditEvent(id: string): Record<string, unknown> {
  return {
    id,
    occurred_at: '2026-11-20T08:00:00+00:00',
    host: 'desktop',
    user_id: null,
    operation: 'patients.get',
    kind: 'query',
    outcome: 'ok',
    failure_code: null,
    patient_id: null,
    entity_type: null,
    entity_id: null,
    incident: null,
  };
}

/** Changes `from`…`to`, each a transaction. */
export function linesFrom(from: number, to: number): readonly string[] {
  return Array.from({ length: to - from + 1 }, (_, at) => line(from + at));
}

type PushOptions = {
  readonly chain?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly gzip?: boolean;
};

export async function push(
  device: WireDevice,
  lines: readonly string[],
  { chain = '', headers = {}, gzip = false }: PushOptions = {},
): Promise<Answer> {
  const text = lines.map((each) => `${each}\n`).join('');
  const end = chainAfter(chain, lines, sha256Hex);
  return ask(device, '/push', {
    method: 'POST',
    body: gzip ? gzipSync(text) : text,
    headers: {
      'content-type': 'application/x-ndjson',
      ...(gzip ? { 'content-encoding': 'gzip' } : {}),
      [HEADERS.epoch]: String(device.epoch),
      [HEADERS.chain]: chain,
      [HEADERS.signature]: sign(null, Buffer.from(end), device.privateKey).toString('base64url'),
      ...headers,
    },
  });
}

/** The reply of a push that was taken; throws for a refusal. */
export async function pushed(
  device: WireDevice,
  lines: readonly string[],
  options: PushOptions = {},
): Promise<PushReply> {
  const { status, body } = await push(device, lines, options);
  if (status !== 200) throw new Error(`Refused: ${status} ${JSON.stringify(body)}`);
  return pushReply.parse(body);
}

export function chainOf(lines: readonly string[]): string {
  return chainAfter('', lines, sha256Hex);
}

export async function pull(device: WireDevice, after: number, more = ''): Promise<LogEntry[]> {
  const { body } = await ask(device, `/log?after=${after}${more}`);
  return entriesOf(body as string);
}

export function entriesOf(text: string): LogEntry[] {
  return text
    .split('\n')
    .filter((each) => each !== '')
    .map((each) => {
      const entry = parseEntry(each);
      if (!entry) throw new Error('The server sent a line that is no entry');
      return entry;
    });
}
