import { describe, expect, test } from 'vitest';
import type { Claim } from '../claim.ts';
import {
  exampleClaim,
  exampleCommercialClaim,
  exampleDependent,
  exampleEnvelope,
} from './example-claim.ts';
import { Unsendable837P, write837P, type Written837P } from './write-837p.ts';

type File = { readonly text: string; readonly written: Written837P };

async function fileOf(
  claims: Iterable<Claim> | AsyncIterable<Claim>,
  envelope = exampleEnvelope,
): Promise<File> {
  const chunks = write837P(claims, envelope);
  let text = '';
  for (;;) {
    const { done, value } = await chunks.next();
    if (done === true) return { text, written: value };
    text += value;
  }
}

async function linesOf(...claims: readonly Claim[]): Promise<readonly string[]> {
  const { text } = await fileOf(claims);
  return text.split('~');
}

const [, secondLine] = exampleClaim.lines as [unknown, Claim['lines'][number]];
const home = { addressLine: '7 Sample Lane', city: 'Davis', state: 'CA', postalCode: '956165678' };

test('one wound claim, in full', async () => {
  const { text, written } = await fileOf([exampleClaim]);
  expect(text.replaceAll('~', '~\n')).toBe(
    [
      'ISA*00*          *00*          *ZZ*EXAMPLECLINIC  *ZZ*EXAMPLEHOUSE   *260115*0930*^*00501*000000007*0*T*:~',
      'GS*HC*EXAMPLECLINIC*EXAMPLEHOUSE*20260115*0930*7*X*005010X222A1~',
      'ST*837*0001*005010X222A1~',
      'BHT*0019*00*000000007-0001*20260115*0930*CH~',
      // 1000A submitter, 1000B receiver
      'NM1*41*2*EXAMPLE WOUND CLINIC*****46*EX0001~',
      'PER*IC*BILLING OFFICE*TE*5305550100~',
      'NM1*40*2*EXAMPLE CLEARINGHOUSE*****46*CH0001~',
      // 2000A, 2010AA billing provider
      'HL*1**20*1~',
      'PRV*BI*PXC*261QP2300X~',
      'NM1*85*2*EXAMPLE WOUND CLINIC*****XX*1234567893~',
      'N3*100 EXAMPLE STREET~',
      'N4*DAVIS*CA*956161234~',
      'REF*EI*123456789~',
      // 2000B, 2010BA subscriber, 2010BB payer
      'HL*2*1*22*0~',
      'SBR*P*18*******MB~',
      'NM1*IL*1*EXAMPLE*ZOE****MI*1EG4TE5MK73~',
      'N3*7 SAMPLE LANE~',
      'N4*DAVIS*CA*95616~',
      'DMG*D8*19480302*F~',
      'NM1*PR*2*EXAMPLE MEDICARE CONTRACTOR*****PI*12345~',
      // 2300 claim, 2310B rendering provider
      'CLM*WC-2026-000123*2720.5***11:B:1*Y*A*Y*Y~',
      'REF*EA*MRN00042~',
      'HI*ABK:E11621*ABF:L97512~',
      'NM1*82*1*CLINICIAN*CASEY****XX*1245319599~',
      'PRV*PE*PXC*213E00000X~',
      // 2400 service lines
      'LX*1~',
      'SV1*HC:15275:RT*350*UN*1***2:1~',
      'DTP*472*D8*20260114~',
      'REF*6R*WC-2026-000123-1~',
      'LX*2~',
      'SV1*HC:Q4186*2370.5*UN*15***2:1~',
      'DTP*472*D8*20260114~',
      'REF*6R*WC-2026-000123-2~',
      'NTE*ADD*4 X 4 CM SHEET, 15 CM2 APPLIED, 1 CM2 DISCARDED~',
      'SE*33*0001~',
      'GE*1*7~',
      'IEA*1*000000007~',
      '',
    ].join('\n'),
  );
  expect(text.indexOf('~')).toBe(105);
  expect(written).toEqual({
    claims: 1,
    lines: 2,
    chargeCents: 272_050,
    transactions: [{ controlNumber: '0001', batchReference: '000000007-0001', claims: 1 }],
  });
});

