import { z } from 'zod';
import type { CivilDate } from '../../shared/base/civil-date.ts';
import { ok } from '../../shared/base/result.ts';
import type { OutcomeReport } from '../../shared/outcomes/contract.ts';
import { outcomeOf } from '../../shared/outcomes/course.ts';
import {
  addOutcomes,
  emptyOutcome,
  type OutcomeTally,
  outcomeTallyOf,
} from '../../shared/outcomes/outcome-tally.ts';
import { outcomeRowOf } from '../../shared/outcomes/outcome-row.ts';
import type { JobContext } from '../platform/context.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import {
  countEpisodes,
  type EpisodeUse,
  selectEpisodesAfter,
  selectProtocolsOf,
  selectProtocolTitles,
  selectSizes,
  selectUses,
} from './store.ts';

/** Few enough for the bedside to get its turn within some tens of milliseconds. */
const EPISODES_PER_CHUNK = 100;

export type Period = { readonly fromOn: CivilDate | null; readonly toOn: CivilDate | null };

const tally = z.record(z.string(), z.number());
const outcomeTally = z.object({
  woundCount: z.number(),
  week4: tally,
  week12: tally,
  applications: tally,
  closedAfter: tally,
  openAfter: tally,
  begun12: z.number(),
  closed12: z.number(),
  begun24: z.number(),
  closed24: z.number(),
});
const tallies = z.record(z.string(), outcomeTally);

/** What was counted up to an episode: numbers only, nothing of a chart. */
const countedSoFar = z.object({
  after: z.uuid().nullable(),
  done: z.int(),
  total: z.int(),
  today: z.string(),
  all: outcomeTally,
  byProduct: tallies,
  byEtiology: tallies,
  byProtocol: tallies,
  productNames: z.record(z.string(), z.string()),
});
type Counted = z.output<typeof countedSoFar>;

/** Counts all episodes of care in chunks; goes on where it stopped, with the day on which it began. */
export async function countOutcomes(
  period: Period,
  job: Pick<JobContext, 'cursor' | 'read' | 'chunk'>,
  today: CivilDate,
) {
  const resumed = countedSoFar.safeParse(job.cursor);
  let counted: Counted = resumed.success
    ? resumed.data
    : {
        after: null,
        done: 0,
        total: await job.read(countEpisodes),
        today,
        all: emptyOutcome,
        byProduct: {},
        byEtiology: {},
        byProtocol: {},
        productNames: {},
      };
  for (;;) {
    const next = await countChunk(job, counted, period);
    if (next === null) break;
    counted = next;
  }
  const titles = await job.read(selectProtocolTitles);
  return ok(reportOf(counted, period, titles));
}

/** Counts the next episodes in a transaction of their own; null after the last. */
async function countChunk(
  job: Pick<JobContext, 'chunk'>,
  counted: Counted,
  period: Period,
): Promise<Counted | null> {
  const found: Counted[] = [];
  await job.chunk(async ({ tx }) => {
    const next = await countNext(tx, counted, period);
    if (next) found.push(next);
    const cursor = next ?? counted;
    const { done, total } = cursor;
    return { cursor, done: Math.min(done, total), total, label: 'Wounds' };
  });
  return found[0] ?? null;
}

