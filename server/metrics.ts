import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Outcome } from '../shared/sync/line.ts';
import type { Pool } from './database.ts';

/** What this node counts, for Prometheus. Nothing in it names a site, a device or a person. */
export type Metrics = {
  readonly pushed: (lines: number) => void;
  readonly decided: (outcome: Outcome, count: number) => void;
  readonly pulled: (byteLength: number) => void;
  readonly refused: (code: string) => void;
  readonly answered: (route: string, status: number, seconds: number) => void;
  readonly snapshotMade: (seconds: number, isMade: boolean) => void;
  readonly text: () => Promise<string>;
  readonly contentType: string;
};

type Observed = { readonly pool: Pool; readonly waiting: () => number };

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

export function createMetrics(observed: Observed): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: 'caretrail_' });
  observeLoad(registers, observed);
  const count = (name: string, help: string, labelNames: string[] = []) =>
    new Counter({ name: `caretrail_${name}`, help, labelNames, registers });
  const pushes = count('pushes_total', 'Pushes answered');
  const lines = count('lines_total', 'Changes taken into logs');
  const outcomes = count('fold_outcomes_total', 'What became of changes', ['outcome']);
  const pulled = count('pull_bytes_total', 'Bytes of log and snapshots sent');
  const refusals = count('refusals_total', 'Refusals by code', ['code']);
  const requests = new Histogram({
    name: 'caretrail_request_seconds',
    help: 'Time until a request was answered',
    labelNames: ['route', 'status'],
    buckets: SECONDS,
    registers,
  });
  const snapshots = new Histogram({
    name: 'caretrail_snapshot_seconds',
    help: 'Time to make a snapshot',
    labelNames: ['made'],
    buckets: SECONDS,
    registers,
  });
  return {
    pushed: (taken) => {
      pushes.inc();
      lines.inc(taken);
    },
    decided: (outcome, by) => outcomes.inc({ outcome }, by),
    pulled: (byteLength) => pulled.inc(byteLength),
    refused: (code) => refusals.inc({ code }),
    answered: (route, status, seconds) => requests.observe({ route, status }, seconds),
    snapshotMade: (seconds, isMade) => snapshots.observe({ made: String(isMade) }, seconds),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

function observeLoad(registers: Registry[], { pool, waiting }: Observed): void {
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name: `caretrail_${name}`,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  gauge('pool_connections', 'Connections to PostgreSQL', () => pool.totalCount);
  gauge('pool_idle', 'Of them idle', () => pool.idleCount);
  gauge('pool_waiting', 'Requests that wait for one', () => pool.waitingCount);
  gauge('waiting_devices', 'Devices that wait for a log to grow', waiting);
}
