import { Link2, type LucideIcon, Unlink2, UsersRound } from 'lucide-react';
import type { ComparedPair, PairView } from '../../shared/patients/duplicates-contract.ts';
import { useNavigation } from '../navigation.ts';
import { useMay } from '../signed-in.ts';
import { Button } from '../ui/Button.tsx';
import { formatInstant } from '../ui/format.ts';
import { Panel } from '../ui/Panel.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { chartName, comparedLines, reasonsInWords } from './pair-words.ts';
import { listName } from './patient-words.ts';
import type { PairVerb } from './SayOfPairDialog.tsx';

type PairProps = { readonly pair: ComparedPair };

function OpenChart({ patient }: { readonly patient: ComparedPair['patients'][number] }) {
  const go = useNavigation((navigation) => navigation.go);
  return (
    <Button
      aria-label={`Open chart: ${chartName(patient)}`}
      onPress={() => go({ screen: 'chart', patientId: patient.id })}
    >
      Open chart
    </Button>
  );
}

function Comparison({ pair: { patients } }: PairProps) {
  const [one, other] = patients;
  const mayOpen = useMay('charts.read');
  return (
    <table className="compared-pair">
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">What is compared</span>
          </th>
          <th scope="col">Registered first</th>
          <th scope="col">Registered later</th>
        </tr>
      </thead>
      <tbody>
        {comparedLines(one, other).map(({ key, label, values, isSame }) => (
          <tr key={key} className={isSame ? undefined : 'compared-pair__differs'}>
            <th scope="row">
              {label}
              {!isSame && <span className="visually-hidden"> (differs)</span>}
            </th>
            {values.map((value, place) => (
              <td key={patients[place]?.id} dir="auto">
                {value || <span className="compared-pair__none">Not recorded</span>}
              </td>
            ))}
          </tr>
        ))}
        {mayOpen && (
          <tr>
            <th scope="row">
              <span className="visually-hidden">Chart</span>
            </th>
            {patients.map((patient) => (
              <td key={patient.id}>
                <OpenChart patient={patient} />
              </td>
            ))}
          </tr>
        )}
      </tbody>
    </table>
  );
}

type Choice = { readonly verb: PairVerb; readonly words: string; readonly icon: LucideIcon };

const VERBS = {
  open: [
    { verb: 'link', words: 'One person: link', icon: Link2 },
    { verb: 'notTheSame', words: 'Two people', icon: UsersRound },
  ],
  linked: [{ verb: 'unlink', words: 'Unlink', icon: Unlink2 }],
  two: [{ verb: 'askAgain', words: 'Ask again', icon: UsersRound }],
} as const satisfies Record<PairView, readonly Choice[]>;

export type ComparedPairCardProps = PairProps & {
  readonly view: PairView;
  readonly timeZone: string | undefined;
  readonly onSay: (verb: PairVerb) => void;
};

/** Two registrations side by side, why they could be one person, and what can be said of them. */
export function ComparedPairCard({ pair, view, timeZone, onSay }: ComparedPairCardProps) {
  const [one, other] = pair.patients;
  const names = `${chartName(one)} and ${chartName(other)}`;
  return (
    <Panel
      heading={
        <>
          <bdi>{listName(one)}</bdi> and <bdi>{listName(other)}</bdi>
        </>
      }
      footer={
        <Row>
          {VERBS[view].map(({ verb, words, icon }) => (
            <Button
              key={verb}
              icon={icon}
              variant={verb === 'link' ? 'primary' : undefined}
              aria-label={`${words}: ${names}`}
              onPress={() => onSay(verb)}
            >
              {words}
            </Button>
          ))}
        </Row>
      }
    >
      <Stack gap={3}>
        <p>{reasonsInWords(pair.reasons)}</p>
        {pair.saying !== null && (
          <p>
            <strong>{view === 'linked' ? 'One person' : 'Two people'}</strong>, said by{' '}
            <bdi>{pair.saying.saidByName}</bdi>, {formatInstant(pair.saying.saidAt, timeZone)}:{' '}
            <bdi>{pair.saying.reason}</bdi>
          </p>
        )}
        <Comparison pair={pair} />
      </Stack>
    </Panel>
  );
}
