/**
 * What a reviewer looks for in a treatment record. From what US payers ask of a note on a wound treatment
 * (notes/clinical.md §4.3, §5): the place, the size, the product with its lot, what was discarded and why,
 * a signature in time. A key never changes its meaning; a new question gets a new key.
 */
export const checklistItems = [
  {
    key: 'rightPatient',
    question: 'The record is in the right chart, and nothing in it speaks of somebody else',
  },
  { key: 'woundNamed', question: 'It names the wound: place and side' },
  { key: 'diagnosisAgrees', question: 'The diagnosis goes with the wound and its side' },
  {
    key: 'sizeBefore',
    question: 'The wound was measured on the day or shortly before, always by the same method',
  },
  {
    key: 'procedureTold',
    question: 'The notes say what was done, so that a colleague could go on with it',
  },
  { key: 'productRight', question: 'Product and quantity agree with order and notes' },
  {
    key: 'lotTraced',
    question: 'Lot or serial number and expiry are there where the product has one',
  },
  {
    key: 'discardExplained',
    question:
      'What was discarded is stated, with the reason; nothing is asserted that was not seen',
  },
  {
    key: 'signedInTime',
    question: 'It was signed in time by whoever did it, and co-signed if it must be',
  },
  { key: 'amendedRightly', question: 'Changes after signing are amendments with a reason' },
] as const;

export type ChecklistKey = (typeof checklistItems)[number]['key'];

export const answerKinds = ['met', 'notMet', 'notApplicable'] as const;
export type Answer = (typeof answerKinds)[number];

export type Answers = Readonly<Partial<Record<ChecklistKey, Answer>>>;

export const checklistKeys: readonly ChecklistKey[] = checklistItems.map(({ key }) => key);

export function isChecklistKey(text: string): text is ChecklistKey {
  return checklistKeys.some((key) => key === text);
}

/** The questions that nobody answered yet, in the order of the list. */
export function unanswered(answers: Answers): readonly ChecklistKey[] {
  return checklistKeys.filter((key) => answers[key] === undefined);
}

/** Those that are not met and of which no finding says why, in the order of the list. */
export function unexplained(
  answers: Answers,
  findings: readonly { readonly itemKey: string }[],
): readonly ChecklistKey[] {
  const explained = new Set(findings.map(({ itemKey }) => itemKey));
  return checklistKeys.filter((key) => answers[key] === 'notMet' && !explained.has(key));
}
