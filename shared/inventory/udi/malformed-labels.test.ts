import { describe, expect, test } from 'vitest';
import { mod43CheckCharacter } from './check-digits.ts';
import { parseScan } from './parse-scan.ts';
import { refusalCodes, type RefusalCode } from './refusal.ts';

const NOW = { nowYear: 2026 };
const GTIN = '08806388269617';
const DI = `(01)${GTIN}`;
const ELEMENT = `]d201${GTIN}`;
const GS = '\u001D';
/** A HIBC text whose check character is right, so that only the rest can be wrong. */
const hibc = (text: string) => text + mod43CheckCharacter(text);

const classes: Readonly<Record<string, readonly (readonly [RefusalCode, string])[]>> = {
  'no label at all': [
    ['empty', ''],
    ['empty', '  \r\n'],
    ['empty', '\t'],
    ['unknownFormat', 'hello'],
    ['unknownFormat', '-'],
    ['unknownFormat', 'LOT 12345'],
    ['unknownFormat', '\u0000\u0001'],
    ['unknownFormat', '😀'],
    ['unknownFormat', '[)>\u001E06\u001D9N110375286414\u001E\u0004'],
    ['webAddress', 'https://id.gs1.org/01/08806388269617/10/A1'],
    ['webAddress', ']Q1HTTPS://EXAMPLE.ORG/01/08806388269617'],
    ['tooLong', '0'.repeat(501)],
    ['tooLong', `${DI}(10)A`.repeat(40)],
  ],
  'a label of a person': [
    ['personLabel', hibc('+/EU720060FF0/O523201')],
    ['personLabel', hibc('+/ACMRN123456/V200912190833')],
    ['personLabel', ']d28018095060001178430006'],
    ['personLabel', '(7253)DOE'],
    ['personLabel', '(7250)19600101'],
  ],
  'a wrong check digit in GS1': [
    ['badCheckDigit', '(01)08806388269618'],
    ['badCheckDigit', '(01)00000000000000'],
    ['badCheckDigit', '(01)80806388269617(17)280213(10)A1'],
    ['badCheckDigit', ']d20108806388269618172802131OA1'],
    ['badCheckDigit', '0108806388269610'],
    ['badCheckDigit', '8806388269618'],
    ['badCheckDigit', '036000291453'],
    ['badCheckDigit', '08806388269618'],
    ['badCheckDigit', ']E08806388269618'],
    ['badCheckDigit', ']E496385075'],
    ['badCheckDigit', '(00)106141411234567890'],
    ['badCheckDigit', `(02)08806388269618(37)12(10)A1`],
    ['badCheckDigit', `${DI}(414)9506000111118`],
    ['badCheckDigit', `${DI}(8006)088063882696180102`],
  ],
  'a wrong check character in HIBC': [
    [
      'badCheckCharacter',
      '+H123PARTNO1234567890120/$$420020216LOT123456789012345/SXYZ456789012345678/16D20130202C',
    ],
    [
      'badCheckCharacter',
      '+B066000325011NS1/$$420020216LOT123456789012345/SXYZ456789012345678/16D20130202C1',
    ],
    ['badCheckCharacter', '+A123BJC5D6E71H'],
    ['badCheckCharacter', '+A123BJC5D6E71'],
    ['badCheckCharacter', '+A123BJC5D6E71G '],
    ['badCheckCharacter', '+A99912345/$$52001510X3/16D20111212/S77DEFG45/'],
    ['badCheckCharacter', '+$$52001510X3+'],
    ['badCheckCharacter', '+A123BJC5D6E71++$$52001510X3+D'],
    ['badCheckCharacter', '*+A123BJC5D6E7OG*'],
  ],
  'a day that no calendar has': [
    ['impossibleDate', `${DI}(17)281301(10)A1`],
    ['impossibleDate', `${DI}(17)280001`],
    ['impossibleDate', `${DI}(17)280231`],
    ['impossibleDate', `${DI}(17)270229`],
    ['impossibleDate', `${DI}(17)280431`],
    ['impossibleDate', `${DI}(17)280132`],
    ['impossibleDate', `${DI}(17)279931`],
    ['impossibleDate', `${DI}(17)281300`],
    ['impossibleDate', `${DI}(11)231399(17)280213`],
    ['impossibleDate', `${DI}(13)230230(17)280213`],
    ['impossibleDate', `${DI}(15)230001(17)280213`],
    ['impossibleDate', `${ELEMENT}17281399${GS}10A1`],
    ['impossibleDate', `${DI}(7003)2802001200`],
    ['impossibleDate', `${DI}(7003)2802132460`],
    ['impossibleDate', `${DI}(8008)25021324`],
    ['impossibleDate', hibc('+A99912345/$$13283C001')],
    ['impossibleDate', hibc('+A99912345/$$00283C001')],
    ['impossibleDate', hibc('+A99912345/$$20230283C001')],
    ['impossibleDate', hibc('+A99912345/$$32802303C001')],
    ['impossibleDate', hibc('+A99912345/$$32802003C001')],
    ['impossibleDate', hibc('+A99912345/$$4280213243C001')],
    ['impossibleDate', hibc('+A99912345/$$5283673C001')],
    ['impossibleDate', hibc('+A99912345/$$5280003C001')],
    ['impossibleDate', hibc('+A99912345/$$628044243C001')],
    ['impossibleDate', hibc('+A99912345/283673C001')],
    ['impossibleDate', hibc('+A99912345/$$+32813013C001')],
    ['impossibleDate', hibc('+A99912345/$$82432813013C001')],
    ['impossibleDate', hibc('+A99912345/$10X3/14D20281301')],
    ['impossibleDate', hibc('+A99912345/$10X3/16D20230230')],
    ['impossibleDate', hibc('+A99912345/$10X3/14D02260413')],
    ['impossibleDate', '=/A9999XYZ100T0944=>014367'],
    ['impossibleDate', '=/A9999XYZ100T0944=>014000'],
    ['impossibleDate', '=/A9999XYZ100T0944=}023366'],
    ['impossibleDate', '=/A9999XYZ100T0944=>528044'],
  ],
  'a wrong length': [
    ['wrongLength', '(01)0880638826961'],
    ['wrongLength', '(01)088063882696170'],
    ['wrongLength', ']d20108806388269'],
    ['wrongLength', hibc('+A123BJC5D6E71G+$$52001510X3G')],
    ['wrongLength', ']d20108806388269617172802'],
    ['wrongLength', `${ELEMENT}172802${GS}10A1`],
    ['wrongLength', `${DI}(17)2802133`],
    ['wrongLength', `${DI}(10)ABCDEFGHIJKLMNOPQRSTU`],
    ['wrongLength', `${ELEMENT}10ABCDEFGHIJKLMNOPQRSTU${GS}21A`],
    ['wrongLength', `${ELEMENT}21ABCDEFGHIJKLMNOPQRSTU${GS}10A`],
    ['wrongLength', `${ELEMENT}30123456789${GS}10A1`],
    ['wrongLength', `${DI}(20)1`],
    ['wrongLength', ']E012345'],
    ['wrongLength', ']E0880638826961700'],
    ['wrongLength', '+A1'],
    ['wrongLength', hibc('+A1231')],
    ['wrongLength', hibc('+A123ABCDEFGHIJKLMNOPQRS1')],
    ['wrongLength', hibc('+A99912345/$ABCDEFGHIJKLMNOPQRS')],
    ['wrongLength', hibc('+A99912345/$$3280213ABCDEFGHIJKLMNOPQRS')],
    ['wrongLength', hibc('+A99912345/28044ABCDEFGHIJKLMN')],
    ['wrongLength', hibc('+A99912345/$$52804')],
    ['wrongLength', hibc('+A99912345/2804')],
    ['wrongLength', hibc('+A99912345/$$5ABCDE3C001')],
    ['wrongLength', hibc('+A99912345/$$82')],
    ['wrongLength', hibc('+A99912345/$$90010')],
    ['wrongLength', hibc('+A99912345/$10X3/SABCDEFGHIJKLMNOPQRS')],
    ['wrongLength', hibc('+A99912345/$10X3/16D2023020')],
    ['wrongLength', hibc('+A99912345/$10X3/14D280213')],
    ['wrongLength', hibc('+A99912345/$10X3/Q123456')],
    ['wrongLength', '=/A9999XYZ100T094'],
    ['wrongLength', '=/08717648200274=,000025=A99971312345600'],
    ['wrongLength', '=/A9999XYZ100T0944=,00025=A99971312345600'],
    ['wrongLength', '=A9997131234560'],
    ['wrongLength', '=/A9999XYZ100T0944&,1XYZ123'],
    ['wrongLength', '=)1TE12345&)RZ12345678'],
  ],
  'a character that cannot stand there': [
    ['badCharacter', '(01)0880638826961A'],
    ['badCharacter', `${DI}(10)A B`],
    ['badCharacter', `${ELEMENT}10A B${GS}21C`],
    ['badCharacter', `${ELEMENT}10A#B`],
    ['badCharacter', `${ELEMENT}10A@B${GS}21C`],
    ['badCharacter', `${ELEMENT}10Ä1${GS}21C`],
    ['badCharacter', `${ELEMENT}10A\u0000${GS}21C`],
    ['badCharacter', `${DI}(10)A|B`],
    ['badCharacter', `${DI}(17)28O213`],
    ['badCharacter', `${DI}(30)1A`],
    ['badCharacter', ']E0880638826961A'],
    ['badCharacter', '+a123bjc5d6e71g'],
    ['badCharacter', '+A123BJC5D6E71g'],
    ['badCharacter', '+A99912345/$$520\u00B401510X^0'],
    ['badCharacter', '*+A123BJC5D6E71G'],
    ['badCharacter', hibc('+A123BJ.C5D6E71')],
    ['badCharacter', hibc('+A123BJC5D6E7A')],
    ['badCharacter', hibc('+A-9912345')],
    ['badCharacter', hibc('+A99912345/$10%3')],
    ['badCharacter', hibc('+A99912345/$10 3')],
    ['badCharacter', hibc('+A99912345/$$328021310 3')],
    ['badCharacter', hibc('+A123BJC5D6E71G+$$710X3G')],
    ['badCharacter', '=/A9999XYZ100t0944'],
    ['badCharacter', '=/A9999XYZ100T0944=>01403A'],
    ['badCharacter', '=/A9999XYZ100T0944&,1000000000000XYZ-23'],
  ],
  'a part of unknown kind': [
    ['unknownIdentifier', `${DI}(05)123`],
    ['unknownIdentifier', `${DI}(999)1`],
    ['unknownIdentifier', `${DI}(10)A1(123)B`],
    ['unknownIdentifier', '(1)A'],
    ['unknownIdentifier', '(ABC)'],
    ['unknownIdentifier', `${ELEMENT}10A1${GS}05123`],
    ['unknownIdentifier', `${ELEMENT}10A1${GS}66A`],
    ['unknownIdentifier', `${ELEMENT}ABC`],
    ['unknownIdentifier', `${ELEMENT} 10A1`],
    ['unknownIdentifier', '010880638826961766ABC'],
    ['unknownIdentifier', hibc('+A99912345/$$8248')],
    ['unknownIdentifier', hibc('+A99912345/$$+8243C001')],
    ['unknownIdentifier', hibc('+A99912345/$$A1')],
    ['unknownIdentifier', hibc('+A99912345/$$')],
    ['unknownIdentifier', hibc('+A99912345/253')],
    ['unknownIdentifier', hibc('+A99912345/$10X3/-1')],
    ['unknownIdentifier', '='],
    ['unknownIdentifier', '&'],
    ['unknownIdentifier', '=<E0791V00'],
    ['unknownIdentifier', '=/A9999XYZ100T0944X'],
    ['unknownIdentifier', '=O99971312345600'],
  ],
  'an empty part': [
    ['emptyElement', `${DI}(10)`],
    ['emptyElement', `${DI}(10)(21)1`],
    ['emptyElement', `${ELEMENT}10${GS}21A`],
    ['emptyElement', `${ELEMENT}10A1${GS}${GS}21A`],
    ['emptyElement', hibc('+A99912345/')],
    ['emptyElement', hibc('+A99912345/$10X3//S1')],
    ['emptyElement', hibc('+A99912345/$')],
    ['emptyElement', hibc('+A99912345/$+')],
    ['emptyElement', hibc('+A99912345/$10X3/S')],
    ['emptyElement', hibc('+A99912345/$10X3/14D')],
  ],
  'a wrong order or count': [
    ['wrongOrder', hibc('+A99912345/$10X3/Q500/S123')],
    ['wrongOrder', hibc('+A99912345/S123/$10X3')],
    ['wrongOrder', hibc('+A99912345/16D20230214/$$3280213A1')],
    ['wrongOrder', hibc('+A99912345/$$812710X3/$$+320090677DEFG45')],
    ['wrongCount', '=+05037=/A9999XYZ100T0474=,000025=A99971312345600=>014032'],
    ['wrongCount', '=/A9999XYZ100T0474=+02037=,000025'],
  ],
  'a contradiction': [
    ['saidTwice', `${DI}(10)A1(10)A2`],
    ['saidTwice', `${DI}(10)A1(10)a1`],
    ['saidTwice', `${ELEMENT}17280213${GS}17280214`],
    ['saidTwice', `${DI}(01)00036000291452`],
    ['saidTwice', `${DI}(17)280213(7003)2802141200`],
    ['saidTwice', `${DI}(91)A(91)B`],
    ['saidTwice', hibc('+A99912345/$$328021310X3/14D20280214')],
    ['saidTwice', hibc('+A99912345/$+123/S124')],
    ['saidTwice', hibc('+A99912345/$10X3/S1/S2')],
    ['saidTwice', '=/A9999XYZ100T0944=/A9999XYZ100T0945'],
    ['datesContradict', `${DI}(11)280214(17)280213`],
    ['datesContradict', `${DI}(11)580712(17)830727`],
    ['datesContradict', hibc('+A99912345/$10X3/16D20280214/14D20280213')],
    ['datesContradict', '=/A9999XYZ100T0944=>013032=}014032'],
  ],
  'a quantity of none': [
    ['badQuantity', `${DI}(30)0`],
    ['badQuantity', `${DI}(30)00000000`],
    ['badQuantity', hibc('+A99912345/$$80032802133C001')],
    ['badQuantity', hibc('+A99912345/$10X3/Q0')],
  ],
  'nothing that names a pack': [
    ['nothingOfUse', '(00)106141411234567897'],
    ['nothingOfUse', ']C100106141411234567897'],
    ['nothingOfUse', '(240)ARO4808C'],
    ['nothingOfUse', '(91)ABC'],
    ['nothingOfUse', '=+00037'],
  ],
};

