import { addDays, isCivilDate } from '../../shared/base/civil-date.ts';
import type { Handlers } from '../../shared/base/contract.ts';
import { fail, failWith, ok } from '../../shared/base/result.ts';
import { type Answers, unanswered, unexplained } from '../../shared/quality/checklist.ts';
import type { qualityOperations, SampleRule } from '../../shared/quality/contract.ts';
import { drawPerClinician, shuffled } from '../../shared/quality/draw.ts';
import { resultsOf } from '../../shared/quality/results.ts';
import type { Contexts } from '../platform/context.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { naturalId } from '../platform/natural-id.ts';
import { siteTimeZone, todayAtSite } from '../site/actions.ts';
import { type Candidate, selectFiltered, selectOfDays } from './candidate-store.ts';
import { selectFinished } from './results-store.ts';
import {
  closeFinding,
  insertSample,
  selectFinding,
  selectOpenFindings,
  selectReviews,
  selectSample,
  selectSamples,
  updateReview,
} from './store.ts';

const unknownReview = fail('UnknownReview', 'There is no such review here.');

function daysOf(month: string) {
  const fromOn = `${month}-01`;
  const last = ['31', '30', '29', '28'].map((day) => `${month}-${day}`).find(isCivilDate);
  return { fromOn, toOn: last ?? addDays(fromOn, 27) };
}

async function drawn(
  db: ReadonlyDb,
  rule: SampleRule,
  seed: string,
): Promise<readonly Candidate[]> {
  if (rule.kind === 'filter')
    return shuffled(await selectFiltered(db, rule), seed).slice(0, rule.atMost);
  const { perClinician } = rule;
  return drawPerClinician(await selectOfDays(db, daysOf(rule.month)), { perClinician, seed });
}

async function reviewById(db: ReadonlyDb, reviewId: string) {
  const [review] = await selectReviews(db, { reviewId });
  return review;
}

export const qualityHandlers: Handlers<typeof qualityOperations, Contexts> = {
  async 'quality.drawSample'({ title, rule }, { tx, now, newId, actor }) {
    const today = await todayAtSite(tx, now);
    const fromOn = rule.kind === 'random' ? daysOf(rule.month).fromOn : rule.fromOn;
    if (fromOn > today)
      return fail('ImpossibleDate', 'That time is still to come. Choose another.');
    if (rule.kind === 'filter' && rule.toOn < rule.fromOn)
      return fail('ImpossibleDate', 'The last day is before the first. Check both.');
    const id = newId();
    const records = await drawn(tx, rule, id);
    if (records.length === 0)
      return fail(
        'NothingFits',
        'No signed record fits this. Choose another time or a wider filter.',
      );
    const reviews = records.map((record) => ({
      id: newId(),
      sampleId: id,
      treatmentRecordId: record.id,
    }));
    const drawnAt = now.toISOString();
    const row = { id, title, rule: JSON.stringify(rule), drawnBy: actor.userId, drawnAt };
    await insertSample(tx, row, reviews);
    const sample = await selectSample(tx, id);
    if (!sample) throw new Error('A sample that was just drawn is gone');
    return ok(sample);
  },
  async 'quality.samples'(_input, { db }) {
    return ok(await selectSamples(db));
  },
  async 'quality.reviews'({ sampleId }, { db }) {
    if (!(await selectSample(db, sampleId)))
      return fail('UnknownSample', 'There is no such sample here.');
    return ok(await selectReviews(db, { sampleId }));
  },
  async 'quality.getReview'({ reviewId }, { db }) {
    const review = await reviewById(db, reviewId);
    return review ? ok(review) : unknownReview;
  },
  async 'quality.saveReview'(input, { tx, now, actor }) {
    const { reviewId, seen, answers, comment, findings, isFinished } = input;
    const current = await reviewById(tx, reviewId);
    if (!current) return unknownReview;
    if (current.version !== seen)
      return failWith('Stale', 'Somebody else worked on this review meanwhile.', current);
    if (current.reviewedAt !== null)
      return fail('AlreadyFinished', 'This review is finished and stays as it is.');
    if (current.recordedBy === actor.userId)
      return fail('OwnRecord', 'You recorded this treatment. Somebody else must review it.');
    if (new Set(findings.map(({ itemKey }) => itemKey)).size < findings.length)
      return fail('TwoFindings', 'A question has two findings. Put them into one.');
    const missing = [...unanswered(answers), ...unexplained(answers, findings)];
    if (isFinished && missing.length > 0)
      return failWith(
        'Incomplete',
        'Each question needs an answer, and what is not met a finding, before the review is finished.',
        { itemKeys: [...missing] },
      );
    const done = isFinished ? { reviewedBy: actor.userId, reviewedAt: now.toISOString() } : {};
    await updateReview(tx, current, {
      to: { answers: JSON.stringify(answers), comment, ...done },
      findings: findings.map((finding) => ({
        id: naturalId('quality_findings', reviewId, finding.itemKey),
        reviewId,
        ...finding,
      })),
    });
    const saved = await reviewById(tx, reviewId);
    if (!saved) throw new Error('A review that was just saved is gone');
    return ok(saved);
  },
  async 'quality.closeFinding'({ findingId, note }, { tx, now, actor }) {
    const current = await selectFinding(tx, findingId);
    if (!current) return fail('UnknownFinding', 'There is no such finding of a finished review.');
    if (current.closedAt !== null)
      return fail('AlreadyClosed', 'This finding was closed already. Look at what was said then.');
    const closedAt = now.toISOString();
    await closeFinding(tx, findingId, { closedAt, closedBy: actor.userId, closingNote: note });
    return ok({ ...current, closedAt, closedByName: actor.displayName, closingNote: note });
  },
  async 'quality.openFindings'({ limit }, { db }) {
    return ok(await selectOpenFindings(db, limit));
  },
  async 'quality.results'(range, { db }) {
    const rows = await selectFinished(db, { ...range, timeZone: await siteTimeZone(db) });
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- updateReview wrote them from the contract's own
    const reviews = rows.map((row) => ({ ...row, answers: row.answers as Answers }));
    return ok(resultsOf(reviews));
  },
};
