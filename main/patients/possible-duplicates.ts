import type {
  ComparedPair,
  ComparedPatient,
  PairKey,
  PairView,
} from '../../shared/patients/duplicates-contract.ts';
import { agreementText, type Match, matchPatients } from '../../shared/patients/match-patients.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { linkedPatientsOf, shownSaying } from './link-actions.ts';
import { selectSayings, type StoredSaying } from './link-store.ts';
import {
  type PairsWanted,
  type Registration,
  selectLastTreated,
  selectPairs,
  selectRegistrations,
} from './match-store.ts';

export type ViewedPairs = PairsWanted & {
  readonly view: PairView;
  /** Without it nobody's last treatment is told. */
  readonly tellsTreatments: boolean;
};

type Compared = {
  readonly key: PairKey;
  readonly registrations: readonly [Registration, Registration];
  readonly match: Match;
  readonly saying: StoredSaying | undefined;
};

const LOOKED_AT_ONCE = 100;
const LOOKED_AT_MOST = 10 * LOOKED_AT_ONCE;

/**
 * A page of pairs, the newest registration first. Few of those that are worth comparing are likely, so a page
 * looks through so many that it stays short, and may hold fewer than were asked for.
 */
export async function listPairs(db: ReadonlyDb, wanted: ViewedPairs) {
  const found: Compared[] = [];
  let after = wanted.after;
  for (let looked = 0; looked < LOOKED_AT_MOST; looked += LOOKED_AT_ONCE) {
    const keys = await selectPairs(db, wanted.view, { ...wanted, after, limit: LOOKED_AT_ONCE });
    for (const pair of await comparePairs(db, keys, wanted.view)) {
      after = pair.key;
      if (pair.isShown) found.push(pair);
      if (found.length === wanted.limit)
        return { pairs: await shown(db, found, wanted), next: after };
    }
    if (keys.length < LOOKED_AT_ONCE) return { pairs: await shown(db, found, wanted), next: null };
  }
  return { pairs: await shown(db, found, wanted), next: after };
}

/** How many others could be the same person as this patient; at most what fits on a page. */
export async function countPossibleDuplicates(db: ReadonlyDb, patientId: string): Promise<number> {
  const wanted = { patientId, after: null, limit: LOOKED_AT_ONCE };
  const keys = await selectPairs(db, 'open', wanted);
  const compared = await comparePairs(db, keys, 'open');
  return compared.filter(({ isShown }) => isShown).length;
}

async function comparePairs(db: ReadonlyDb, keys: readonly PairKey[], view: PairView) {
  const ids = keys.flatMap(({ patientId, otherPatientId }) => [patientId, otherPatientId]);
  if (ids.length === 0) return [];
  const registrations = await selectRegistrations(db, ids);
  const sayings = await selectSayings(db, ids);
  const linked = view === 'open' ? await linkedPatientsOf(db, ids) : new Map<string, string[]>();
  return keys.flatMap((key) => {
    const one = registrations.get(key.patientId);
    const other = registrations.get(key.otherPatientId);
    if (!one || !other) return [];
    const match = matchPatients(one, other);
    const said = sayings.filter(
      ({ patientId, otherPatientId, isSame }) =>
        patientId === key.patientId &&
        otherPatientId === key.otherPatientId &&
        isSame === (view === 'linked'),
    );
    const isLinkedElsewhere = linked.get(one.id)?.includes(other.id) ?? false;
    const isDismissed = said.some(({ agreement }) => agreement === agreementText(match.agreement));
    return [
      {
        key,
        registrations: [one, other] as const,
        match,
        saying: said[0],
        isShown: view !== 'open' || (match.isLikely && !isLinkedElsewhere && !isDismissed),
      },
    ];
  });
}

async function shown(
  db: ReadonlyDb,
  found: readonly Compared[],
  { view, tellsTreatments }: ViewedPairs,
): Promise<ComparedPair[]> {
  const ids = found.flatMap(({ registrations }) => registrations.map(({ id }) => id));
  const treated = tellsTreatments ? await selectLastTreated(db, ids) : new Map<string, null>();
  const side = ({ memberIds: _kept, ...registration }: Registration): ComparedPatient => ({
    ...registration,
    lastTreatedOn: treated.get(registration.id) ?? null,
  });
  return found.map(({ registrations: [one, other], match, saying }) => ({
    patients:
      one.registeredAt <= other.registeredAt ? [side(one), side(other)] : [side(other), side(one)],
    reasons: [...match.reasons],
    bits: match.bits,
    saying: saying && view !== 'open' ? shownSaying(saying) : null,
  }));
}
