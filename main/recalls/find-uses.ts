import type { LabelledPack, PackStanding } from '../../shared/recalls/recalled-packs.ts';
import type { TracedStanding, TracedTreatment } from '../../shared/recalls/trace.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import type { DescribedRow } from './described-store.ts';
import { newestFirst } from './newest-first.ts';
import {
  type CorrectedPack,
  type CountedPack,
  selectCorrectedPacks,
  selectUsedPacks,
} from './pack-store.ts';
import {
  type CorrectedUse,
  type SavedUse,
  selectCorrectedUses,
  selectUsesById,
  selectUsesOf,
  type WholeUse,
} from './use-store.ts';

/** As many as a screen can show and a bridge carries at once; an export has all of them. */
export const MOST_LISTED = 2000;

/** A record that a recall is about, and why. */
export type FoundUse = Pick<TracedTreatment, 'saidBefore' | 'dateApplied'> & {
  readonly id: string;
  readonly patientId: string;
  readonly standing: TracedStanding;
  readonly isVoided: boolean;
  /** As it was saved, where it was read with all that is shown of it. */
  readonly saved: DescribedRow | null;
};

export type FoundUses = {
  /** Newest first. */
  readonly uses: readonly FoundUse[];
  /** Records that do not say which pack it was, at most: what a correction made of them is not looked up. */
  readonly unsaidCount: number;
};

type Asked = {
  readonly productId: string;
  readonly match: (pack: LabelledPack) => PackStanding;
  readonly includesUnsaid: boolean;
};

/**
 * Every record of a product that names a recalled pack, as it is shown now or as it was ever signed. What
 * belongs to the recall is decided by the one pure rule, over the packs that records say.
 */
export async function findUses(db: ReadonlyDb, asked: Asked): Promise<FoundUses> {
  const { productId, match, includesUnsaid } = asked;
  const isListed = (pack: LabelledPack) => {
    const standing = match(pack);
    return standing === 'recalled' || (includesUnsaid && standing === 'unsaid');
  };
  const packs = await selectUsedPacks(db, productId);
  const listed = packs.filter(isListed);
  const total = listed.reduce((sum, { recordCount }) => sum + recordCount, 0);
  // Reading a record is most of the work, so of a short list each is read once.
  const columns = total <= MOST_LISTED ? 'whole' : 'few';
  const saved = await selectUsesOf(db, { productId, packs: listed }, columns);
  const corrections = await selectCorrectedPacks(db, productId);
  const known = new Set(saved.map(({ id }) => id));
  const others = corrections.filter(isListed).map(({ treatmentRecordId }) => treatmentRecordId);
  const candidates = [
    ...saved,
    ...(await selectUsesById(db, [...new Set(others.filter((id) => !known.has(id)))])),
  ];
  const ids = candidates.map(({ id }) => id);
  const said = {
    corrected: new Map((await selectCorrectedUses(db, ids)).map((row) => [row.id, row])),
    corrections: Map.groupBy(corrections, ({ treatmentRecordId }) => treatmentRecordId),
  };
  const uses = candidates.flatMap((record) => foundUse(record, asked, said) ?? []);
  return {
    uses: uses.toSorted(newestFirst),
    unsaidCount: countUnsaid(packs, corrections, match),
  };
}

type Said = {
  readonly corrected: ReadonlyMap<string, CorrectedUse>;
  readonly corrections: ReadonlyMap<string, readonly CorrectedPack[]>;
};

function foundUse(
  saved: SavedUse | WholeUse,
  { productId, match, includesUnsaid }: Asked,
  { corrected, corrections }: Said,
): FoundUse | null {
  const now = corrected.get(saved.id) ?? saved;
  const standing = now.productId === productId ? match(now) : 'other';
  const { id, voidedAt } = saved;
  const found = { id, patientId: now.patientId, dateApplied: now.dateApplied };
  const whole = 'productName' in saved ? saved : null;
  const use = { ...found, isVoided: voidedAt !== null, saved: whole };
  if (standing === 'recalled') return { ...use, standing, saidBefore: null };
  const before = [
    ...(corrections.get(id) ?? []).map((pack) => ({ ...pack, productId })),
    ...(saved.productId === productId ? [saved] : []),
  ].find((pack) => match(pack) === 'recalled');
  if (before !== undefined) {
    const { lotNumber, serialNumber } = before;
    return {
      ...use,
      standing: 'correctedSince',
      saidBefore: { productId, lotNumber, serialNumber },
    };
  }
  return includesUnsaid && standing === 'unsaid' ? { ...use, standing, saidBefore: null } : null;
}

function countUnsaid(
  packs: readonly CountedPack[],
  corrections: readonly CorrectedPack[],
  match: Asked['match'],
): number {
  const saved = packs.filter((pack) => match(pack) === 'unsaid');
  const corrected = corrections.filter((pack) => match(pack) === 'unsaid');
  return saved.reduce((sum, { standingCount }) => sum + standingCount, corrected.length);
}
