import { wordsBy } from './words-by.ts';

/** Parts of an 837P by segment, in words of our own. */
const SEGMENT_WORDS = wordsBy({
  BHT: 'start of the batch',
  CLM: 'claim',
  CTP: 'product quantity',
  DMG: 'birth date and sex',
  DTP: 'date',
  HI: 'diagnoses',
  HL: 'level of the hierarchy',
  LIN: 'product number',
  LX: 'service line number',
  N3: 'street',
  N4: 'city, state and ZIP code',
  NM1: 'name and id',
  NTE: 'note',
  PAT: 'relationship to the subscriber',
  PER: 'contact',
  PRV: 'taxonomy code',
  REF: 'reference number',
  SBR: 'coverage',
  SE: 'end of the batch',
  ST: 'start of the batch',
  SV1: 'service line',
});

const LOOP_WORDS = wordsBy({
  '1000A': 'submitter',
  '1000B': 'receiver',
  '2000A': 'billing provider',
  '2010AA': 'billing provider',
  '2000B': 'subscriber',
  '2010BA': 'subscriber',
  '2010BB': 'payer',
  '2000C': 'patient',
  '2010CA': 'patient',
  '2300': 'claim',
  '2310A': 'referring provider',
  '2310B': 'rendering provider',
  '2310C': 'service facility',
  '2310D': 'supervising provider',
  '2320': 'other payer',
  '2400': 'service line',
  '2410': 'product of a service line',
  '2420E': 'ordering provider of a service line',
});

const ELEMENT_WORDS = wordsBy({
  CLM01: 'claim control number',
  CLM02: 'total charge',
  CLM05: 'place of service and frequency',
  CTP04: 'quantity',
  CTP05: 'unit',
  DMG02: 'birth date',
  DMG03: 'sex',
  DTP03: 'date',
  LIN03: 'product number',
  N301: 'street',
  N302: 'second street line',
  N401: 'city',
  N402: 'state',
  N403: 'ZIP code',
  NM103: 'last name or organization name',
  NM104: 'first name',
  NM109: 'id',
  NTE02: 'text',
  PAT01: 'relationship',
  PER04: 'phone',
  PRV03: 'taxonomy code',
  REF02: 'number',
  SBR01: 'whose turn the payer is',
  SBR03: 'group number',
  SBR09: 'claim filing code',
  SV101: 'procedure code and modifiers',
  SV102: 'charge',
  SV104: 'units',
  SV105: 'place of service',
  SV107: 'diagnosis pointers',
});

const SEGMENT_ERRORS = wordsBy({
  '1': 'is not known to the receiver',
  '2': 'was not expected there',
  '3': 'is missing',
  '4': 'stands in a loop that is repeated too often',
  '5': 'is repeated too often',
  '6': 'does not belong in a claim file',
  '7': 'stands in the wrong order',
  '8': 'has something wrong in it',
  I4: 'may not be used',
  I6: 'is missing, though something else in the claim calls for it',
  I7: 'is missing a loop',
  I8: 'is not there often enough',
  I9: 'may not be used together with something else in the claim',
});

const ELEMENT_ERRORS = wordsBy({
  '1': 'is missing',
  '2': 'is missing, though something beside it calls for it',
  '3': 'has too many elements',
  '4': 'is too short',
  '5': 'is too long',
  '6': 'has a sign that is not allowed',
  '7': 'is not one of the codes allowed',
  '8': 'is not a valid date',
  '9': 'is not a valid time',
  '10': 'may not stand beside something else that is there',
  '12': 'is repeated too often',
  '13': 'has too many components',
  I6: 'is a code that may not be used',
  I9: 'is missing, though something else in the claim calls for it',
  I10: 'may not be used',
  I11: 'is not repeated often enough',
  I12: 'does not have the form asked for',
  I13: 'may not be used together with something else in the claim',
});

const TRANSACTION_ERRORS = wordsBy({
  '1': 'the receiver does not take this kind of file',
  '2': 'the end of the batch is missing',
  '3': 'the control numbers at the start and end of the batch differ',
  '4': 'the count of segments is wrong',
  '5': 'one or more segments are wrong',
  '6': 'the kind of file is missing or wrong',
  '7': 'the control number is missing or wrong',
  '23': 'the control number was used twice',
  I5: 'one or more segments are wrong',
  I6: 'the receiver does not take this version',
});

const GROUP_ERRORS = wordsBy({
  '1': 'the receiver does not take this kind of file',
  '2': 'the receiver does not take this version',
  '3': 'the end of the group is missing',
  '4': 'the control numbers at the start and end of the group differ',
  '5': 'the count of batches is wrong',
  '6': 'the control number is wrong',
  '19': 'the control number was used twice',
});

/** IK304, to stand after the segment's name. */
export function segmentErrorWords(code: string): string {
  return SEGMENT_ERRORS.get(code) ?? `has error ${code}`;
}

/** IK403, to stand after the element's name. */
export function elementErrorWords(code: string): string {
  return ELEMENT_ERRORS.get(code) ?? `has error ${code}`;
}

/** IK502 to IK506. */
export function transactionErrorWords(code: string): string {
  return TRANSACTION_ERRORS.get(code) ?? `error ${code}`;
}

/** AK905 to AK909. */
export function groupErrorWords(code: string): string {
  return GROUP_ERRORS.get(code) ?? `error ${code}`;
}

/** A segment in its loop, such as `street of the billing provider (N3)`. */
export function segmentWords(tag: string, loop: string): string {
  const words = SEGMENT_WORDS.get(tag) ?? 'segment';
  const where = LOOP_WORDS.get(loop);
  const isSame = where === undefined || where === words;
  return `${words}${isSame ? '' : ` of the ${where}`} (${tag}${loop === '' ? '' : ` in loop ${loop}`})`;
}

/** An element by segment and position, such as `ZIP code (N403)`. */
export function elementWords(tag: string, position: number): string {
  const reference = `${tag}${String(position).padStart(2, '0')}`;
  return `${ELEMENT_WORDS.get(reference) ?? 'element'} (${reference})`;
}