/** The count with the next episodes in it; null after the last. */
async function countNext(
  db: ReadonlyDb,
  counted: Counted,
  { fromOn, toOn }: Period,
): Promise<Counted | null> {
  const episodes = await selectEpisodesAfter(db, counted.after, EPISODES_PER_CHUNK);
  const last = episodes.at(-1);
  if (!last) return null;
  const ids = episodes.filter(({ isStruckOut }) => !isStruckOut).map(({ id }) => id);
  const sizes = Map.groupBy(await selectSizes(db, ids), ({ episodeId }) => episodeId);
  const measured = episodes.flatMap((episode) => {
    const outcome = outcomeOf({ ...episode, points: sizes.get(episode.id) ?? [] });
    const isAsked =
      outcome !== null &&
      (fromOn === null || outcome.startedOn >= fromOn) &&
      (toOn === null || outcome.startedOn <= toOn);
    return isAsked ? [{ ...episode, outcome }] : [];
  });
  const next = { ...counted, after: last.id, done: counted.done + episodes.length };
  if (measured.length === 0) return next;
  const measuredIds = measured.map(({ id }) => id);
  const uses = Map.groupBy(await selectUses(db, measuredIds), ({ episodeId }) => episodeId);
  const runs = Map.groupBy(await selectProtocolsOf(db, measuredIds), ({ episodeId }) => episodeId);
  const chunk = newChunk();
  for (const { id, etiology, outcome } of measured)
    chunk.add(
      { etiology, uses: uses.get(id) ?? [], protocols: runs.get(id) ?? [] },
      (applications) => outcomeTallyOf(outcome, { applications, today: counted.today }),
    );
  return withChunk(next, chunk.sum);
}

type Found = {
  readonly etiology: string;
  readonly uses: readonly EpisodeUse[];
  readonly protocols: readonly { readonly protocolId: string }[];
};

type Tallies = Record<string, OutcomeTally>;

/** Adds up the wounds of one chunk by themselves: adding each to all that was counted would be slow. */
function newChunk() {
  const byProduct: Tallies = {};
  const byEtiology: Tallies = {};
  const byProtocol: Tallies = {};
  const sum = { all: emptyOutcome, byProduct, byEtiology, byProtocol, productNames: {} };
  const names: Record<string, string> = sum.productNames;
  const put = (into: Tallies, key: string, one: OutcomeTally) => {
    into[key] = addOutcomes(into[key] ?? emptyOutcome, one);
  };
  return {
    sum,
    add({ etiology, uses, protocols }: Found, tallied: (applications: number) => OutcomeTally) {
      const days = uses.find(({ productId }) => productId === null)?.dayCount ?? 0;
      const whole = tallied(days);
      sum.all = addOutcomes(sum.all, whole);
      put(byEtiology, etiology, whole);
      for (const { protocolId } of protocols) put(byProtocol, protocolId, whole);
      for (const { productId, productName, dayCount } of uses)
        if (productId !== null) {
          put(byProduct, productId, tallied(dayCount));
          names[productId] = productName;
        }
    },
  };
}

function withTallies(one: Tallies, other: Tallies): Tallies {
  const sum = { ...one };
  for (const [key, each] of Object.entries(other))
    sum[key] = addOutcomes(sum[key] ?? emptyOutcome, each);
  return sum;
}

function withChunk(counted: Counted, chunk: ReturnType<typeof newChunk>['sum']): Counted {
  return {
    ...counted,
    all: addOutcomes(counted.all, chunk.all),
    byProduct: withTallies(counted.byProduct, chunk.byProduct),
    byEtiology: withTallies(counted.byEtiology, chunk.byEtiology),
    byProtocol: withTallies(counted.byProtocol, chunk.byProtocol),
    productNames: { ...counted.productNames, ...chunk.productNames },
  };
}

function reportOf(
  counted: Counted,
  period: Period,
  titles: readonly { readonly id: string; readonly title: string }[],
): OutcomeReport {
  const titleOf = new Map(titles.map(({ id, title }) => [id, title]));
  const rows = (of: Readonly<Record<string, OutcomeTally>>, nameOf: (key: string) => string) =>
    Object.entries(of)
      .map(([key, each]) => outcomeRowOf({ key, name: nameOf(key) }, each))
      .toSorted(
        (one, other) =>
          other.woundCount - one.woundCount || one.name.localeCompare(other.name, 'en'),
      );
  return {
    on: counted.today,
    ...period,
    all: outcomeRowOf({ key: 'all', name: 'All wounds' }, counted.all),
    byProduct: rows(counted.byProduct, (key) => counted.productNames[key] ?? key),
    byEtiology: rows(counted.byEtiology, (key) => key),
    byProtocol: rows(counted.byProtocol, (key) => titleOf.get(key) ?? key),
  };
}
