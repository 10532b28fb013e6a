import type { WoundAssessment } from '../../shared/assessments/assessment.ts';
import { apart } from '../../shared/base/apart.ts';
import { useOperation } from '../client/use-operation.ts';
import { formatInstant } from '../ui/format.ts';
import { assessmentLines } from './assessment-lines.ts';

export type PrintedAssessmentPanelProps = {
  readonly assessment: WoundAssessment;
  readonly timeZone: string;
};

const SIGNED_WORDS = { author: 'Signed', cosigner: 'Co-signed', amender: 'Amendment signed' };

function Signatures({ assessment, timeZone }: PrintedAssessmentPanelProps) {
  const { id, signedAt } = assessment;
  const history = useOperation(
    'signing.history',
    { kind: 'assessment', id },
    { enabled: signedAt !== null },
  );
  if (signedAt === null) return <p>Not signed yet.</p>;
  return (
    <ul className="print-signatures">
      {(history.data?.signatures ?? []).map((signature) => (
        <li key={signature.id}>
          {SIGNED_WORDS[signature.meaning]} by <strong>{apart(signature.signerName)}</strong>
          {signature.signerCredential !== null && `, ${apart(signature.signerCredential)}`},{' '}
          {formatInstant(signature.signedAt, timeZone)}. Seal {signature.contentDigest.slice(0, 12)}
        </li>
      ))}
    </ul>
  );
}

/** What was found last, in full, and who signed it. */
export function PrintedAssessmentPanel(props: PrintedAssessmentPanelProps) {
  const { assessment, timeZone } = props;
  const { pushScore, bwatScore, recordedByName, createdAt } = assessment;
  const scores = [
    { key: 'push', label: 'PUSH', value: pushScore === null ? '' : `${pushScore} of 17` },
    { key: 'bwat', label: 'BWAT', value: bwatScore === null ? '' : `${bwatScore} of 65` },
  ];
  const lines = [...assessmentLines(assessment), ...scores].filter(({ value }) => value !== '');
  return (
    <>
      <dl className="print-facts">
        {lines.map(({ key, label, value }) => (
          <div key={key}>
            <dt>{label}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
        <div>
          <dt>Recorded</dt>
          <dd>
            {recordedByName}, {formatInstant(createdAt, timeZone)}
          </dd>
        </div>
      </dl>
      <h3>Signatures</h3>
      <Signatures {...props} />
    </>
  );
}
