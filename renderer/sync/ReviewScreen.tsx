import type { SyncReview } from '../../shared/sync/contract.ts';
import { useOperation } from '../client/use-operation.ts';
import { useSite } from '../client/use-site.ts';
import { useNavigation } from '../navigation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { Button } from '../ui/Button.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { formatInstant } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { KeyValueList } from '../ui/KeyValueList.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { companionsOf, linesOf, type ReviewLine } from './review-lines.ts';
import { choiceWords, entityWords, kindWords, sideWords } from './review-words.ts';
import { SettlePanel } from './SettlePanel.tsx';

const AT_MOST = 500;

type PartProps = { readonly review: SyncReview; readonly timeZone: string };

function authorWords({ userName, at }: SyncReview['standing'], timeZone: string): string {
  const who = userName ?? 'Not known by whom';
  return at === null ? who : `${who}, ${formatInstant(at, timeZone)}`;
}

function columns(review: SyncReview): readonly Column<ReviewLine>[] {
  const { standing, arriving } = sideWords(review);
  return [
    {
      key: 'field',
      header: 'Field',
      width: '12rem',
      isRowHeader: true,
      render: (line) => line.label,
    },
    {
      key: 'standing',
      header: standing,
      render: (line) => <span dir="auto">{line.standing || '(empty)'}</span>,
    },
    {
      key: 'arriving',
      header: arriving,
      render: (line) => <span dir="auto">{line.arriving || '(empty)'}</span>,
    },
  ];
}

function Companions({ review }: { readonly review: SyncReview }) {
  const others = companionsOf(review).map((entity) => entityWords(entity).toLowerCase());
  if (others.length === 0) return null;
  return <p>It came together with changes of: {others.join(', ')}. They are decided with it.</p>;
}

function BothSides({ review, timeZone }: PartProps) {
  const { standing, arriving } = sideWords(review);
  const hasStanding = review.standing.rows.length > 0;
  const shown = columns(review).filter(({ key }) => hasStanding || key !== 'standing');
  return (
    <Panel heading="Side by side">
      <Stack>
        <KeyValueList
          layout="columns"
          entries={[
            ...(hasStanding
              ? [{ key: 's', label: standing, value: authorWords(review.standing, timeZone) }]
              : []),
            { key: 'a', label: arriving, value: authorWords(review.arriving, timeZone) },
          ]}
        />
        <DataTable
          caption={hasStanding ? 'Only the fields that differ' : 'What it says'}
          columns={shown}
          rows={linesOf(review, timeZone)}
          rowKey={({ key }) => key}
          emptyState={<p className="sync-same">Both say the same in every field.</p>}
        />
        <Companions review={review} />
      </Stack>
    </Panel>
  );
}

function Settled({ review, timeZone }: PartProps) {
  const { settlement } = review;
  if (settlement === null) return null;
  return (
    <InlineMessage tone="success" title={`Decided: ${choiceWords(settlement.choice, review)}`}>
      Settled by {settlement.settledByName}, {formatInstant(settlement.settledAt, timeZone)}.
      {settlement.note !== null && ` ${settlement.note}`}
    </InlineMessage>
  );
}

function ReviewView({ review, timeZone }: PartProps) {
  const go = useNavigation((navigation) => navigation.go);
  const { title, says } = kindWords(review);
  const { patientId, patientName, entity } = review;
  const about =
    patientName === null ? entityWords(entity) : `${entityWords(entity)} · ${patientName}`;
  return (
    <Stack gap={5}>
      <PageHeader
        title={title}
        subtitle={about}
        actions={
          <Row>
            {patientId !== null && (
              <Button onPress={() => go({ screen: 'chart', patientId })}>Open the chart</Button>
            )}
            <Button onPress={() => go({ screen: 'toSettle' })}>All that is to settle</Button>
          </Row>
        }
      />
      <p className="sync-words">{says}</p>
      <Settled review={review} timeZone={timeZone} />
      <BothSides review={review} timeZone={timeZone} />
      <SettlePanel review={review} />
    </Stack>
  );
}

export type ReviewScreenProps = {
  readonly reviewId: string;
  /** Whose chart it is about; null for what is of no chart. */
  readonly inChartOf: string | null;
};

/** One entry of the list: both sides, who wrote them and when, and what can be chosen. */
export function ReviewScreen({ reviewId, inChartOf }: ReviewScreenProps) {
  const reviews = useOperation('sync.reviews', {
    patientId: inChartOf,
    isOpenOnly: false,
    limit: AT_MOST,
  });
  const site = useSite();
  if (reviews.data === undefined || site === null)
    return <QueryNotice query={reviews} what="The entry" />;
  const review = reviews.data.find(({ id }) => id === reviewId);
  if (review === undefined)
    return <InlineMessage tone="info">This entry is not in the list any more.</InlineMessage>;
  return <ReviewView review={review} timeZone={site.timeZone} />;
}
