import { useState } from 'react';
import { apart } from '../../shared/base/apart.ts';
import {
  type Answers,
  checklistItems,
  type ChecklistKey,
  isChecklistKey,
} from '../../shared/quality/checklist.ts';
import type { QualityReview } from '../../shared/quality/contract.ts';
import { useChange, useOperation } from '../client/use-operation.ts';
import { useSite } from '../client/use-site.ts';
import { FormNotice } from '../FormNotice.tsx';
import { forgetForm, keepForm, keptOr } from '../kept-forms.ts';
import { useNavigation } from '../navigation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { useSignedIn } from '../signed-in.ts';
import { TreatmentReadingPanel } from '../treatments/TreatmentReadingPanel.tsx';
import { Button } from '../ui/Button.tsx';
import { formatInstant } from '../ui/format.ts';
import { Grid } from '../ui/Grid.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { TextAreaField } from '../ui/TextAreaField.tsx';
import { ChecklistQuestion, type FindingEntry } from './ChecklistQuestion.tsx';
import { whoseRecord } from './quality-words.ts';

type Entry = {
  readonly answers: Answers;
  readonly findings: Readonly<Partial<Record<ChecklistKey, FindingEntry>>>;
  readonly comment: string;
};

function entryOf(review: QualityReview): Entry {
  const findings = review.findings.flatMap(({ itemKey, finding, followUpOn }) =>
    isChecklistKey(itemKey) ? [[itemKey, { finding, followUpOn: followUpOn ?? '' }] as const] : [],
  );
  return {
    answers: review.answers,
    findings: Object.fromEntries(findings),
    comment: review.comment ?? '',
  };
}

/** What is sent: findings of what is not met and has words. */
function contentOf({ answers, findings, comment }: Entry) {
  return {
    answers,
    comment,
    findings: checklistItems.flatMap(({ key }) => {
      const entry = findings[key];
      if (answers[key] !== 'notMet' || !entry || entry.finding.trim() === '') return [];
      const { finding, followUpOn } = entry;
      return [{ itemKey: key, finding, followUpOn: followUpOn === '' ? null : followUpOn }];
    }),
  };
}

function useReview(review: QualityReview) {
  const kept = `qualityReview ${review.id}`;
  const [entry, setEntry] = useState<Entry>(() => keptOr(kept, entryOf(review)));
  const [notice, setNotice] = useState<string | null>(null);
  const [missing, setMissing] = useState<readonly ChecklistKey[]>([]);
  const [hasSaved, setSaved] = useState(false);
  const save = useChange('quality.saveReview');
  const back = useNavigation((navigation) => navigation.back);
  function change(over: Partial<Entry>): void {
    const next = { ...entry, ...over };
    setEntry(next);
    setSaved(false);
    keepForm(kept, next);
  }
  async function submit(isFinished: boolean): Promise<void> {
    setNotice(null);
    setMissing([]);
    const seen = review.version;
    const reply = await save.mutateAsync({
      reviewId: review.id,
      seen,
      ...contentOf(entry),
      isFinished,
    });
    if (reply.ok) {
      forgetForm(kept);
      setSaved(true);
      if (isFinished) back();
      return;
    }
    setNotice(reply.failure.message);
    if (reply.failure.code === 'Incomplete') setMissing(reply.failure.details.itemKeys);
  }
  return { entry, change, notice, missing, hasSaved, submit, isPending: save.isPending };
}

type ChecklistProps = { readonly review: QualityReview; readonly isOwn: boolean };

function Checklist({ review, isOwn }: ChecklistProps) {
  const { entry, change, notice, missing, hasSaved, submit, isPending } = useReview(review);
  const site = useSite();
  const isDone = review.reviewedAt !== null;
  const isClosed = isDone || isOwn;
  return (
    <Panel heading="Checklist">
      <Stack gap={5}>
        {isDone && site && (
          <InlineMessage tone="info">
            Finished by {apart(review.reviewedByName ?? '')} on{' '}
            {formatInstant(review.reviewedAt ?? '', site.timeZone)}. It stays as it is.
          </InlineMessage>
        )}
        {notice !== null && <FormNotice>{notice}</FormNotice>}
        {checklistItems.map(({ key, question }) => (
          <ChecklistQuestion
            key={key}
            question={question}
            answer={entry.answers[key] ?? null}
            finding={entry.findings[key] ?? { finding: '', followUpOn: '' }}
            isMissing={missing.includes(key)}
            isDisabled={isClosed}
            onAnswer={(answer) => change({ answers: { ...entry.answers, [key]: answer } })}
            onFinding={(finding) => change({ findings: { ...entry.findings, [key]: finding } })}
          />
        ))}
        <TextAreaField
          label="Comment"
          description="What else should be known of this review"
          isDisabled={isClosed}
          value={entry.comment}
          onChange={(comment) => change({ comment })}
        />
        {!isClosed && (
          <Row isWrapping justify="end">
            {hasSaved && <span role="status">Kept on this computer</span>}
            <Button isPending={isPending} onPress={() => void submit(false)}>
              Keep and go on later
            </Button>
            <Button variant="primary" isPending={isPending} onPress={() => void submit(true)}>
              Finish review
            </Button>
          </Row>
        )}
      </Stack>
    </Panel>
  );
}

/** One record beside the checklist that it is reviewed by. */
export function QualityReviewScreen({ reviewId }: { readonly reviewId: string }) {
  const review = useOperation('quality.getReview', { reviewId });
  const userId = useSignedIn(({ user }) => user?.userId);
  if (review.data === undefined) return <QueryNotice query={review} what="Review" />;
  const { data } = review;
  const isOwn = data.recordedBy === userId;
  return (
    <Stack gap={5}>
      <PageHeader title={`Review: ${apart(data.productName)}`} subtitle={whoseRecord(data)} />
      {isOwn && (
        <InlineMessage tone="caution" title="You recorded this treatment">
          Somebody else must review it.
        </InlineMessage>
      )}
      <Grid minColumnRem={24}>
        <div className="quality-record">
          <Panel heading="The record">
            <TreatmentReadingPanel treatmentRecordId={data.treatmentRecordId} />
          </Panel>
        </div>
        <Checklist key={data.version} review={data} isOwn={isOwn} />
      </Grid>
    </Stack>
  );
}
