import { expect, test } from 'vitest';
import { mod43CheckCharacter, normalizeGtin } from './check-digits.ts';

test.for([
  ['96385074', '00000096385074'],
  ['036000291452', '00036000291452'],
  ['4006381333931', '04006381333931'],
  ['08806388269617', '08806388269617'],
] as const)('the product number %s is %s in fourteen digits', ([text, gtin]) => {
  expect(normalizeGtin(text)).toBe(gtin);
});

test.for([
  ['', 'nothing'],
  ['4006381333930', 'a wrong check digit'],
  ['400638133393', 'a digit left off'],
  ['40063813339310000', 'too many digits'],
  ['400638133393A', 'a letter'],
  [' 4006381333931', 'a space'],
  ['00000000000000', 'only zeros'],
] as const)('%j is no product number: %s', ([text]) => {
  expect(normalizeGtin(text)).toBeNull();
});

test.for([
  ['+A123BJC5D6E71', 'G'],
  ['+A123BJCMD6E79', '+'],
  ['+$$52001510X3+', ' '],
  ['+E20831269/$$8020423286539', '+'],
  ['+A123ABCDEFGHI1234567891/$$420020216LOT123456789012345/SXYZ456789012345678/16D20130202', '$'],
] as const)('the check character of %s is %j', ([text, character]) => {
  expect(mod43CheckCharacter(text)).toBe(character);
});
