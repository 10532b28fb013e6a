import { noCredentials } from './clinic.ts';
import { type TestCore, valueOf } from './core.ts';
import { openSigningClinic, type SigningClinic } from './signing-clinic.ts';

/** What nurses may not record by the rule that every site begins with. */
export const SHARP = 'Sharp debridement of slough';

type Person = SigningClinic['nurse'];

export type Said = {
  readonly procedurePerformed: string | null;
  readonly performedBy?: string | null;
};

export type ScopeClinic = Awaited<ReturnType<typeof openScopeClinic>>;

/** A clinic where treatments can be signed, with short ways to say what was done and to change who may. */
export async function openScopeClinic(app: TestCore) {
  const clinic = await openSigningClinic(app);
  return { ...clinic, ...rulesOf(app), ...writingOf(clinic), administrator: administratorOf(app) };
}

function administratorOf(app: TestCore): Person {
  return { client: app.client, session: app.administrator, userId: app.administratorId };
}

function rulesOf({ client }: TestCore) {
  async function firstRule() {
    const rules = valueOf(await client['scopeRules.list']({}));
    const rule = rules.find(({ name }) => name === 'Sharp debridement');
    if (!rule) throw new Error('the rule that every site begins with is gone');
    return rule;
  }
  async function put(isActive: boolean): Promise<void> {
    const { id: scopeRuleId, version: seen } = await firstRule();
    valueOf(await client['scopeRules.setActive']({ scopeRuleId, seen, isActive }));
  }
  return {
    firstRule,
    /** As before there was a rule, or as another computer recorded it. */
    async withoutRule<Done>(act: () => Promise<Done>): Promise<Done> {
      await put(false);
      const done = await act();
      await put(true);
      return done;
    },
    /** Sets the credential of somebody, as an administrator does. */
    async give({ userId }: Pick<Person, 'userId'>, credential: string | null): Promise<void> {
      const all = valueOf(await client['users.list']({}));
      const user = all.find(({ id }) => id === userId);
      if (!user) throw new Error('no such person');
      const { displayName, signInName, role, version: seen } = user;
      const said = { ...noCredentials, displayName, signInName, role, credential };
      valueOf(await client['users.correct']({ userId, seen, ...said }));
    },
  };
}

function writingOf(clinic: SigningClinic) {
  const content = (over: object) => ({ ...clinic.content, ...over });
  return {
    allOf: content,
    record: (by: Person, said: Said) =>
      by.client['treatments.record']({ ...clinic.treatment, ...content(said) }),
    /** Of a record that the nurse made. */
    async correctAs(by: Person, said: Said, of: object = {}) {
      const { id: treatmentRecordId, version: seen } = await clinic.treat(content(of));
      const fields = { ...content(said), reason: 'Left out' };
      return by.client['treatments.correct']({ treatmentRecordId, seen, ...fields });
    },
    /** Of a record that the nurse made and signed. */
    async amendAs(by: Person, said: Said, of: object = {}) {
      const { id } = await clinic.signed(content(of));
      const correction = { kind: 'correction', note: null, content: content(said) };
      return clinic.amend(id, correction, by);
    },
  };
}
