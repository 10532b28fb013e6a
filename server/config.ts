import { isIP } from 'node:net';
import { z } from 'zod';

/** What is wrong with the environment, one line for each variable. */
export class ConfigRefused extends Error {
  override name = 'ConfigRefused';
}

const whole = (standard: number, least: number, most: number) =>
  z.coerce.number().int().min(least).max(most).default(standard);

const list = z
  .string()
  .default('')
  .transform((text) => text.split(',').flatMap((each) => each.trim() || []));

const environment = z.object({
  /** postgres://…; without it an embedded PostgreSQL runs in DATA. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** Connections to PostgreSQL of this node. */
  DATABASE_CONNECTIONS: whole(20, 5, 1000),
  /** Where the embedded PostgreSQL is, and files where FILES says nothing else. */
  DATA: z.string().min(1).default('caretrail-server'),
  /** Photos and documents; shared by all nodes. */
  FILES: z.string().min(1).optional(),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: whole(8440, 0, 65_535),
  /** PEM files. */
  TLS_CERT: z.string().min(1).optional(),
  TLS_KEY: z.string().min(1).optional(),
  /** Addresses or networks (a.b.c.d/n) of the proxies that end TLS; nobody else is answered then. */
  TRUST_PROXY: list.pipe(z.array(z.string().refine(isAddress, 'is no address or network'))),
  /** How devices call this server, where its own host name is another. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Connections from devices; more are closed at once. */
  MOST_CONNECTIONS: whole(20_000, 10, 1_000_000),
  /** A request whose head takes longer than this to arrive is cut off. */
  SLOW_AFTER_MS: whole(15_000, 100, 600_000),
  /** Of a log: a new snapshot is made when the newest is that many entries behind. */
  SNAPSHOT_EVERY: whole(20_000, 1, 1_000_000_000),
  /** Bytes of one photo or document. */
  MOST_FILE_BYTES: whole(256 * 1024 * 1024, 1, Number.MAX_SAFE_INTEGER),
  /** Asked of whoever reads /metrics from another computer; without it only this one may. */
  METRICS_TOKEN: z.string().min(16).optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

export type Config = z.infer<typeof environment>;

/** Reads the server's settings; throws ConfigRefused with what to mend. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  // An empty variable means the same as none.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success)
    throw new ConfigRefused(
      parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'),
    );
  const refusals = contradictions(parsed.data);
  if (refusals.length > 0) throw new ConfigRefused(refusals.join('\n'));
  return parsed.data;
}

function contradictions(config: Config): readonly string[] {
  const isTls = config.TLS_CERT !== undefined;
  const isPlainAbroad = !isTls && !isLoopback(config.HOST) && config.TRUST_PROXY.length === 0;
  return [
    ...(isTls === (config.TLS_KEY !== undefined)
      ? []
      : ['TLS_CERT, TLS_KEY: give both files or none.']),
    ...(isPlainAbroad
      ? [
          `HOST: on ${config.HOST} records would travel in the clear. Give TLS_CERT and TLS_KEY, or name the proxy that ends TLS in TRUST_PROXY, or listen on 127.0.0.1.`,
        ]
      : []),
  ];
}

/** Whether only this computer can reach that address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

function isAddress(text: string): boolean {
  const [address = '', bits] = text.split('/');
  const version = isIP(address);
  if (version === 0) return false;
  return (
    bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
  );
}
