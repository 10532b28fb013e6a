import { Archive, ArchiveRestore, PencilLine, Plus } from 'lucide-react';
import { useState } from 'react';
import type { PlaceContents, StockLocation } from '../../shared/inventory/location-contract.ts';
import { useOperation } from '../client/use-operation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { useMay } from '../signed-in.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { Checkbox } from '../ui/Checkbox.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { formatQuantity } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { PlaceDialog } from './PlaceDialog.tsx';
import { RetirePlaceDialog } from './RetirePlaceDialog.tsx';
import { pieces as inPieces } from './stock-words.ts';

type Opened =
  | { readonly what: 'add' }
  | { readonly what: 'change' | 'retire'; readonly place: StockLocation }
  | { readonly what: 'none' };

function Contents({ contents }: { readonly contents: PlaceContents | undefined }) {
  if (contents === undefined) return <>Nothing</>;
  const { unitCount, pieces, missingPieces } = contents;
  return (
    <>
      {unitCount === 0
        ? 'Nothing'
        : `${inPieces(pieces)} of ${formatQuantity(unitCount, 'lot or serial', 'lots or serials')}`}{' '}
      {missingPieces > 0 && <Badge tone="danger">{inPieces(missingPieces)} below zero</Badge>}
    </>
  );
}

const named: readonly Column<StockLocation>[] = [
  { key: 'name', header: 'Place', isRowHeader: true, render: ({ name }) => <bdi>{name}</bdi> },
  {
    key: 'kind',
    header: 'Kind',
    render: ({ kind, isActive }) => (
      <>
        {kind === 'quarantine' ? 'Quarantine' : 'Shelf'}{' '}
        {!isActive && <Badge>No longer used</Badge>}
      </>
    ),
  },
];

type PlaceActionsProps = {
  readonly place: StockLocation;
  readonly onOpen: (opened: Opened) => void;
};

function PlaceActions({ place, onOpen }: PlaceActionsProps) {
  const verb = place.isActive ? 'Retire' : 'Use again';
  return (
    <Row isWrapping>
      <Button
        icon={PencilLine}
        aria-label={`Change ${place.name}`}
        onPress={() => onOpen({ what: 'change', place })}
      >
        Change
      </Button>
      <Button
        icon={place.isActive ? Archive : ArchiveRestore}
        aria-label={`${verb} ${place.name}`}
        onPress={() => onOpen({ what: 'retire', place })}
      >
        {verb}
      </Button>
    </Row>
  );
}

type PlacesProps = {
  readonly places: readonly StockLocation[];
  readonly onOpen: (opened: Opened) => void;
};

function Places({ places, onOpen }: PlacesProps) {
  const contents = useOperation('locations.contents', {});
  const facilities = useOperation('facilities.list', {});
  const mayAdjust = useMay('stock.adjust');
  if (contents.data === undefined) return <QueryNotice query={contents} what="What lies where" />;
  const columns: readonly Column<StockLocation>[] = [
    ...named,
    {
      key: 'contents',
      header: 'Holds',
      render: ({ id }) => (
        <Contents contents={contents.data.find(({ locationId }) => locationId === id)} />
      ),
    },
    {
      key: 'facility',
      header: 'Facility',
      render: ({ facilityId }) => (
        <bdi>{facilities.data?.find(({ id }) => id === facilityId)?.name ?? '–'}</bdi>
      ),
    },
  ];
  const doing: Column<StockLocation> = {
    key: 'do',
    header: 'Do',
    render: (place) => <PlaceActions place={place} onOpen={onOpen} />,
  };
  return (
    <Panel isFlush>
      <DataTable
        caption="Storage places, shelves first"
        isCaptionHidden
        columns={mayAdjust ? [...columns, doing] : columns}
        rows={places}
        rowKey={({ id }) => id}
        rowTone={({ isActive }) => (isActive ? undefined : 'muted')}
      />
    </Panel>
  );
}

/** Where pieces can lie: shelves and quarantines, and how much each of them holds. */
export function PlacesScreen() {
  const [includeInactive, setIncludeInactive] = useState(false);
  const [opened, setOpened] = useState<Opened>({ what: 'none' });
  const [message, setMessage] = useState<string | null>(null);
  const places = useOperation('locations.list', { includeInactive }, { keepsPrevious: true });
  const mayAdjust = useMay('stock.adjust');
  const closing = {
    onClose: () => setOpened({ what: 'none' }),
    onDone: (words: string) => {
      setOpened({ what: 'none' });
      setMessage(words);
    },
  };
  return (
    <Stack gap={5}>
      <PageHeader
        title="Storage places"
        subtitle="Shelves and quarantines, and what they hold"
        actions={
          mayAdjust && (
            <Button variant="primary" icon={Plus} onPress={() => setOpened({ what: 'add' })}>
              Add a place
            </Button>
          )
        }
      />
      {message !== null && <InlineMessage tone="success">{message}</InlineMessage>}
      <Checkbox
        label="Show places that are no longer used"
        value={includeInactive}
        onChange={setIncludeInactive}
      />
      {places.data === undefined ? (
        <QueryNotice query={places} what="Storage places" />
      ) : (
        <Places places={places.data} onOpen={setOpened} />
      )}
      {opened.what === 'add' && <PlaceDialog place={null} {...closing} />}
      {opened.what === 'change' && <PlaceDialog place={opened.place} {...closing} />}
      {opened.what === 'retire' && <RetirePlaceDialog place={opened.place} {...closing} />}
    </Stack>
  );
}
