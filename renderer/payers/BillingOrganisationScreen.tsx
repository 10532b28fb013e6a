import { Building2, Pencil, Plus } from 'lucide-react';
import { useState } from 'react';
import type { BillingOrganisation } from '../../shared/payers/billing-organisation.ts';
import { addressInWords } from '../../shared/payers/postal-address.ts';
import { useOperation } from '../client/use-operation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { useMay } from '../signed-in.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { KeyValueList } from '../ui/KeyValueList.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { organisationLabels } from './organisation-entry.ts';
import { OrganisationDialog } from './OrganisationDialog.tsx';
import { einInWords, phoneInWords } from './payer-words.ts';

function entriesOf(organisation: BillingOrganisation) {
  const { npi, ein, taxonomy, phone, contactName, submitterId } = organisation;
  const { receiverName, receiverId, sendsTests } = organisation;
  return [
    { key: 'npi', label: 'NPI', value: npi },
    { key: 'ein', label: organisationLabels.ein, value: einInWords(ein) },
    { key: 'taxonomy', label: organisationLabels.taxonomy, value: taxonomy ?? '' },
    { key: 'address', label: 'Address', value: addressInWords(organisation) },
    { key: 'contact', label: organisationLabels.contactName, value: contactName },
    { key: 'phone', label: organisationLabels.phone, value: phoneInWords(phone) },
    { key: 'submitter', label: organisationLabels.submitterId, value: submitterId },
    { key: 'receiver', label: organisationLabels.receiverName, value: receiverName },
    { key: 'receiverId', label: organisationLabels.receiverId, value: receiverId },
    {
      key: 'sendsTests',
      label: 'Files',
      value: sendsTests ? <Badge tone="caution">Sent as a trial</Badge> : 'Sent as real claims',
    },
  ];
}

/** Who bills: what every claim says of the organisation, and how its files are sent. */
export function BillingOrganisationScreen() {
  const query = useOperation('billingOrganisations.list', {});
  const mayWrite = useMay('rules.manage');
  const [opened, setOpened] = useState<{
    readonly organisation: BillingOrganisation | null;
  } | null>(null);
  return (
    <Stack gap={5}>
      <PageHeader
        title="Billing organisation"
        subtitle="Who bills, as every claim names it. The first one is used where none is chosen."
        actions={
          mayWrite && (
            <Button
              variant={query.data?.length === 0 ? 'primary' : 'secondary'}
              icon={Plus}
              onPress={() => setOpened({ organisation: null })}
            >
              Add who bills
            </Button>
          )
        }
      />
      {query.data === undefined ? (
        <QueryNotice query={query} what="Billing organisation" />
      ) : (
        query.data.map((organisation) => (
          <Panel
            key={organisation.id}
            heading={organisation.name}
            actions={
              mayWrite && (
                <Button
                  variant="quiet"
                  icon={Pencil}
                  aria-label={`Correct ${organisation.name}`}
                  onPress={() => setOpened({ organisation })}
                >
                  Correct
                </Button>
              )
            }
          >
            <KeyValueList layout="columns" entries={entriesOf(organisation)} />
          </Panel>
        ))
      )}
      {query.data?.length === 0 && (
        <EmptyState icon={Building2} title="Nobody bills yet">
          Claims need the organisation’s NPI, EIN and address.
        </EmptyState>
      )}
      {opened !== null && (
        <OrganisationDialog organisation={opened.organisation} onClose={() => setOpened(null)} />
      )}
    </Stack>
  );
}
