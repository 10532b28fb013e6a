import { ClipboardCheck } from 'lucide-react';
import { useState } from 'react';
import { apart } from '../../shared/base/apart.ts';
import type { QualityReview, QualitySample } from '../../shared/quality/contract.ts';
import { useOperation } from '../client/use-operation.ts';
import { useNavigation } from '../navigation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatCivilDate, formatQuantity } from '../ui/format.ts';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { ruleWords, whoseRecord } from './quality-words.ts';

function ReviewState({ review }: { readonly review: QualityReview }) {
  if (review.reviewedAt === null)
    return Object.keys(review.answers).length === 0 ? (
      <Badge>Not begun</Badge>
    ) : (
      <Badge tone="info">Begun</Badge>
    );
  return review.findings.length === 0 ? (
    <Badge tone="success">Nothing found</Badge>
  ) : (
    <Badge tone="caution">{formatQuantity(review.findings.length, 'finding')}</Badge>
  );
}

const columns: readonly Column<QualityReview>[] = [
  { key: 'who', header: 'Patient', isRowHeader: true, render: whoseRecord },
  {
    key: 'when',
    header: 'Applied',
    isNoWrap: true,
    render: ({ dateApplied }) => formatCivilDate(dateApplied),
  },
  { key: 'product', header: 'Product', render: ({ productName }) => productName },
  { key: 'by', header: 'Recorded by', render: ({ recordedByName }) => recordedByName },
  { key: 'state', header: 'Review', render: (review) => <ReviewState review={review} /> },
];

function Reviews({ sampleId }: { readonly sampleId: string }) {
  const go = useNavigation((navigation) => navigation.go);
  const reviews = useOperation('quality.reviews', { sampleId });
  if (reviews.data === undefined) return <QueryNotice query={reviews} what="Reviews" />;
  return (
    <DataTable
      caption="Records of this sample"
      isCaptionHidden
      isDense
      columns={columns}
      rows={reviews.data}
      rowKey={({ id }) => id}
      rowTone={({ reviewedAt }) => (reviewedAt === null ? undefined : 'muted')}
      rowAction={{
        label: (review) => `Review ${whoseRecord(review)}`,
        onPress: ({ id }) => go({ screen: 'qualityReview', reviewId: id }),
      }}
    />
  );
}

function Sample({
  sample,
  isFirst,
}: {
  readonly sample: QualitySample;
  readonly isFirst: boolean;
}) {
  const [isOpen, setOpen] = useState(isFirst);
  const { recordCount, reviewedCount } = sample;
  return (
    <Panel
      heading={sample.title}
      isFlush={isOpen}
      actions={
        <Button
          variant="quiet"
          aria-label={`${isOpen ? 'Hide' : 'Show'} records of ${sample.title}`}
          onPress={() => setOpen(!isOpen)}
        >
          {isOpen ? 'Hide records' : 'Show records'}
        </Button>
      }
    >
      <p
        className={
          isOpen ? 'quality-sample__facts quality-sample__facts--inset' : 'quality-sample__facts'
        }
      >
        {ruleWords(sample.rule)}. Drawn by {apart(sample.drawnByName)}. {reviewedCount} of{' '}
        {recordCount} reviewed.
      </p>
      {isOpen && <Reviews sampleId={sample.id} />}
    </Panel>
  );
}

/** Every sample that was drawn, the newest first and open. */
export function SampleList({ samples }: { readonly samples: readonly QualitySample[] }) {
  if (samples.length === 0)
    return (
      <EmptyState icon={ClipboardCheck} title="No sample was drawn yet">
        Draw some records of each clinician by chance, or those that a filter finds.
      </EmptyState>
    );
  return (
    <Stack>
      {samples.map((sample, at) => (
        <Sample key={sample.id} sample={sample} isFirst={at === 0} />
      ))}
    </Stack>
  );
}
