import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noFindings } from './assessed.ts';
import { codeOf, openTestCore, TEST_PIN, type TestCore, valueOf } from './core.ts';
import {
  clarification,
  closeQuietly,
  openSigningClinic,
  type SigningClinic,
  TODAY,
} from './signing-clinic.ts';

let app: TestCore;
let clinic: SigningClinic;
let biller: Awaited<ReturnType<TestCore['signIn']>>;
const graft = { productId: 'AMNION', orderId: '' };
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openSigningClinic(app);
  biller = await app.signIn('biller');
  const lines = [{ productId: 'AMNION', quantity: 90 }];
  const order = { patientId: clinic.patient.id, orderedOn: '2026-03-01', lines };
  graft.orderId = valueOf(await clinic.client['orders.create'](order)).id;
});
afterAll(() => closeQuietly(app));

const shown = async (treatmentRecordId: string) =>
  valueOf(await clinic.client['treatments.get']({ treatmentRecordId }));
const historyOf = async (id: string) =>
  valueOf(await clinic.client['signing.history']({ kind: 'treatment', id }));
const waitingFor = async (by = clinic.clinician) =>
  valueOf(await by.client['signing.worklist']({})).toCosign;
const previewed = async () =>
  valueOf(await biller.client['billing.preview']({ fromOn: TODAY, toOn: TODAY }));

/** A graft that a nurse signed and a clinician co-signed. */
async function cosigned() {
  const record = await clinic.signed(graft);
  valueOf(await clinic.cosign('treatment', record));
  return shown(record.id);
}

describe('a correction of a co-signed record', () => {
  test('goes back to the clinicians’ list, and billing waits until one has co-signed it', async () => {
    const record = await cosigned();
    const before = await previewed();
    valueOf(await clinic.correct(record.id, { ...graft, quantityUsed: 2 }));
    const amended = await shown(record.id);
    expect(amended).toMatchObject({
      quantityUsed: 2,
      needsCosignature: true,
      cosignedAt: null,
      cosignedByName: null,
    });
    expect((await waitingFor()).find(({ id }) => id === record.id)).toMatchObject({
      amendmentCount: 1,
      title: 'Amnion 4x4',
    });
    expect(await previewed()).toMatchObject({
      newCount: before.newCount - 1,
      waitingCount: before.waitingCount + 1,
    });
    expect(valueOf(await clinic.clinician.client['signing.counts']({})).toCosignCount).toBe(
      (await waitingFor()).length,
    );

    valueOf(await clinic.cosign('treatment', amended));

    expect(await shown(record.id)).toMatchObject({
      cosignedAt: '2026-03-10T15:00:00.000Z',
      cosignedByName: expect.stringContaining('clinician'),
    });
    expect((await waitingFor()).map(({ id }) => id)).not.toContain(record.id);
    expect(await previewed()).toMatchObject(before);
    const { signatures, amendments } = await historyOf(record.id);
    expect(signatures.map(({ meaning, amendmentId }) => [meaning, amendmentId])).toEqual([
      ['author', null],
      ['cosigner', null],
      ['amender', amendments[0]?.id],
      ['cosigner', amendments[0]?.id],
    ]);
    expect(signatures[3]?.contentDigest).toBe(signatures[2]?.contentDigest);
    expect(amendments).toHaveLength(1);
  });

  test('asks again for each that a nurse makes', async () => {
    const record = await cosigned();
    valueOf(await clinic.correct(record.id, { ...graft, quantityUsed: 2 }));
    valueOf(await clinic.cosign('treatment', await shown(record.id)));
    const [first] = (await historyOf(record.id)).amendments;
    const over = { supersedes: first?.id };
    valueOf(await clinic.correct(record.id, { ...graft, quantityUsed: 3 }, over));
    expect(await shown(record.id)).toMatchObject({ cosignedAt: null });
    expect((await waitingFor()).map(({ id }) => id)).toContain(record.id);
  });

  test('by a clinician is signed by one, and waits for nobody', async () => {
    const record = await cosigned();
    const reply = await clinic.clinician.client['treatments.amend']({
      treatmentRecordId: record.id,
      ...clarification,
      kind: 'correction',
      note: null,
      content: { ...clinic.content, ...graft, quantityUsed: 2 },
    });
    expect(valueOf(reply)).toMatchObject({ quantityUsed: 2, cosignedAt: record.cosignedAt });
    expect((await waitingFor()).map(({ id }) => id)).not.toContain(record.id);
  });

  test('does so for an assessment as well', async () => {
    const settings = valueOf(await app.client['signing.settings']({}));
    const change = { seen: settings.version, lateEntryHours: settings.lateEntryHours };
    valueOf(await app.client['signing.changeSettings']({ ...change, nurseCosignature: 'all' }));
    const record = await clinic.assess();
    valueOf(await clinic.sign('assessment', record));
    valueOf(await clinic.cosign('assessment', record));
    const amended = await clinic.client['assessments.amend']({
      assessmentId: record.id,
      ...clarification,
      kind: 'correction',
      note: null,
      content: { ...noFindings, assessedOn: TODAY, painScore: 3 },
    });
    expect(valueOf(amended)).toMatchObject({ needsCosignature: true, cosignedAt: null });
    expect((await waitingFor()).find(({ id }) => id === record.id)).toMatchObject({
      kind: 'assessment',
      amendmentCount: 1,
    });
    valueOf(await clinic.cosign('assessment', { ...record, amendmentCount: 1 }));
    const back = {
      ...change,
      seen: settings.version + 1,
      nurseCosignature: 'skinSubstitutes',
    } as const;
    valueOf(await app.client['signing.changeSettings'](back));
    expect((await waitingFor()).map(({ id }) => id)).not.toContain(record.id);
  });
});

