import type { Migration } from '../shared/base/migration-plan.ts';
import type { CoreSupport } from './platform/supervision/core-thread-port.ts';
import type { ReportIncident } from './platform/incident-log.ts';
import type { PassphraseCost } from './platform/keys/passphrase-key-pair.ts';
import type { AttemptCounter } from './platform/keys/unlock-attempts.ts';
import type { PinCost } from './staff/pin-hash.ts';

/** Where records are opened, and with what. */
export type RecordsPlace = {
  readonly dataDir: string;
  readonly migrations: readonly Migration[];
  readonly support: Partial<CoreSupport>;
  readonly attempts: AttemptCounter;
  readonly passphraseCost: PassphraseCost;
  readonly pinCost: PinCost;
  readonly clock: () => Date;
  readonly newId: () => string;
  readonly report: ReportIncident;
};