describe('situational segments', () => {
  test('a dependent has a level of their own, and the subscriber is not the patient', async () => {
    const segments = await linesOf({ ...exampleCommercialClaim, dependent: exampleDependent });
    expect(segments).toContain('HL*2*1*22*1');
    expect(segments).toContain('SBR*P**G-77******CI');
    const at = segments.indexOf('HL*3*2*23*0');
    expect(segments.slice(at, at + 6)).toEqual([
      'HL*3*2*23*0',
      'PAT*19',
      'NM1*QC*1*EXAMPLE*ROBIN',
      'N3*7 SAMPLE LANE',
      'N4*DAVIS*CA*95616',
      'DMG*D8*20150505*U',
    ]);
    expect(segments[at + 6]).toMatch(/^CLM\*/);
  });

  test('a home visit names its place between the rendering and the supervising provider', async () => {
    const segments = await linesOf({
      ...exampleClaim,
      placeOfService: '12',
      facility: { name: 'Patient home', npi: null, address: home },
      referring: { last: 'Ref', first: 'Ann', npi: '1234567893', taxonomy: null },
      supervising: { last: 'Super', first: 'Vi', npi: '1234567893', taxonomy: null },
    });
    const at = segments.findIndex((segment) => segment.startsWith('HI*'));
    expect(segments.slice(at + 1, at + 8)).toEqual([
      'NM1*DN*1*REF*ANN****XX*1234567893',
      'NM1*82*1*CLINICIAN*CASEY****XX*1245319599',
      'PRV*PE*PXC*213E00000X',
      'NM1*77*2*PATIENT HOME',
      'N3*7 SAMPLE LANE',
      'N4*DAVIS*CA*956165678',
      'NM1*DQ*1*SUPER*VI****XX*1234567893',
    ]);
  });

  test('a facility at the billing address and a rendering provider who bills are not said twice', async () => {
    const segments = await linesOf({
      ...exampleClaim,
      facility: {
        name: 'The clinic',
        npi: null,
        address: { ...exampleClaim.billing.address, city: 'DAVIS' },
      },
      rendering: { ...exampleClaim.rendering, npi: exampleClaim.billing.npi },
    });
    expect(segments.filter((segment) => /^NM1\*(?:77|82)/.test(segment))).toEqual([]);
  });

  test('a replacement names what it replaces, after the authorization and before the record number', async () => {
    const segments = await linesOf({
      ...exampleClaim,
      frequency: '7',
      originalReference: '2126012345600',
      priorAuthorization: 'PA-9',
    });
    const at = segments.indexOf('CLM*WC-2026-000123*2720.5***11:B:7*Y*A*Y*Y');
    expect(segments.slice(at + 1, at + 4)).toEqual([
      'REF*G1*PA-9',
      'REF*F8*2126012345600',
      'REF*EA*MRN00042',
    ]);
  });

  test('a line names its product and who ordered it, after its note', async () => {
    const item = {
      qualifier: 'UK',
      identifier: '00812345678901',
      quantity: 2.5,
      unit: 'UN',
    } as const;
    const ordering = { last: 'Order', first: '', npi: '1245319599', taxonomy: null };
    const line = { ...secondLine, item, ordering, units: 0.125, chargeCents: 5 };
    const segments = await linesOf({ ...exampleClaim, lines: [line] });
    const at = segments.indexOf('LX*1');
    expect(segments.slice(at + 1, at + 8)).toEqual([
      'SV1*HC:Q4186*.05*UN*.125***2:1',
      'DTP*472*D8*20260114',
      'REF*6R*WC-2026-000123-2',
      'NTE*ADD*4 X 4 CM SHEET, 15 CM2 APPLIED, 1 CM2 DISCARDED',
      'LIN**UK*00812345678901',
      'CTP****2.5*UN',
      'NM1*DK*1*ORDER*****XX*1245319599',
    ]);
  });

  test("the clinic's phone is said only when it is not the submitter's", async () => {
    const billing = { ...exampleClaim.billing, phone: '5305550199' };
    const segments = await linesOf({ ...exampleClaim, billing });
    expect(segments).toContain('PER*IC*EXAMPLE WOUND CLINIC*TE*5305550199');
  });
});

describe('a file that cannot be written', () => {
  test('a claim with a problem stops the file, and is named by its number', async () => {
    const bad = { ...exampleClaim, controlNumber: 'BAD-1', diagnoses: [] };
    await expect(fileOf([exampleClaim, bad])).rejects.toThrow(
      'Claim BAD-1 cannot be written: The claim has no diagnosis: choose one from the chart.',
    );
  });

  test('a replacement without the number of its original is refused', async () => {
    const refused = await fileOf([{ ...exampleClaim, frequency: '7' }]).catch(
      (error: unknown) => error,
    );
    expect(refused).toBeInstanceOf(Unsendable837P);
    expect((refused as Unsendable837P).problems.map(({ field }) => field)).toContain(
      'originalReference',
    );
  });

  test('a file without claims is refused', async () => {
    await expect(fileOf([])).rejects.toThrow('The 837P file cannot be written: it has no claims.');
  });

  test('a faulty envelope is refused before anything is written', async () => {
    const receiver = { ...exampleEnvelope.receiver, interchangeId: 'SIXTEENCHARACTER' };
    await expect(fileOf([exampleClaim], { ...exampleEnvelope, receiver })).rejects.toThrow(
      'receiver.interchangeId',
    );
  });

  test('the reader of the file may stop at any chunk, and the source of claims is told', async () => {
    let isTold = false;
    async function* claims() {
      try {
        for (;;) yield exampleClaim;
      } finally {
        isTold = true;
      }
    }
    for await (const chunk of write837P(claims(), exampleEnvelope)) {
      if (chunk.includes('CLM*')) break;
    }
    expect(isTold).toBe(true);
  });
});
