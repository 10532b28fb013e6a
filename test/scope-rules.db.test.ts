import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeOf, openTestCore, type TestCore, valueOf } from './core.ts';
import { openScopeClinic, type ScopeClinic } from './scope-clinic.ts';
import { closeQuietly } from './signing-clinic.ts';

let app: TestCore;
let clinic: ScopeClinic;
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openScopeClinic(app);
});
afterAll(() => closeQuietly(app));

describe('the rules', () => {
  const lavage = {
    name: 'Pulsed lavage',
    terms: ['pulsed lavage', ' pulsed lavage '],
    allowedRoles: ['administrator', 'administrator'] as const,
    allowedCredentials: ['P.T.', 'pt'],
  };
  const typed = { ...lavage, allowedRoles: [...lavage.allowedRoles] };

  test('begin with one, which allows clinicians and who may prescribe', async () => {
    expect(await clinic.firstRule()).toMatchObject({
      name: 'Sharp debridement',
      allowedRoles: ['clinician'],
      allowedCredentials: ['MD', 'DO', 'DPM', 'NP', 'PA'],
      isActive: true,
    });
  });

  test.for<[string, object, string]>([
    ['that allows nobody', { allowedRoles: [], allowedCredentials: [] }, 'NobodyAllowed'],
    ['without words to look for', { terms: [] }, 'InvalidInput'],
    ['that looks for a dash', { terms: ['–'] }, 'InvalidInput'],
    ['without a name', { name: ' ' }, 'InvalidInput'],
    ['for a role that is none', { allowedRoles: ['doctor'] }, 'InvalidInput'],
    ['with two credentials in one', { allowedCredentials: ['RN, PT'] }, 'InvalidInput'],
  ])('take none %s', async ([, over, code]) => {
    const input = { ...typed, ...over };
    expect(codeOf(await app.core.dispatch(app.administrator, 'scopeRules.create', input))).toBe(
      code,
    );
  });

  test('are the administrator’s to change and for the bedside to read; an old version changes nothing', async () => {
    const created = valueOf(await app.client['scopeRules.create'](typed));
    expect(created).toMatchObject({
      terms: ['pulsed lavage'],
      allowedRoles: ['administrator'],
      allowedCredentials: ['PT'],
      version: 1,
    });
    const said = { procedurePerformed: 'Pulsed lavage' };
    expect(codeOf(await clinic.record(clinic.clinician, said))).toBe('OutsideScope');
    expect(codeOf(await clinic.record(clinic.administrator, said))).toBe('ok');
    const { isActive: _, version: seen, id: scopeRuleId, ...fields } = created;
    const change = { scopeRuleId, seen, ...fields, name: 'Lavage' };
    expect(codeOf(await clinic.clinician.client['scopeRules.correct'](change))).toBe('Forbidden');
    expect(codeOf(await clinic.client['scopeRules.create'](typed))).toBe('Forbidden');
    const off = { scopeRuleId, seen, isActive: false };
    expect(codeOf(await clinic.client['scopeRules.setActive'](off))).toBe('Forbidden');
    const changed = valueOf(await app.client['scopeRules.correct'](change));
    expect(await app.client['scopeRules.setActive'](off)).toMatchObject({
      failure: { code: 'Stale', details: changed },
    });
    const ended = await app.client['scopeRules.setActive']({ ...off, seen: changed.version });
    expect(valueOf(ended)).toEqual({ ...changed, isActive: false, version: 3 });
    const rules = valueOf(await clinic.client['scopeRules.list']({}));
    expect(rules.map(({ name }) => name)).toEqual(['Sharp debridement', 'Lavage']);
    const unknown = { ...off, scopeRuleId: clinic.patient.id };
    expect(codeOf(await app.client['scopeRules.setActive'](unknown))).toBe('UnknownRule');
    expect(codeOf(await clinic.record(clinic.nurse, said))).toBe('ok');
  });
});
