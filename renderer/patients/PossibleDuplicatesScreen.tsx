import { CircleCheck } from 'lucide-react';
import { useState } from 'react';
import type { ComparedPair, PairKey, PairView } from '../../shared/patients/duplicates-contract.ts';
import { useOperation } from '../client/use-operation.ts';
import { useSite } from '../client/use-site.ts';
import { useNavigation } from '../navigation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Tabs } from '../ui/Tabs.tsx';
import { ComparedPairCard } from './ComparedPairCard.tsx';
import { type PairVerb, SayOfPairDialog } from './SayOfPairDialog.tsx';

const PAGE = 20;

const NOTHING = {
  open: 'Nothing looks like one person registered twice',
  linked: 'No charts are linked',
  two: 'Of nobody it was said that they are two people',
} as const satisfies Record<PairView, string>;

type PairsProps = { readonly view: PairView; readonly ofPatient: string | null };

function Pairs({ view, ofPatient }: PairsProps) {
  const site = useSite();
  // How each page was reached; the last is shown.
  const [pages, setPages] = useState<readonly (PairKey | null)[]>([null]);
  const [saying, setSaying] = useState<{ verb: PairVerb; pair: ComparedPair } | null>(null);
  const after = pages.at(-1) ?? null;
  const found = useOperation(
    'patients.possibleDuplicates',
    { view, patientId: ofPatient, after, limit: PAGE },
    { keepsPrevious: true },
  );
  if (found.data === undefined) return <QueryNotice query={found} what="Possible duplicates" />;
  const { pairs, next } = found.data;
  return (
    <Stack gap={4}>
      {pairs.length === 0 && next === null && (
        <Panel>
          <EmptyState icon={CircleCheck} title={NOTHING[view]} />
        </Panel>
      )}
      {pairs.map((pair) => (
        <ComparedPairCard
          key={pair.patients.map(({ id }) => id).join()}
          pair={pair}
          view={view}
          timeZone={site?.timeZone}
          onSay={(verb) => setSaying({ verb, pair })}
        />
      ))}
      {(pages.length > 1 || next !== null) && (
        <Row>
          <Button isDisabled={pages.length === 1} onPress={() => setPages(pages.slice(0, -1))}>
            Newer registrations
          </Button>
          <Button isDisabled={next === null} onPress={() => setPages([...pages, next])}>
            Earlier registrations
          </Button>
        </Row>
      )}
      {saying && (
        <SayOfPairDialog
          verb={saying.verb}
          patients={saying.pair.patients}
          onClose={() => setSaying(null)}
        />
      )}
    </Stack>
  );
}

export type PossibleDuplicatesScreenProps = {
  /** Null: of everybody. */
  readonly ofPatient: string | null;
};

/** Who may be registered twice, and what was said of those who looked like it. */
export function PossibleDuplicatesScreen({ ofPatient }: PossibleDuplicatesScreenProps) {
  const [view, setView] = useState<PairView>('open');
  const back = useNavigation((navigation) => navigation.back);
  const content = (of: PairView) => <Pairs key={of} view={of} ofPatient={ofPatient} />;
  return (
    <Stack gap={5}>
      <PageHeader
        title="Possible duplicates"
        subtitle={
          ofPatient === null
            ? 'Registrations that could be one person. Nothing is ever merged: linked charts show each other.'
            : 'Of this patient. Nothing is ever merged: linked charts show each other.'
        }
        actions={<Button onPress={back}>Back</Button>}
      />
      <Tabs
        label="Possible duplicates"
        selectedKey={view}
        onSelect={setView}
        tabs={[
          { key: 'open', label: 'To decide', content: content('open') },
          { key: 'linked', label: 'Linked', content: content('linked') },
          { key: 'two', label: 'Two people', content: content('two') },
        ]}
      />
    </Stack>
  );
}
