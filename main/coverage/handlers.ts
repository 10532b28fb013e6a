import { sizePointsOf } from '../../shared/assessments/area-reduction.ts';
import type { Handlers } from '../../shared/base/contract.ts';
import { fail, failWith, ok } from '../../shared/base/result.ts';
import type { coverageOperations } from '../../shared/coverage/contract.ts';
import { coverageAdviceOf } from '../../shared/coverage/coverage-advice.ts';
import { coverageClockOf } from '../../shared/coverage/coverage-clock.ts';
import {
  type CoverageRule,
  coverageRuleProblem,
  isForEtiology,
} from '../../shared/coverage/coverage-rule.ts';
import { assessmentsOf } from '../assessments/actions.ts';
import type { Contexts } from '../platform/context.ts';
import type { Tx } from '../platform/database.ts';
import { todayAtSite } from '../site/actions.ts';
import { episodeOn, woundOf } from '../wounds/actions.ts';
import { sameWoundsOf } from '../wounds/same-wound-actions.ts';
import {
  insertCoverageRule,
  selectCoverageRule,
  selectCoverageRules,
  selectCoverageSettings,
  selectTreatmentsOfEpisode,
  updateCoverageRule,
  updateCoverageSettings,
} from './store.ts';

const unknownRule = fail('UnknownRule', 'There is no such coverage rule here.');

type TypedRule = Omit<CoverageRule, 'id' | 'isActive' | 'isExample' | 'version'>;

async function ruleProblem(tx: Tx, typed: TypedRule, now: Date) {
  const problem = coverageRuleProblem(typed, await todayAtSite(tx, now));
  return problem && fail(problem.code, problem.message);
}

function rowOf(typed: TypedRule) {
  return { ...typed, etiologies: JSON.stringify(typed.etiologies) };
}

export const coverageHandlers: Handlers<typeof coverageOperations, Contexts> = {
  async 'coverage.ofWound'({ patientId, woundId, ruleId, ...asked }, { db, now }) {
    const wound = await woundOf(db, woundId);
    const on = asked.on ?? (await todayAtSite(db, now));
    const episode = wound && (episodeOn(wound, on) ?? wound.episodes[0]);
    if (!wound || !episode || wound.patientId !== patientId)
      return fail('UnknownWound', 'This patient has no such wound. Choose another.');
    const { defaultRuleId } = await selectCoverageSettings(db);
    const inForce = await selectCoverageRules(db, { onlyActive: true });
    const rule = inForce.find(({ id }) => id === (ruleId ?? defaultRuleId)) ?? null;
    const assessments = await assessmentsOf(db, woundId);
    const woundIds = (await sameWoundsOf(db, [wound])).get(woundId) ?? [woundId];
    const clock = coverageClockOf({
      treatments: await selectTreatmentsOfEpisode(db, { woundIds, ...episode }),
      points: sizePointsOf(assessments.filter(({ episodeId }) => episodeId === episode.id)),
      windowWeeks: rule?.windowWeeks ?? null,
      on,
    });
    const { etiology } = wound;
    const fitting = inForce.filter((each) => isForEtiology(each, etiology));
    return ok({
      on,
      rule,
      rules: [...fitting, ...inForce.filter((each) => !fitting.includes(each))],
      isSpokenOf: fitting.length > 0,
      countsLinked: woundIds.length > 1,
      episode: { startedOn: episode.startedOn, endedOn: episode.endedOn },
      clock,
      advice: rule === null ? [] : coverageAdviceOf({ rule, clock, etiology, on }),
    });
  },
  async 'coverageRules.list'(_input, { db }) {
    const rules = await selectCoverageRules(db, { onlyActive: false });
    return ok({ rules, settings: await selectCoverageSettings(db) });
  },
  async 'coverageRules.add'(typed, { tx, now, newId }) {
    const problem = await ruleProblem(tx, typed, now);
    if (problem) return problem;
    return ok(await insertCoverageRule(tx, { id: newId(), ...rowOf(typed) }));
  },
  async 'coverageRules.correct'({ coverageRuleId, seen, isActive, ...typed }, { tx, now }) {
    const current = await selectCoverageRule(tx, coverageRuleId);
    if (!current) return unknownRule;
    if (current.version !== seen)
      return failWith('Stale', 'Somebody else changed this rule meanwhile.', current);
    const problem = await ruleProblem(tx, typed, now);
    if (problem) return problem;
    return ok(await updateCoverageRule(tx, current, { ...rowOf(typed), isActive }));
  },
  async 'coverageRules.chooseDefault'({ seen, coverageRuleId }, { tx }) {
    const current = await selectCoverageSettings(tx);
    if (current.version !== seen)
      return failWith('Stale', 'Somebody else chose another rule meanwhile.', current);
    const rule = coverageRuleId === null ? null : await selectCoverageRule(tx, coverageRuleId);
    if (rule === undefined || rule?.isActive === false) return unknownRule;
    const to = { defaultRuleId: coverageRuleId, version: current.version + 1 };
    return ok(await updateCoverageSettings(tx, to));
  },
};
