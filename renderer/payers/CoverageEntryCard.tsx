import { Pencil } from 'lucide-react';
import {
  type Coverage,
  type PriorAuthorization,
  priorityNames,
  relationshipNames,
  SELF,
} from '../../shared/payers/coverage.ts';
import { useMay } from '../signed-in.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { Row } from '../ui/Row.tsx';
import { daysInWords, subscriberInWords } from './payer-words.ts';

export type CoverageAction = 'correct' | 'end' | 'void' | 'authorize' | 'history';

export type CoverageEntryCardProps = {
  readonly coverage: Coverage;
  readonly today: string;
  /** The authorization is the one that is corrected; null for a new one. */
  readonly onPress: (what: CoverageAction, authorization: PriorAuthorization | null) => void;
};

function State({ coverage, today }: Pick<CoverageEntryCardProps, 'coverage' | 'today'>) {
  const { voidedAt, endsOn, startsOn } = coverage;
  if (voidedAt !== null) return <Badge tone="danger">Struck out</Badge>;
  if (endsOn !== null && endsOn < today) return <Badge>Ended</Badge>;
  return startsOn > today ? <Badge tone="info">Not yet</Badge> : null;
}

function Authorizations({ coverage, onPress }: Omit<CoverageEntryCardProps, 'today'>) {
  const mayWrite = useMay('coverages.write') && coverage.voidedAt === null;
  if (coverage.authorizations.length === 0) return null;
  return (
    <ul className="coverages__authorizations" aria-label="Prior authorizations">
      {coverage.authorizations.map((each) => (
        <li key={each.id} className="coverages__head">
          <span>
            Authorization {each.authorizationNumber}, {daysInWords(each.startsOn, each.endsOn)}
            {each.woundId === null ? '' : ', for one wound'}
          </span>
          {mayWrite && (
            <IconButton
              label={`Correct authorization ${each.authorizationNumber}`}
              icon={Pencil}
              onPress={() => onPress('authorize', each)}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

const CHANGES = [
  { what: 'correct', words: 'Correct' },
  { what: 'authorize', words: 'Add authorization' },
  { what: 'end', words: 'End' },
  { what: 'void', words: 'Strike out' },
] as const;
const HISTORY = { what: 'history', words: 'History' } as const;

function Actions({ coverage, onPress }: Omit<CoverageEntryCardProps, 'today'>) {
  const mayWrite = useMay('coverages.write') && coverage.voidedAt === null;
  const actions = [
    ...(mayWrite ? CHANGES : []),
    // Only where something was changed.
    ...(coverage.version > 1 ? [HISTORY] : []),
  ];
  return (
    <Row isWrapping gap={1}>
      {actions.map(({ what, words }) => (
        <Button
          key={what}
          variant="quiet"
          aria-label={`${words}: insurance with ${coverage.payerName}`}
          onPress={() => onPress(what, null)}
        >
          {words}
        </Button>
      ))}
    </Row>
  );
}

/** One insurance of a patient, as the card says it. */
export function CoverageEntryCard({ coverage, today, onPress }: CoverageEntryCardProps) {
  const { payerName, priority, memberId, groupNumber, relationshipCode } = coverage;
  return (
    <li>
      <div className="coverages__head">
        <strong dir="auto">{payerName}</strong>
        <Badge tone={priority === 1 ? 'accent' : 'neutral'}>{priorityNames[priority]}</Badge>
        <State coverage={coverage} today={today} />
      </div>
      <div>
        Member {memberId}
        {groupNumber === null ? '' : ` · Group ${groupNumber}`}
      </div>
      {relationshipCode !== SELF && (
        <div dir="auto">
          Insured: {subscriberInWords(coverage)}. The patient is their{' '}
          {relationshipNames[relationshipCode].toLowerCase()}
        </div>
      )}
      <div>Holds {daysInWords(coverage.startsOn, coverage.endsOn)}</div>
      {coverage.voidReason !== null && <div dir="auto">{coverage.voidReason}</div>}
      <Authorizations coverage={coverage} onPress={onPress} />
      <Actions coverage={coverage} onPress={onPress} />
    </li>
  );
}
