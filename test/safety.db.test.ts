import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { everyPack } from '../shared/recalls/recalled-packs.ts';
import { noFindings } from './assessed.ts';
import { openTestCore, type TestCore, valueOf } from './core.ts';
import { openSafetyClinic, reasons } from './safety-clinic.ts';

let app: TestCore;
let clinic: Awaited<ReturnType<typeof openSafetyClinic>>;
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openSafetyClinic(app);
});
afterAll(() => app.close());

describe('what speaks against a use stops it, and with a reason it is saved and flagged', () => {
  const allergies: string[] = [];
  const allergic = async (substance: string, kind: 'allergy' | 'objection' = 'allergy') => {
    const added = await clinic.client['allergies.add']({
      patientId: clinic.patient.id,
      substance,
      kind,
    });
    allergies.push(valueOf(added).id);
  };
  beforeEach(async () => {
    for (const allergyId of allergies.splice(0))
      await clinic.client['allergies.remove']({ allergyId, reason: 'End of the test' });
  });
  test.for<[string, () => Promise<object>, string, RegExp]>([
    [
      'an allergy to what the product is made of',
      async () => {
        await allergic('Natural rubber');
        return clinic.productOnOrder({ sku: 'LATEX', materials: ['latex'] });
      },
      'allergy',
      /^Natural rubber – this product contains latex$/,
    ],
    [
      'an objection, in the words of the chart',
      async () => {
        await allergic('No beef, please', 'objection');
        return clinic.productOnOrder({ sku: 'COW', materials: ['bovine'] });
      },
      'objection',
      /^No beef, please – this product contains material from cattle$/,
    ],
    [
      'an allergy that only the product’s name mentions',
      async () => {
        await allergic('Foam');
        return clinic.treatment;
      },
      'allergy',
      /^Foam – the name of this product mentions it$/,
    ],
    [
      'an allergy to another material, said in words',
      async () => {
        await allergic('Fish');
        return clinic.productOnOrder({ sku: 'COD', materials: [], otherMaterials: 'fish skin' });
      },
      'allergy',
      /^Fish – this product contains fish skin$/,
    ],
    [
      'a product past its expiry date on the day of use',
      async () => ({ ...clinic.treatment, expiresOn: '2026-03-09' }),
      'expired',
      /usable until 2026-03-09, used on 2026-03-10/,
    ],
    [
      'a recalled lot, however it is spelled',
      async () => {
        const typed = await clinic.productOnOrder({ sku: 'LOT' });
        const recall = {
          ...everyPack,
          productId: 'LOT',
          lotNumber: 'AB-12',
          reason: 'Seal may leak',
        };
        await app.client['recalls.add']({ ...recall, source: 'FDA', sinceOn: '2026-03-02' });
        return { ...typed, lotNumber: 'ab 12' };
      },
      'recalled',
      /^lot AB-12: Seal may leak$/,
    ],
    [
      'a pack without a lot number while some lots are recalled',
      async () => {
        const typed = await clinic.productOnOrder({ sku: 'NO-LOT' });
        const recall = { ...everyPack, productId: 'NO-LOT', lotNumber: '7', reason: 'Dirt' };
        await app.client['recalls.add']({ ...recall, source: 'FDA', sinceOn: '2026-03-02' });
        return typed;
      },
      'recalled',
      /^lot 7: Dirt$/,
    ],
    [
      'a product that is not on the order it names',
      async () => {
        await app.client['products.add']({ sku: 'OTHER', name: 'Other' });
        return { ...clinic.treatment, productId: 'OTHER' };
      },
      'notOnOrder',
      /^Other is used without an order$/,
    ],
    [
      'a wound that has healed',
      async () => {
        const wound = await clinic.newWound();
        const end = { woundId: wound.id, seen: wound.version, endedOn: '2026-03-08' };
        valueOf(await clinic.client['wounds.close']({ ...end, endReason: 'healed' }));
        return { ...clinic.treatment, woundId: wound.id };
      },
      'healedWound',
      /the wound is healed since 2026-03-08/,
    ],
    [
      'compression on an arterial wound',
      async () => {
        const typed = await clinic.productOnOrder({ sku: 'WRAP', productClass: 'compression' });
        return { ...typed, woundId: (await clinic.newWound('arterial')).id };
      },
      'contraindication',
      /compression may cut off.*example rule/,
    ],
  ])('%s', async ([, given, kind, about]) => {
    const { concerns } = await clinic.stoppedThenSaved(await given());
    expect(concerns.map((each) => each.kind)).toEqual([kind]);
    expect(concerns[0]?.about).toMatch(about);
    expect(app.incidents).toEqual([]);
  });

  test('a day after the patient’s death, which may be what is wrong', async () => {
    const { client, patient, treatment } = clinic;
    const seen = { patientId: patient.id, seen: patient.version };
    valueOf(await client['patients.markDeceased']({ ...seen, deceasedOn: '2026-03-09' }));
    const { concerns } = await clinic.stoppedThenSaved(treatment);
    expect(concerns).toEqual([{ kind: 'deceased', about: 'the patient died on 2026-03-09' }]);
    const back = { ...seen, seen: patient.version + 1 };
    valueOf(await client['patients.markDeceased']({ ...back, deceasedOn: null }));
  });

  test('a skin substitute where the newest assessment shows spreading infection', async () => {
    const wound = await clinic.newWound();
    const looked = await clinic.client['assessments.record']({
      ...noFindings,
      woundId: wound.id,
      assessedOn: '2026-03-10',
      infectionSigns: ['crepitus'],
    });
    expect(looked).toMatchObject({ ok: true });
    const typed = await clinic.productOnOrder({ sku: 'SKIN', productClass: 'skinSubstitute' });
    const { concerns } = await clinic.stoppedThenSaved({ ...typed, woundId: wound.id });
    expect(concerns[0]?.about).toMatch(/spreading or systemic infection/);
  });

  test('each concern has a reason of its own: one for another counts for nothing', async () => {
    await allergic('Latex');
    const typed = await clinic.productOnOrder({ sku: 'TWO', materials: ['latex'] });
    const both = { ...typed, expiresOn: '2026-03-01' };
    const [latex] = reasons([{ kind: 'allergy', about: 'Latex – this product contains latex' }]);
    const reply = await clinic.client['treatments.record']({
      ...both,
      concernReasons: [latex as never],
    });
    expect(reply).toMatchObject({
      failure: { code: 'ReasonNeeded', details: { concerns: [{ kind: 'expired' }] } },
    });
    await clinic.stoppedThenSaved(both);
  });
});
