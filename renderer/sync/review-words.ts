import type { SyncReview } from '../../shared/sync/sync-review.ts';

type KindWords = { readonly title: string; readonly says: string };

const KINDS: Readonly<Record<string, KindWords>> = {
  concurrentEdit: {
    title: 'Two corrections of one record',
    says: 'Somebody changed this without having seen the change that stands. Their change waits until it is settled.',
  },
  concurrentFields: {
    title: 'Two entries in one field',
    says: 'Two people set the same field, and neither had seen the other’s entry.',
  },
  concurrentRow: {
    title: 'Two changes of one setting',
    says: 'Two people changed the same, and neither had seen the other’s change. The later one counts.',
  },
  dependsOnHeld: {
    title: 'Follows from a change that waits',
    says: 'This builds on a change that waits to be settled itself, so it waits too. Settle the other one first, then decide on this one.',
  },
  quarantined: {
    title: 'Could not be taken up',
    says: 'The change is kept as it came, but does not count: the record’s rules are against it. Look at what it says, and record by hand what is right of it.',
  },
  cancelledButUsed: {
    title: 'Used, though it was cancelled',
    says: 'A product was used from this order while somebody else cancelled it. Both stand. Open the order: enter a new one for what was used, or strike the treatment out where it was a mistake.',
  },
  lateChange: {
    title: 'Written after its author’s access ended',
    says: 'Somebody wrote this on a computer that did not know yet that their access had been ended. It counts. Look whether it is right; correct or strike out what is not.',
  },
  revokedDevice: {
    title: 'From a revoked computer',
    says: 'It was written on a computer that is no device of the site any more. It is kept, but does not count. Record by hand what is right of it.',
  },
  settledTwice: {
    title: 'Settled by two people',
    says: 'Two people settled the same entry without having seen each other’s decision. The first one on the server counts; what the second wanted was not done. Look whether the first is right.',
  },
};

const OTHER: KindWords = {
  title: 'To be looked at',
  says: 'This Caretrail does not know the kind of this entry. Install the newest release.',
};

/** What has happened, as a heading and a sentence or two. */
export function kindWords({ kind }: Pick<SyncReview, 'kind'>): KindWords {
  return KINDS[kind] ?? OTHER;
}

const ENTITIES: Readonly<Record<string, string>> = {
  patients: 'Patient details',
  treatment_records: 'Treatment',
  wound_assessments: 'Wound assessment',
  wounds: 'Wound',
  care_episodes: 'Care of a wound',
  conditions: 'Condition',
  coverages: 'Insurance',
  allergies: 'Allergy',
  chart_documents: 'Document',
  receipts: 'Receipt',
  receipt_lines: 'Line of a receipt',
  stock_units: 'Lot or serial',
  stock_movements: 'Stock movement',
  stock_counts: 'Stock count',
  waste_records: 'Waste',
  products: 'Product',
  facilities: 'Facility',
  claims: 'Claim',
  billing_batches: 'Batch of claims',
  wound_photos: 'Photo',
  orders: 'Order',
  order_lines: 'Line of an order',
  record_amendments: 'Amendment',
  record_signatures: 'Signature',
  sync_settlements: 'Decision',
  users: 'Person who works here',
  sites: 'The site',
};

/** `care_episodes` as `Care episodes`, where the table has no better name. */
export function entityWords(entity: string): string {
  return ENTITIES[entity] ?? plain(entity);
}

export function plain(code: string): string {
  const words = code
    .replaceAll('_', ' ')
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

type SideWords = { readonly standing: string; readonly arriving: string };

/** What the two sides are called: of some kinds one waits, of others the later counts already. */
export function sideWords({ kind }: Pick<SyncReview, 'kind'>): SideWords {
  if (kind === 'settledTwice')
    return { standing: 'What was decided first', arriving: 'What came second' };
  return kind === 'concurrentFields' || kind === 'concurrentRow'
    ? { standing: 'Was there first', arriving: 'Came without having seen it' }
    : { standing: 'What stands', arriving: 'What waits' };
}

const CHOICES = {
  keepStanding: 'Keep',
  takeArriving: 'Take',
  both: 'Keep both',
  noted: 'Looked at: nothing to change',
} as const;

/** The button of a choice, which names the side as the table does. */
export function choiceWords(
  choice: SyncReview['choices'][number],
  review: Pick<SyncReview, 'kind'>,
): string {
  const { standing, arriving } = sideWords(review);
  const lower = (words: string) => words.charAt(0).toLowerCase() + words.slice(1);
  if (choice === 'keepStanding') return `${CHOICES.keepStanding} ${lowerSide(lower(standing))}`;
  if (choice === 'takeArriving') return `${CHOICES.takeArriving} ${lowerSide(lower(arriving))}`;
  return CHOICES[choice];
}

/** True where what came strikes the record out. */
export function isStrikingOut({ arriving }: Pick<SyncReview, 'arriving'>): boolean {
  return arriving.rows.some(({ values }) => Boolean(values['voided_at']));
}

/** What a choice that asks for the PIN does to a signed record; null where none does. */
export function signedWords(review: Pick<SyncReview, 'arriving' | 'signedChoices'>): string | null {
  if (review.signedChoices.length === 0 || isStrikingOut(review)) return null;
  return 'It stays as it was signed. To take the other side, or keep both, adds an amendment that you sign with your PIN.';
}

/** What is done on the PIN that is asked for. */
export function pinWords(
  choice: SyncReview['choices'][number],
  review: Pick<SyncReview, 'arriving'>,
): string {
  const whose = review.arriving.userName ?? 'the other author';
  if (isStrikingOut(review)) return `The record is struck out in your name, as ${whose} did.`;
  return choice === 'both'
    ? `The record is signed and stays as it is shown. What ${whose} wrote is added to it as an amendment that you sign.`
    : `The record is signed. What ${whose} wrote becomes an amendment that you sign, and is shown from then on; the original stays readable.`;
}

function lowerSide(words: string): string {
  return words.startsWith('what') ? words : `what ${words}`;
}
