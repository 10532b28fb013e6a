import { CircleCheck } from 'lucide-react';
import { useState } from 'react';
import type { SyncReview } from '../../shared/sync/sync-review.ts';
import { useOperation } from '../client/use-operation.ts';
import { useSite } from '../client/use-site.ts';
import { useNavigation } from '../navigation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { Badge } from '../ui/Badge.tsx';
import { Checkbox } from '../ui/Checkbox.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatInstant } from '../ui/format.ts';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { entityWords, kindWords } from './review-words.ts';

const AT_MOST = 500;

function State({ review }: { readonly review: SyncReview }) {
  if (review.settlement !== null) return <Badge tone="success">Settled</Badge>;
  return review.isBlocking ? (
    <Badge tone="caution">Must be settled</Badge>
  ) : (
    <Badge>To look at</Badge>
  );
}

function columns(timeZone: string | undefined): readonly Column<SyncReview>[] {
  return [
    {
      key: 'what',
      header: 'What happened',
      isRowHeader: true,
      render: (review) => kindWords(review).title,
    },
    {
      key: 'record',
      header: 'Record',
      render: ({ entity, record }) => (
        <bdi>{[entityWords(entity), record.words].filter((part) => part !== null).join(': ')}</bdi>
      ),
    },
    {
      key: 'patient',
      header: 'Patient',
      render: ({ patientName }) => (patientName === null ? '–' : <bdi>{patientName}</bdi>),
    },
    {
      key: 'by',
      header: 'By',
      render: ({ arriving }) => <bdi>{arriving.userName ?? 'Not known'}</bdi>,
    },
    {
      key: 'raised',
      header: 'Found',
      isNoWrap: true,
      render: ({ raisedAt }) => formatInstant(raisedAt, timeZone),
    },
    { key: 'state', header: 'State', render: (review) => <State review={review} /> },
  ];
}

/** What two people did without having seen each other’s, what holds something up first. */
export function ReviewsScreen() {
  const [showsSettled, setShowsSettled] = useState(false);
  const reviews = useOperation(
    'sync.reviews',
    { isOpenOnly: !showsSettled, limit: AT_MOST },
    { keepsPrevious: true },
  );
  const site = useSite();
  const go = useNavigation((navigation) => navigation.go);
  return (
    <Stack gap={5}>
      <PageHeader
        title="To settle"
        subtitle="What two people did without having seen each other’s. Nothing of it is lost."
      />
      <Checkbox label="Show what is settled too" value={showsSettled} onChange={setShowsSettled} />
      {reviews.data === undefined ? (
        <QueryNotice query={reviews} what="What is to be settled" />
      ) : (
        <Panel isFlush>
          <DataTable
            caption="To settle, what holds something up first"
            isCaptionHidden
            columns={columns(site?.timeZone)}
            rows={reviews.data}
            rowKey={({ id }) => id}
            rowTone={({ settlement }) => (settlement === null ? undefined : 'muted')}
            rowAction={{
              label: (review) =>
                `${kindWords(review).title}: open, ${review.patientName ?? entityWords(review.entity)}`,
              onPress: ({ id }) => go({ screen: 'syncReview', reviewId: id }),
            }}
            emptyState={
              <EmptyState icon={CircleCheck} title="Nothing to settle">
                When two computers meet with changes of the same record, both are shown here.
              </EmptyState>
            }
          />
        </Panel>
      )}
    </Stack>
  );
}
