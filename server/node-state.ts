import type { Migration } from '../shared/base/migration-plan.ts';
import type { Config } from './config.ts';
import type { Pool } from './database.ts';
import type { Devices } from './devices.ts';
import type { Files } from './files.ts';
import type { Heads } from './heads.ts';
import type { Metrics } from './metrics.ts';
import type { Segments } from './segments.ts';
import type { SnapshotBuilds } from './snapshot-builds.ts';
import type { Tokens } from './tokens.ts';
import type { Turns } from './turns.ts';

/** What the routes of one node work with. All of it is cache or connection: any node can end at any time. */
export type NodeState = {
  readonly config: Config;
  readonly pool: Pool;
  readonly migrations: readonly Migration[];
  readonly devices: Devices;
  readonly tokens: Tokens;
  readonly heads: Heads;
  readonly turns: Turns;
  readonly segments: Segments;
  readonly snapshots: SnapshotBuilds;
  readonly files: Files;
  readonly metrics: Metrics;
  readonly readiness: Readiness;
};

export type Readiness = {
  /** True when every site is of this release, apart from those refused. */
  isReady: boolean;
  /** Sites that this release must not touch. */
  readonly refusedSites: Set<string>;
};