test('words that are added to a co-signed record ask for no other signature', async () => {
  const record = await cosigned();
  valueOf(await clinic.amend(record.id));
  expect(await shown(record.id)).toMatchObject({ cosignedAt: record.cosignedAt });
  expect(codeOf(await clinic.cosign('treatment', await shown(record.id)))).toBe('AlreadySigned');
});

test('what was corrected before anybody co-signed it is co-signed in one act, original and correction', async () => {
  const record = await clinic.signed(graft);
  valueOf(await clinic.correct(record.id, { ...graft, quantityUsed: 2 }));
  expect((await waitingFor()).filter(({ id }) => id === record.id)).toHaveLength(1);
  valueOf(await clinic.cosign('treatment', await shown(record.id)));
  const { signatures } = await historyOf(record.id);
  expect(signatures.filter(({ meaning }) => meaning === 'cosigner')).toHaveLength(2);
  expect(await shown(record.id)).toMatchObject({ cosignedAt: '2026-03-10T15:00:00.000Z' });
});

test('a dressing that a correction makes a skin substitute waits for a co-signature', async () => {
  const record = await clinic.signed();
  expect(await shown(record.id)).toMatchObject({ needsCosignature: false });
  valueOf(await clinic.correct(record.id, graft));
  expect(await shown(record.id)).toMatchObject({ needsCosignature: true, cosignedAt: null });
  expect((await waitingFor()).map(({ id }) => id)).toContain(record.id);
});

describe('co-signing what was amended is refused', () => {
  test('where the amendment was not seen', async () => {
    const record = await clinic.signed(graft);
    valueOf(await clinic.amend(record.id));
    expect(await clinic.cosign('treatment', record)).toMatchObject({
      failure: { code: 'Stale', details: { ids: [record.id] } },
    });
    valueOf(await clinic.cosign('treatment', await shown(record.id)));
  });

  test('once it is done', async () => {
    const record = await cosigned();
    valueOf(await clinic.correct(record.id, { ...graft, quantityUsed: 2 }));
    const amended = await shown(record.id);
    valueOf(await clinic.cosign('treatment', amended));
    expect(codeOf(await clinic.cosign('treatment', amended))).toBe('AlreadySigned');
  });

  test('to whoever corrected it, though they may co-sign by now', async () => {
    const { otherNurse } = clinic;
    const record = await cosigned();
    const corrected = { kind: 'correction', note: null } as const;
    const content = { ...clinic.content, ...graft, quantityUsed: 2 };
    valueOf(await clinic.amend(record.id, { ...corrected, content }, otherNurse));
    const people = valueOf(await app.client['users.list']({}));
    const [person] = people.filter(({ id }) => id === otherNurse.userId);
    const { version: seen = 0, displayName = '' } = person ?? {};
    const promoted = { userId: otherNurse.userId, seen, displayName, role: 'clinician' } as const;
    valueOf(
      await app.client['users.correct']({
        ...promoted,
        lastName: null,
        firstName: null,
        credential: null,
        npi: null,
        taxonomy: null,
        facilityId: null,
      }),
    );
    const { userId } = otherNurse;
    valueOf(await otherNurse.client['session.signIn']({ userId, pin: TEST_PIN }));
    const waiting = await waitingFor(otherNurse);
    expect(waiting.map(({ id }) => id)).not.toContain(record.id);
    const amended = await shown(record.id);
    expect(codeOf(await clinic.cosign('treatment', amended, otherNurse))).toBe('OwnRecord');
  });
});
