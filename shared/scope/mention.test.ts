import { expect, test } from 'vitest';
import { hasWord, isMentioned } from './mention.ts';

const terms = ['sharp debridement', 'surgical debridement', '97597', '11042'];

test.for<[string]>([
  ['Sharp debridement'],
  ['SHARP DEBRIDEMENT of the heel'],
  ['Sharp débridement'],
  ['sharp-debridement'],
  ['Cleansed; sharp\ndebridement, foam'],
  ['Sharp deb\u00ADridement'],
  ['Selective debridement (97597), foam'],
  ['CPT:11042'],
  ['No dressing. Sharp debridement'],
  ['No pain, sharp debridement done'],
  ['No: sharp debridement'],
  ['No\nSharp debridement'],
  ['No - sharp debridement done'],
  ['No complications during sharp debridement'],
  ['Not only sharp debridement'],
  ['No sharp debridement last week; sharp debridement today'],
  ['Sharp debridement not tolerated well'],
])('%s says that it was done', ([text]) => {
  expect(isMentioned(terms, text)).toBe(true);
});

test.for<[string]>([
  [''],
  ['Autolytic debridement'],
  ['Unsharp debridement'],
  ['Sharp debridementlike'],
  ['Sharp edges; debridement by dressing'],
  ['Debridement, sharp'],
  ['Account 110421'],
  ['A11042'],
  ['No sharp debridement'],
  ['NO SHARP DÉBRIDEMENT today'],
  ['without sharp debridement'],
  ['Patient denies sharp debridement'],
  ['not sharp debridement'],
  ['No further sharp debridement'],
  ['No need for a sharp debridement'],
  ['Did not perform sharp debridement'],
  ['No indication for sharp debridement'],
  ['No sharp or surgical debridement'],
  ['Neither sharp nor surgical debridement'],
  ['No sharp debridement or surgical debridement'],
])('%s does not', ([text]) => {
  expect(isMentioned(terms, text)).toBe(false);
});

test('what has no letter or digit is never said', () => {
  expect(isMentioned(['–', ''], 'Debridement – sharp')).toBe(false);
  expect(['–', ' ', '...'].filter(hasWord)).toEqual([]);
  expect(['é', '7', '李'].filter(hasWord)).toHaveLength(3);
});

test('a term may be one word, or be written as in any script', () => {
  expect(isMentioned(['Clavo'], 'Se quitó el CLAVO.')).toBe(true);
  expect(isMentioned(['Лаваж'], 'сделан лаваж')).toBe(true);
  expect(isMentioned(['i&d'], 'I & D of an abscess')).toBe(true);
});
