import { createHash } from 'node:crypto';

/** What the made-up site of the store's section is made of; the same in every run. */
const FIRST_NAMES =
  'Ann Ben Carla Dieter Elena Farid Grace Hiro Ines Jamal Kofi Lena Maria Nuno Olga'.split(' ');
const SYLLABLES =
  'ba be bi bo da de di do ga ka la le li lo ma me mi mo na ne no ra re ri ro sa se ta te to'.split(
    ' ',
  );
const WOUNDS = ['Left heel', 'Right heel', 'Sacrum', 'Left lateral malleolus', 'Right shin'];
const DIAGNOSES = [
  'Non-pressure chronic ulcer of left heel and midfoot with fat layer exposed (L97.422)',
  'Pressure ulcer of sacral region, stage 3 (L89.153)',
  'Type 2 diabetes mellitus with foot ulcer (E11.621)',
  'Venous insufficiency (chronic) (peripheral) (I87.2)',
];
const SENTENCES = [
  'Granulating, no sign of infection.',
  'Moderate serous exudate, edges attached.',
  'Slough over a third of the bed, debrided.',
  'Periwound skin macerated, barrier applied.',
  'Patient reports less pain at rest.',
  'Offloading worn as advised.',
  'Odour after cleansing, swab taken.',
  'Next change in three days.',
];

/** A number from 0 up to but not including `end`, always the same for the same purpose and place. */
export function pick(end: number, purpose: number, at: number): number {
  let hash = Math.imul(at ^ Math.imul(purpose + 1, 0x9e3779b1), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 13), 0x27d4eb2f);
  return ((hash ^ (hash >>> 16)) >>> 0) % end;
}

function pickOf(choices: readonly string[], purpose: number, at: number): string {
  return choices[pick(choices.length, purpose, at)] ?? '';
}

export type IdKind =
  | 'user'
  | 'patient'
  | 'order'
  | 'line'
  | 'record'
  | 'unit'
  | 'receipt'
  | 'receiptLine'
  | 'movement'
  | 'amendment'
  | 'product'
  | 'concern'
  | 'payer'
  | 'coverage'
  | 'facility'
  | 'fee'
  | 'organisation';

/** Ids ascend with `at`, as the application's UUIDv7 do with time. */
export function idOf(kind: IdKind, at: number): string {
  const time = (1_600_000_000_000 + at * 157).toString(16).padStart(12, '0');
  const rest = createHash('md5').update(`${kind} ${at}`).digest('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-8${rest.slice(3, 6)}-${rest.slice(6, 18)}`;
}

export function nameOf(patient: number) {
  const last = [10, 11, 12].map((purpose) => pickOf(SYLLABLES, purpose, patient)).join('');
  return {
    firstName: pickOf(FIRST_NAMES, 13, patient),
    lastName: last.charAt(0).toUpperCase() + last.slice(1),
  };
}

/** What a nurse writes about the nth record. */
export function writtenAbout(at: number) {
  const sentences = Array.from({ length: 3 + pick(6, 20, at) }, (_, index) =>
    pickOf(SENTENCES, 21 + index, at),
  );
  return {
    diagnosis: pickOf(DIAGNOSES, 40, at),
    procedure: 'Wound cleansed with saline, dressing changed, offloading checked',
    wound: pickOf(WOUNDS, 41, at),
    notes: sentences.join(' '),
  };
}
