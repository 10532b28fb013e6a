import { setTimeout } from 'node:timers/promises';
import type { VerifyReport } from '../../shared/storage/contract.ts';
import type { Database } from '../platform/database.ts';
import type { ReportIncident } from '../platform/incident-log.ts';
import type { PageStore } from '../platform/page-store/page-store.ts';
import type { Keeping } from './keeping.ts';
import { backupFolderOf } from './make-kept-backup.ts';
import { insertCheck, selectSettings } from './store.ts';
import { type AnchorsAtHand, foundByAnchors } from './verify-anchors.ts';
import { findingsOf } from './verify-findings.ts';
import { addFound, type Found, nothingLooked } from './verify-found.ts';
import { anchorsAtHand } from './verify-open-records.ts';

export type StartCheck = {
  readonly stop: () => void;
  /** Resolves when it is through or was stopped. */
  readonly ended: Promise<void>;
};

export type StartCheckParts = {
  readonly database: Pick<Database, 'turn' | 'read' | 'transact'>;
  readonly clock: () => Date;
  readonly newId: () => string;
  readonly report: ReportIncident;
};

/**
 * Looks after each start, while nobody waits, whether a page was removed or replaced by an older one and
 * whether the records are an older copy. What was altered in a page shows when it is read. Damage becomes
 * the store's fault by itself; whatever is found is written down as a check.
 */
export function checkAfterStart({ engine }: Keeping, parts: StartCheckParts): StartCheck {
  const { database, report } = parts;
  const stopping = new AbortController();
  const run = async (): Promise<void> => {
    const { schedule } = await database.read(selectSettings);
    const anchors = anchorsAtHand(engine, backupFolderOf(engine, schedule));
    const { store } = engine;
    const found = await foundAfterStart({ store, anchors, turn: database.turn, stopping });
    if (found.length > 0 && !stopping.signal.aborted) await writeDown(parts, found);
  };
  return {
    stop: () => stopping.abort(),
    ended: run().catch(async (error: unknown) => void (await report(error))),
  };
}

async function writeDown(
  { database, clock, newId }: StartCheckParts,
  found: readonly Found[],
): Promise<void> {
  const findings = [...findingsOf(found)];
  const isHealthy = findings.every(({ severity }) => severity !== 'problem');
  const checkedAt = clock().toISOString();
  const report: VerifyReport = { checkedAt, isHealthy, findings, checked: nothingLooked };
  await database.transact((tx) => insertCheck(tx, { id: newId(), report }));
}

/** Which rows there are, some thousand at a time: a few milliseconds. */
const ROWS_PER_STEP = 2000;
/** Between two steps, so that the computer is not kept busy. */
const PAUSE_MS = 20;

export async function foundAfterStart(parts: {
  readonly store: Pick<PageStore, 'beginCheck'>;
  readonly anchors: AnchorsAtHand;
  readonly turn: Database['turn'];
  readonly stopping: AbortController;
}): Promise<readonly Found[]> {
  const { store, anchors, turn, stopping } = parts;
  const older = await foundByAnchors(anchors);
  const check = store.beginCheck('digest');
  try {
    while (!stopping.signal.aborted) {
      const { result } = await turn(async () => check.step(ROWS_PER_STEP), 'maintenance');
      if (result) {
        const isWhole = result.isDigestRight && result.damaged.length === 0;
        return addFound(older, isWhole ? [] : [{ kind: 'storeOutOfStep', about: '', count: 1 }]);
      }
      await setTimeout(PAUSE_MS, undefined, { ref: false });
    }
    return older;
  } finally {
    check.giveUp();
  }
}
