import { Hospital, Plus } from 'lucide-react';
import { useState } from 'react';
import { facilityGaps } from '../../shared/facilities/claim-gaps.ts';
import type { Facility } from '../../shared/facilities/contract.ts';
import { placeInWords } from '../../shared/facilities/place-of-service.ts';
import { addressInWords } from '../../shared/payers/postal-address.ts';
import { useOperation } from '../client/use-operation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { useMay } from '../signed-in.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { gapsInWords } from './facility-entry.ts';
import { FacilityActiveButton } from './FacilityActiveButton.tsx';
import { FacilityDialog } from './FacilityDialog.tsx';

function ForClaims({ facility }: { readonly facility: Facility }) {
  if (!facility.isActive) return <Badge>No longer used</Badge>;
  const missing = gapsInWords(facilityGaps(facility));
  return missing === '' ? (
    'Complete'
  ) : (
    <>
      <Badge tone="caution">Incomplete</Badge> {missing}
    </>
  );
}

function Reach({ facility }: { readonly facility: Facility }) {
  const address = addressInWords(facility);
  if (address === '' && facility.phone === null) return '–';
  return (
    <>
      {address !== '' && <div dir="auto">{address}</div>}
      {facility.phone !== null && <div>{facility.phone}</div>}
    </>
  );
}

const columns: readonly Column<Facility>[] = [
  {
    key: 'name',
    header: 'Facility',
    isRowHeader: true,
    render: ({ name }) => <bdi>{name}</bdi>,
  },
  {
    key: 'place',
    header: 'Place of service',
    render: ({ placeOfService }) => placeInWords(placeOfService) || '–',
  },
  { key: 'npi', header: 'NPI', isNoWrap: true, render: ({ npi }) => npi ?? '–' },
  {
    key: 'address',
    header: 'Address and telephone',
    render: (facility) => <Reach facility={facility} />,
  },
  { key: 'claims', header: 'For claims', render: (facility) => <ForClaims facility={facility} /> },
];

const changing: Column<Facility> = {
  key: 'change',
  header: <span className="visually-hidden">Use</span>,
  render: (facility) => <FacilityActiveButton facility={facility} />,
};

type FacilitiesTableProps = {
  readonly facilities: readonly Facility[];
  readonly onOpen: (facility: Facility) => void;
};

function FacilitiesTable({ facilities, onOpen }: FacilitiesTableProps) {
  const mayWrite = useMay('facilities.write');
  return (
    <Panel isFlush>
      <DataTable
        caption="Facilities, those in use first"
        isCaptionHidden
        columns={mayWrite ? [...columns, changing] : columns}
        rows={facilities}
        rowKey={({ id }) => id}
        rowTone={({ isActive }) => (isActive ? undefined : 'muted')}
        rowAction={
          mayWrite
            ? { label: ({ name }) => `${name}: correct this facility`, onPress: onOpen }
            : undefined
        }
        emptyState={
          <EmptyState icon={Hospital} title="No facilities yet">
            An order names one of them, and claims say where care was given.
          </EmptyState>
        }
      />
    </Panel>
  );
}

/** Where care is given, and whether claims can name the place. */
export function FacilitiesScreen() {
  const query = useOperation('facilities.list', {});
  const mayWrite = useMay('facilities.write');
  const [opened, setOpened] = useState<{ readonly facility: Facility | null } | null>(null);
  return (
    <Stack gap={5}>
      <PageHeader
        title="Facilities"
        subtitle="Where care is given, as claims name the place"
        actions={
          mayWrite && (
            <Button variant="primary" icon={Plus} onPress={() => setOpened({ facility: null })}>
              Add a facility
            </Button>
          )
        }
      />
      {query.data === undefined ? (
        <QueryNotice query={query} what="Facilities" />
      ) : (
        <FacilitiesTable facilities={query.data} onOpen={(facility) => setOpened({ facility })} />
      )}
      {opened !== null && (
        <FacilityDialog facility={opened.facility} onClose={() => setOpened(null)} />
      )}
    </Stack>
  );
}