describe.for(Object.entries(classes))('a label with %s is refused', ([, cases]) => {
  test.for(cases)('as %s: %j', ([code, raw]) => {
    const scan = parseScan(raw, NOW);
    expect(scan).toMatchObject({ state: 'unreadable', code, raw, parserVersion: 1 });
  });
});

test('every refusal has a label that meets it', () => {
  const met = new Set(Object.values(classes).flatMap((cases) => cases.map(([code]) => code)));
  expect(refusalCodes.filter((code) => !met.has(code))).toEqual([]);
});

test('a refusal says what to do, and repeats nothing of what was scanned', () => {
  const whys = Object.values(classes).flatMap((cases) =>
    cases.map(([, raw]) => parseScan(raw, NOW)).map((scan) => ('why' in scan ? scan.why : '')),
  );
  for (const why of whys) {
    expect(why).toMatch(/\. .*(scan|hand|check)/i);
    expect(why).not.toMatch(/\d{5}|undefined|null/);
  }
});

test.for([
  [`${DI}(17)281301`, 'The expiry date (17) is not a day in the calendar.'],
  ['(01)08806388269618', 'The check digit of the product number (01) is wrong'],
  [`${ELEMENT}10A1${GS}05123`, 'What begins at character 22 is of a kind'],
  [hibc('+A99912345/$$32802303C001'), 'The expiry date ($$3) is not a day in the calendar.'],
  ['=/A9999XYZ100T094', 'The product code (=/) has not the length'],
] as const)('of %s it says which part', ([raw, words]) => {
  expect(parseScan(raw, NOW)).toHaveProperty('why', expect.stringContaining(words));
});
