import { failWith } from '../../shared/base/result.ts';
import {
  allowedInWords,
  isWithinScope,
  outsideScopeMessage,
  touchedRules,
} from '../../shared/scope/scope-rule.ts';
import type { User } from '../../shared/staff/contract.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { findUser } from '../staff/actions.ts';
import { selectScopeRules } from './store.ts';

/** What a record says was done, and who did it by it. */
export type Done = {
  readonly procedurePerformed: string | null;
  /** Null: whoever recorded it. */
  readonly performedBy: string | null;
};

export type Saying = Done & {
  /** What stands so far; null for a new record. */
  readonly before: (Done & { readonly recordedBy: string }) | null;
  /** Who says it now. */
  readonly actorId: string;
};

/**
 * Why somebody may not say that this was done, or null. Asked is who is named as having done it; where
 * nobody is, whoever says it, and of a record that stands whoever recorded it, for both are taken at their
 * word. What a record said before of the same person is not asked again.
 */
export async function outsideScope(db: ReadonlyDb, saying: Saying) {
  const { procedurePerformed, performedBy, before } = saying;
  if (procedurePerformed === null) return null;
  const isSameText = before?.procedurePerformed === procedurePerformed;
  const isSamePerson =
    before !== null &&
    (performedBy ?? before.recordedBy) === (before.performedBy ?? before.recordedBy);
  if (isSameText && isSamePerson) return null;
  const touched = touchedRules(
    await selectScopeRules(db, { onlyActive: true }),
    procedurePerformed,
  );
  const stood = isSamePerson ? touchedRules(touched, before.procedurePerformed) : [];
  const asked = touched.filter((rule) => !stood.includes(rule));
  if (asked.length === 0) return null;
  const people: (User | undefined)[] = [];
  for (const userId of askedOf(saying)) people.push(await findUser(db, userId));
  const refused = asked.find((rule) =>
    people.some((person) => person === undefined || !isWithinScope(rule, person)),
  );
  return refused === undefined
    ? null
    : failWith('OutsideScope', outsideScopeMessage(refused), {
        ruleName: refused.name,
        allowed: allowedInWords(refused),
      });
}

function askedOf({ performedBy, before, actorId }: Saying): readonly string[] {
  if (performedBy !== null) return [performedBy];
  return [...new Set([actorId, before?.recordedBy ?? actorId])];
}
