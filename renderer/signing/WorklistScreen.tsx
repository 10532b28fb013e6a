import { SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';
import { type OutputOf, useOperation } from '../client/use-operation.ts';
import { useSite } from '../client/use-site.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { useMay } from '../signed-in.ts';
import { Button } from '../ui/Button.tsx';
import { formatQuantity } from '../ui/format.ts';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Tabs } from '../ui/Tabs.tsx';
import { SigningSettingsDialog } from './SigningSettingsDialog.tsx';
import { WaitingList } from './WaitingList.tsx';

/** As many as one signature can cover. */
const SHOWN = 100;

type Worklist = OutputOf<'signing.worklist'>;

function subtitleOf({ toSignCount, toCosignCount }: Worklist, mayCosign: boolean): string {
  const own = `${formatQuantity(toSignCount, 'record')} of yours`;
  return mayCosign ? `${own}, ${toCosignCount} of others` : own;
}

type ListsProps = { readonly worklist: Worklist; readonly timeZone: string };

/** Own records and those of others, beside each other for whoever may co-sign. */
function Lists({ worklist, timeZone }: ListsProps) {
  const { toSign, toSignCount, toCosign, toCosignCount } = worklist;
  const [shown, setShown] = useState<'own' | 'others'>(
    toSignCount === 0 && toCosignCount > 0 ? 'others' : 'own',
  );
  const own = (
    <WaitingList meaning="author" waiting={toSign} count={toSignCount} timeZone={timeZone} />
  );
  if (!useMay('records.cosign')) return own;
  const others = (
    <WaitingList meaning="cosigner" waiting={toCosign} count={toCosignCount} timeZone={timeZone} />
  );
  return (
    <Tabs
      label="Which records"
      tabs={[
        { key: 'own', label: 'My signature', count: toSignCount, content: own },
        { key: 'others', label: 'Co-signature', count: toCosignCount, content: others },
      ]}
      selectedKey={shown}
      onSelect={setShown}
    />
  );
}

/** What waits for a signature of whoever is signed in. */
export function WorklistScreen() {
  const worklist = useOperation('signing.worklist', { limit: SHOWN });
  const site = useSite();
  const mayCosign = useMay('records.cosign');
  const mayRule = useMay('rules.manage');
  const [isRuling, setRuling] = useState(false);
  return (
    <div className="worklist">
      <PageHeader
        title="To sign"
        subtitle={worklist.data && subtitleOf(worklist.data, mayCosign)}
        actions={
          mayRule && (
            <Button icon={SlidersHorizontal} onPress={() => setRuling(true)}>
              Signing rules
            </Button>
          )
        }
      />
      {worklist.data === undefined || site === null ? (
        <QueryNotice query={worklist} what="Records to sign" />
      ) : (
        <Lists worklist={worklist.data} timeZone={site.timeZone} />
      )}
      {isRuling && <SigningSettingsDialog onClose={() => setRuling(false)} />}
    </div>
  );
}
