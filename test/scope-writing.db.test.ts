import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Reply } from '../main/platform/core.ts';
import type { Operation } from '../shared/base/contract.ts';
import { operations } from '../shared/operations.ts';
import { codeOf, messageOf, openTestCore, type TestCore, valueOf } from './core.ts';
import { openScopeClinic, type Said, SHARP, type ScopeClinic } from './scope-clinic.ts';
import { closeQuietly } from './signing-clinic.ts';

let app: TestCore;
let clinic: ScopeClinic;
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openScopeClinic(app);
});
afterAll(() => closeQuietly(app));
beforeEach(async () => {
  await clinic.give(clinic.nurse, 'RN');
});

type Way = (by: ScopeClinic['nurse'], said: Said) => Promise<Reply>;

/** What writes a procedure to a record, each as somebody's own act. */
const writing = {
  'treatments.record': (by, said) => clinic.record(by, said),
  'treatments.correct': (by, said) => clinic.correctAs(by, said),
  'treatments.amend': (by, said) => clinic.amendAs(by, said),
} as const satisfies Readonly<Record<string, Way>>;
const ways: readonly (readonly [string, Way])[] = Object.entries(writing);

/** True where an input has such a field at any depth. */
function hasField(schema: unknown, name: string): boolean {
  if (typeof schema !== 'object' || schema === null) return false;
  const { properties } = schema as { readonly properties?: object };
  return (
    (properties !== undefined && name in properties) ||
    Object.values(schema).some((part) => hasField(part, name))
  );
}

describe('every operation that writes a procedure', () => {
  test('is among those that are tried here, and its contract can answer that it is not allowed', () => {
    const all: readonly (readonly [string, Operation])[] = Object.entries(operations);
    const found = all.filter(([, { input }]) =>
      hasField(z.toJSONSchema(input, { io: 'input' }), 'procedurePerformed'),
    );
    expect(found.map(([name]) => name).toSorted()).toEqual(Object.keys(writing).toSorted());
    expect(found.filter(([, { failures }]) => !('OutsideScope' in failures))).toEqual([]);
  });

  test.for(ways)('%s refuses a nurse, says whom it allows, and saves nothing', async ([, say]) => {
    const reply = await say(clinic.nurse, { procedurePerformed: SHARP });
    expect(reply).toMatchObject({
      failure: {
        code: 'OutsideScope',
        details: {
          ruleName: 'Sharp debridement',
          allowed: 'a clinician, or someone with one of these credentials: MD, DO, DPM, NP, PA',
        },
      },
    });
    expect(messageOf(reply)).toMatch(/^Sharp debridement is recorded by a clinician, or by/);
    const rows = await app.database.read((db) =>
      db
        .selectFrom('treatmentRecords')
        .selectAll()
        .where('procedurePerformed', '=', SHARP)
        .execute(),
    );
    expect(rows.filter(({ recordedBy }) => recordedBy === clinic.nurse.userId)).toEqual([]);
  });

  test.for(ways)(
    '%s takes what another wound care is called, and what was not done',
    async ([, say]) => {
      expect(codeOf(await say(clinic.nurse, { procedurePerformed: 'Autolytic debridement' }))).toBe(
        'ok',
      );
      expect(codeOf(await say(clinic.nurse, { procedurePerformed: `No ${SHARP}` }))).toBe('ok');
      // Whatever stands in a field that was empty before.
      expect(codeOf(await say(clinic.nurse, { procedurePerformed: '97597' }))).toBe('OutsideScope');
    },
  );

  test.for(ways)(
    '%s takes it from a nurse with a credential that the site allows',
    async ([, say]) => {
      const { isActive: _, version: seen, id: scopeRuleId, ...said } = await clinic.firstRule();
      const allowedCredentials = [...said.allowedCredentials, 'C.W.C.N.'];
      const change = { scopeRuleId, seen, ...said, allowedCredentials };
      const changed = valueOf(await app.client['scopeRules.correct'](change));
      expect(changed.allowedCredentials.at(-1)).toBe('CWCN');
      await clinic.give(clinic.nurse, 'RN, cwcn');
      expect(codeOf(await say(clinic.nurse, { procedurePerformed: SHARP }))).toBe('ok');
      const back = { scopeRuleId, seen: changed.version, ...said };
      valueOf(await app.client['scopeRules.correct'](back));
      expect(codeOf(await say(clinic.nurse, { procedurePerformed: SHARP }))).toBe('OutsideScope');
    },
  );

  test.for(ways)('%s takes it from a nurse while the rule is out of force', async ([, say]) => {
    const said = { procedurePerformed: SHARP };
    expect(codeOf(await clinic.withoutRule(() => say(clinic.nurse, said)))).toBe('ok');
  });

  test.for(ways)('%s asks who is named as having done it, not who writes', async ([, say]) => {
    const { nurse, clinician, otherNurse } = clinic;
    const by = (performedBy: string) => ({ procedurePerformed: SHARP, performedBy });
    expect(codeOf(await say(nurse, by(clinician.userId)))).toBe('ok');
    expect(codeOf(await say(nurse, by(otherNurse.userId)))).toBe('OutsideScope');
    expect(codeOf(await say(clinician, by(otherNurse.userId)))).toBe('OutsideScope');
  });
});

describe('a new record', () => {
  test('is the clinician’s, and an administrator’s only by a credential', async () => {
    const said = { procedurePerformed: SHARP };
    expect(codeOf(await clinic.record(clinic.clinician, said))).toBe('ok');
    await clinic.give(clinic.administrator, null);
    expect(codeOf(await clinic.record(clinic.administrator, said))).toBe('OutsideScope');
    await clinic.give(clinic.administrator, 'MBA');
    expect(codeOf(await clinic.record(clinic.administrator, said))).toBe('OutsideScope');
    await clinic.give(clinic.administrator, 'Jane, M.D.');
    expect(codeOf(await clinic.record(clinic.administrator, said))).toBe('ok');
    await clinic.give(clinic.administrator, null);
  });

  test('is drafted by anybody: what is typed is never lost', async () => {
    const key = { form: 'recordTreatment', patientId: clinic.patient.id } as const;
    const typed = { ...key, content: { procedurePerformed: SHARP } };
    expect(codeOf(await clinic.client['drafts.save'](typed))).toBe('ok');
  });

  test('that is refused leaves an audit event without a word of it', async () => {
    await clinic.record(clinic.nurse, { procedurePerformed: `${SHARP} Zebra` });
    const events = await app.database.read((db) =>
      db.selectFrom('auditEvents').selectAll().orderBy('occurredAt').orderBy('id').execute(),
    );
    expect(events.at(-1)).toMatchObject({
      operation: 'treatments.record',
      failureCode: 'OutsideScope',
      userId: clinic.nurse.userId,
      patientId: clinic.patient.id,
    });
    expect(JSON.stringify(events)).not.toMatch(/zebra/i);
  });
});
