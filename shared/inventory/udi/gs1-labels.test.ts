import { describe, expect, test } from 'vitest';
import { parseScan } from './parse-scan.ts';
import { emptyContent, type LabelContent } from './reading.ts';

const NOW = { nowYear: 2026 };
type Case = readonly [raw: string, said: Partial<LabelContent>];

/** The scan of a label that says this and nothing else. */
const readAs = (raw: string, said: Partial<LabelContent>) => ({
  state: 'read',
  ...emptyContent,
  ...said,
  raw,
  parserVersion: 1,
});

const GTIN = '08806388269617';
const GS = '\u001D';

describe('a GS1 label is read', () => {
  const pack = {
    deviceIdentifier: GTIN,
    manufacturedOn: '2023-02-14',
    expiresOn: '2028-02-13',
    lot: '230214A3263-01',
    serial: '059',
  };
  const printed = '(01)08806388269617(11)230214(17)280213(10)230214A3263-01(21)059(240)ARO4808C';
  const element = (separator: string) =>
    `0108806388269617112302141728021310230214A3263-01${separator}21059${separator}240ARO4808C`;

  test.for<Case>([
    [printed, pack],
    [printed.replaceAll('(', ' (').replaceAll(')', ') '), pack],
    [`]d2${printed}`, pack],
    [element(GS), pack],
    [GS + element(GS), pack],
    [`${element(GS)}${GS}`, pack],
    [`${element(GS)}\r\n`, pack],
    [`  ${element(GS)}  `, pack],
    [`]d2${element(GS)}`, pack],
    [`]C1${element(GS)}`, pack],
    [`]Q3${element(GS)}`, pack],
    [`]e0${element(GS)}`, pack],
    [`]J1${element(GS)}`, pack],
  ])('with and without what stands around it: %j', ([raw, said]) => {
    expect(parseScan(raw, NOW)).toMatchObject(readAs(raw, said));
  });

  test.for(
    [
      '^]',
      'Ctrl+]',
      'Alt+029',
      'ALT+029',
      '<GS>',
      '{GS}',
      '[GS]',
      '<FNC1>',
      '{FNC1}',
      '\\x1D',
    ].concat(['\\u001d', '\u241D', '\u2194', '|']),
  )('when its separator arrives as %s', (separator) => {
    const raw = element(separator);
    expect(parseScan(raw, NOW)).toMatchObject(readAs(raw, pack));
  });

  test.for<Case>([
    [
      '010087519700639110N29106\u001D172710311126032424009040765190',
      {
        deviceIdentifier: '00875197006391',
        lot: 'N29106',
        expiresOn: '2027-10-31',
        manufacturedOn: '2026-03-24',
      },
    ],
    [
      '01076133361215351094146701\u001D1727053124008058679190\u001D11251229',
      {
        deviceIdentifier: '07613336121535',
        lot: '94146701',
        expiresOn: '2027-05-31',
        manufacturedOn: '2025-12-29',
      },
    ],
    [
      '(01)51022222233336(11)141231(17)150707(10)A213B1(21)1234',
      {
        deviceIdentifier: '51022222233336',
        manufacturedOn: '2014-12-31',
        expiresOn: '2015-07-07',
        lot: 'A213B1',
        serial: '1234',
      },
    ],
    [
      '(01)09506000117843(11)141231(17)201231(10)1234AB(21)5678CD',
      {
        deviceIdentifier: '09506000117843',
        manufacturedOn: '2014-12-31',
        expiresOn: '2020-12-31',
        lot: '1234AB',
        serial: '5678CD',
      },
    ],
  ])('from real packs and published examples: %s', ([raw, said]) => {
    expect(parseScan(raw, NOW)).toMatchObject(readAs(raw, said));
  });

  test.for<Case>([
    [`(01)${GTIN}(17)280200`, { deviceIdentifier: GTIN, expiresOn: '2028-02-29' }],
    [`(01)${GTIN}(7003)2802132359`, { deviceIdentifier: GTIN, expiresOn: '2028-02-13' }],
    [`(01)${GTIN}(8008)25021312`, { deviceIdentifier: GTIN, manufacturedOn: '2025-02-13' }],
    [`(01)${GTIN}(30)12`, { deviceIdentifier: GTIN, quantity: 12 }],
  ])('with each element that says something: %s', ([raw, said]) => {
    expect(parseScan(raw, NOW)).toMatchObject(readAs(raw, said));
  });

  test('with capital and small letters, and every sign of a lot, kept apart', () => {
    const raw = `]d201${GTIN}10aB!"%&'()*+,-./_:;=>${GS}21x`;
    expect(parseScan(raw, NOW)).toMatchObject(
      readAs(raw, { deviceIdentifier: GTIN, lot: `aB!"%&'()*+,-./_:;=>`, serial: 'x' }),
    );
  });

  test('with a separator behind an element of fixed length, where none is needed', () => {
    const raw = `01${GTIN}${GS}17280213${GS}10A1`;
    expect(parseScan(raw, NOW)).toMatchObject(
      readAs(raw, { deviceIdentifier: GTIN, expiresOn: '2028-02-13', lot: 'A1' }),
    );
  });

  test('with elements that say nothing of the pack, which are kept', () => {
    const scan = parseScan(`]d201${GTIN}15280101310300150018123456400PO-7${GS}91x`, NOW);
    expect(scan).toMatchObject({
      state: 'read',
      fields: [
        { code: '01', value: GTIN, attribute: 'deviceIdentifier' },
        { code: '15', label: 'best-before date', value: '280101', attribute: null },
        { code: '3103', label: 'measure', value: '001500' },
        { code: '18', label: 'reserved element', value: '123456' },
        { code: '400', value: 'PO-7' },
        { code: '91', value: 'x' },
      ],
    });
  });

  test('once where it says the same twice', () => {
    const raw = `(01)${GTIN}(10)A1(10)A1`;
    expect(parseScan(raw, NOW)).toMatchObject(readAs(raw, { deviceIdentifier: GTIN, lot: 'A1' }));
  });
});

describe('a plain product number is read', () => {
  test.for<Case>([
    ['8806388269617', { deviceIdentifier: GTIN }],
    ['036000291452', { deviceIdentifier: '00036000291452' }],
    ['08806388269617', { deviceIdentifier: GTIN }],
    [']E08806388269617', { deviceIdentifier: GTIN }],
    [']E496385074', { deviceIdentifier: '00000096385074' }],
    [']I110884521062856', { deviceIdentifier: '10884521062856' }],
  ])('%s', ([raw, said]) => {
    expect(parseScan(raw, NOW)).toMatchObject(readAs(raw, said));
  });
});
