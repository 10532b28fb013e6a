import { apart } from '../../shared/base/apart.ts';
import type { SyncReview } from '../../shared/sync/sync-review.ts';
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
import { placeOf, placeWords } from './review-place.ts';
import { SettlePanel } from './SettlePanel.tsx';

type PartProps = { readonly review: SyncReview; readonly timeZone: string };

function authorWords(side: SyncReview['standing'], timeZone: string): string {
  const { userName, deviceName, at } = side;
  const where = deviceName === null ? null : `on ${apart(deviceName)}`;
  const when = at === null ? null : formatInstant(at, timeZone);
  return [userName ?? 'Not known by whom', when, where].filter((part) => part !== null).join(', ');
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
      key: 'seen',
      header: 'What its author had seen',
      render: (line) => <span dir="auto">{line.seen || '(empty)'}</span>,
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
  const lines = linesOf(review, timeZone);
  const hasSeen = lines.some(({ seen }) => seen !== null);
  const shown = columns(review).filter(
    ({ key }) => (hasStanding || key !== 'standing') && (hasSeen || key !== 'seen'),
  );
  return (
    <Panel heading={hasStanding ? 'Side by side' : 'What was recorded'}>
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
          rows={lines}
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
      Settled by {apart(settlement.settledByName)}, {formatInstant(settlement.settledAt, timeZone)}.
      {settlement.note !== null && ` ${settlement.note}`}
    </InlineMessage>
  );
}

function ReviewView({ review, timeZone }: PartProps) {
  const go = useNavigation((navigation) => navigation.go);
  const { title, says } = kindWords(review);
  const { patientId, patientName, entity, record } = review;
  const about = [entityWords(entity), record.words, patientName]
    .filter((part) => part !== null)
    .join(' · ');
  const place = placeOf(review);
  return (
    <Stack gap={5}>
      <PageHeader
        title={title}
        subtitle={about}
        actions={
          <Row>
            {place !== null && <Button onPress={() => go(place)}>{placeWords(place)}</Button>}
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

/** One entry of the list: both sides, who wrote them and when, and what can be chosen. */
export function ReviewScreen({ reviewId }: { readonly reviewId: string }) {
  const review = useOperation('sync.review', { reviewId });
  const site = useSite();
  if (review.data === undefined || site === null)
    return <QueryNotice query={review} what="The entry" />;
  return <ReviewView review={review.data} timeZone={site.timeZone} />;
}
