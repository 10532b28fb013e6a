import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { takeOverTreatment } from '../main/treatments/settling-actions.ts';
import { permissionsOf } from '../shared/staff/role.ts';
import { codeOf, openTestCore, type TestCore, valueOf } from './core.ts';
import { openScopeClinic, type Said, SHARP, type ScopeClinic } from './scope-clinic.ts';
import { closeQuietly } from './signing-clinic.ts';

let app: TestCore;
let clinic: ScopeClinic;
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openScopeClinic(app);
});
afterAll(() => closeQuietly(app));

type Person = ScopeClinic['nurse'];

describe.for([
  ['a correction', 'correctAs'],
  ['an amendment', 'amendAs'],
] as const)('%s', ([, way]) => {
  const isSigned = way === 'amendAs';

  /** Changes a record of the nurse that said it before there was a rule. */
  const sharpBefore = async (said: Said, by: Person = clinic.nurse, of: object = {}) => {
    const existing = await clinic.withoutRule(() =>
      isSigned
        ? clinic.signed(clinic.allOf({ procedurePerformed: SHARP, ...of }))
        : clinic.treat(clinic.allOf({ procedurePerformed: SHARP, ...of })),
    );
    const changed = { ...clinic.allOf(said), lotNumber: 'L-2' };
    return isSigned
      ? clinic.amend(existing.id, { kind: 'correction', note: null, content: changed }, by)
      : by.client['treatments.correct']({
          treatmentRecordId: existing.id,
          seen: existing.version,
          ...changed,
          reason: 'Lot',
        });
  };

  test('by a nurse keeps what was there already, and may say it in other words', async () => {
    expect(codeOf(await sharpBefore({ procedurePerformed: SHARP }))).toBe('ok');
    const other = { procedurePerformed: `${SHARP} with a curette` };
    expect(codeOf(await sharpBefore(other, clinic.otherNurse))).toBe('ok');
    expect(codeOf(await sharpBefore({ procedurePerformed: null }))).toBe('ok');
  });

  test('that names another as having done it asks that person', async () => {
    const performedBy = clinic.otherNurse.userId;
    const said = { procedurePerformed: SHARP, performedBy };
    expect(codeOf(await sharpBefore(said))).toBe('OutsideScope');
    const byClinician = { procedurePerformed: SHARP, performedBy: clinic.clinician.userId };
    expect(codeOf(await sharpBefore(byClinician))).toBe('ok');
    // Taking the clinician's name off leaves it to the nurse who recorded it.
    const nobody = { procedurePerformed: SHARP };
    const of = { performedBy: clinic.clinician.userId };
    expect(codeOf(await sharpBefore(nobody, clinic.clinician, of))).toBe('OutsideScope');
  });

  test('by a clinician does not make it the act of the nurse who recorded the rest', async () => {
    const said = { procedurePerformed: SHARP };
    expect(codeOf(await clinic[way](clinic.clinician, said))).toBe('OutsideScope');
    const own = { ...said, performedBy: clinic.clinician.userId };
    expect(codeOf(await clinic[way](clinic.clinician, own))).toBe('ok');
  });
});

test('a note beside a signed record and signing ask nobody', async () => {
  const { clinician, nurse } = clinic;
  const done = valueOf(await clinic.record(clinician, { procedurePerformed: SHARP }));
  expect(codeOf(await clinic.sign('treatment', done, clinician))).toBe('ok');
  expect(codeOf(await clinic.amend(done.id, { note: SHARP }, nurse))).toBe('ok');
  const onBehalf = valueOf(
    await clinic.record(nurse, { procedurePerformed: SHARP, performedBy: clinician.userId }),
  );
  expect(codeOf(await clinic.sign('treatment', onBehalf, nurse))).toBe('ok');
});

test('what another computer wrote unseen is taken over by the same rule', async () => {
  const { id } = await clinic.treat();
  const unseen = { id, concerns: [], reason: 'Settled', words: 'Procedure' };
  const takeOver = (userId: string, said: Said) =>
    app.database.transact((tx) => {
      const actor = { userId, displayName: 'N', role: 'nurse', permissions: permissionsOf.nurse };
      const context = { tx, now: app.clock.now, newId: v7, actor };
      return takeOverTreatment(context, { ...unseen, said });
    });
  const { nurse, clinician } = clinic;
  const refused = await takeOver(nurse.userId, { procedurePerformed: SHARP });
  expect(refused).toMatchObject({ failure: { code: 'OutsideScope' } });
  const by = { procedurePerformed: SHARP, performedBy: clinician.userId };
  expect(await takeOver(nurse.userId, by)).toMatchObject({ ok: true });
});
