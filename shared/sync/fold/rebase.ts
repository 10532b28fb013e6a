import type { ChangeTransaction } from '../decision.ts';
import { foldEntries } from './fold-entries.ts';
import { foldOwn, takeBack, type UndoRow } from './own-changes.ts';
import { lineOf, type OwnChange, readUnseen, undoOf, writeRefolded } from './own-outbox.ts';
import type { PagedTransaction } from './page.ts';
import { inSavepoint, rowsFrom, type SqlRunner, whileApplying } from './sql.ts';

type Rebase = {
  /** Number of the first own change to take back. */
  readonly from: number;
  readonly ownDeviceId: string;
};

/**
 * Takes own changes that others have not seen back, from the newest to the one named; takes up the page;
 * and does anew what did not come back with it. Where that is not enough all of them are taken back.
 * Throws the database's error where the page cannot be done even then.
 */
export async function rebase(
  run: SqlRunner,
  transactions: readonly PagedTransaction[],
  { from, ownDeviceId }: Rebase,
): Promise<void> {
  const unseen = await readUnseen(run, from);
  const first = unseen[0]?.number ?? Number.MAX_SAFE_INTEGER;
  const page = transactions.filter(
    ({ isOwn, changes }) => !isOwn || (changes[0]?.number ?? 0) >= first,
  );
  const done = await inSavepoint(run, async () => {
    await takeBack(run, undoOfAll(unseen));
    await foldEntries(run, page);
  });
  if ('sqlState' in done) {
    if (from <= 0) throw new PageRefused(done.sqlState);
    return rebase(run, transactions, { from: 0, ownDeviceId });
  }
  const back = new Set(
    page.flatMap(({ isOwn, changes }) => (isOwn ? changes.map(({ number }) => number) : [])),
  );
  await doAnew(
    run,
    unseen.filter(({ number }) => !back.has(number)),
    ownDeviceId,
  );
}

/** These tables hold something else than the log's entries before this page. */
export class PageRefused extends Error {
  override name = 'PageRefused';
  readonly sqlState: string;
  constructor(sqlState: string) {
    super(`A page of the log could not be taken up (${sqlState})`);
    this.sqlState = sqlState;
  }
}

/**
 * Gives own changes that did not come back the stamps that the server gave them: what they did is decided
 * anew by those, because somebody else's stamp may lie between.
 */
export async function restampOwn(
  run: SqlRunner,
  restamped: readonly (readonly [number: number, stamp: string])[],
  ownDeviceId: string,
): Promise<void> {
  if (restamped.length === 0) return;
  await whileApplying(run, async () => {
    const from = Math.min(...restamped.map(([number]) => number));
    const unseen = await readUnseen(run, from);
    // No value stands by an insert of its own row: its stamp decides nothing, and there may be thousands.
    const isDecisive = unseen.some(({ op, refolded }) => op !== 'i' || refolded !== null);
    if (isDecisive) await takeBack(run, undoOfAll(unseen));
    await run.query(
      `UPDATE sync_outbox o SET restamped = k.s
       FROM json_to_recordset($1::TEXT::JSON) AS k (n BIGINT, s BIGINT)
       WHERE o.number = k.n AND o.seq IS NULL`,
      [JSON.stringify(restamped.map(([n, s]) => ({ n, s })))],
    );
    if (isDecisive) await doAnew(run, await readUnseen(run, from), ownDeviceId);
  });
}

/** Takes back all own changes that did not come back, which have no effect here until `foldUnseen`. */
export async function takeBackUnseen(run: SqlRunner): Promise<void> {
  await whileApplying(run, async () => {
    await takeBack(run, undoOfAll(await readUnseen(run, 0)));
    await forgetEffects(run);
  });
}

/** Of a table made anew nothing is to be taken back. */
export async function forgetEffects(run: SqlRunner): Promise<void> {
  await run.query('UPDATE sync_outbox SET undo = NULL, is_without_effect = true WHERE seq IS NULL');
}

/** Does all own changes anew that did not come back, on top of what stands. */
export async function foldUnseen(run: SqlRunner, ownDeviceId: string): Promise<void> {
  await whileApplying(run, async () => doAnew(run, await readUnseen(run, 0), ownDeviceId));
}

/** How to take back these changes, transaction by transaction. */
function undoOfAll(unseen: readonly OwnChange[]): readonly UndoRow[] {
  const done = unseen.filter(({ isWithoutEffect }) => !isWithoutEffect);
  return [...Map.groupBy(done, ({ transactionId }) => transactionId).values()].flatMap(undoOf);
}

async function doAnew(
  run: SqlRunner,
  unseen: readonly OwnChange[],
  deviceId: string,
): Promise<void> {
  const [row] = await rowsFrom<{ version: number }>(run, 'SELECT sync_schema_version() AS version');
  const context = { schemaVersion: row?.version ?? 0 };
  const waiting = [...Map.groupBy(unseen, ({ transactionId }) => transactionId).values()];
  for (const changes of waiting) {
    const folded = await foldOwn(run, transactionOf(changes, deviceId), context);
    await writeRefolded(run, changes, folded);
  }
}

function transactionOf(changes: readonly OwnChange[], deviceId: string): ChangeTransaction {
  const end = changes.at(-1)?.number ?? 0;
  return {
    deviceId,
    changes: changes.map((each) => ({ line: lineOf(each, end), stamp: each.stamp })),
  };
}
