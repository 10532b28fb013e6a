import { useState } from 'react';
import { apart } from '../../shared/base/apart.ts';
import type { TreatmentRecord } from '../../shared/treatments/treatment-record.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { formatCivilDate, formatCount } from '../ui/format.ts';
import { Panel } from '../ui/Panel.tsx';

const AT_FIRST = 5;

/** What was used on this wound, newest first; the whole record stands in the chart. */
export function WoundTreatments({
  treatments,
}: {
  readonly treatments: readonly TreatmentRecord[];
}) {
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? treatments : treatments.slice(0, AT_FIRST);
  return (
    <Panel
      heading={
        treatments.length === 0 ? 'Treatments' : `Treatments (${formatCount(treatments.length)})`
      }
      footer={
        shown.length < treatments.length && (
          <Button onPress={() => setShowsAll(true)}>
            Show all ({formatCount(treatments.length - shown.length)} earlier)
          </Button>
        )
      }
    >
      {treatments.length === 0 ? (
        <p>No treatment names this wound yet. Choose it when one is logged.</p>
      ) : (
        <ul className="wound-treatments">
          {shown.map((record) => (
            <li key={record.id} className="wound-treatments__entry">
              <span className="wound-treatments__day">{formatCivilDate(record.dateApplied)}</span>
              <span>
                {record.voidedAt === null ? (
                  `${formatCount(record.quantityUsed)} × ${apart(record.productName)}`
                ) : (
                  <s>{`${formatCount(record.quantityUsed)} × ${apart(record.productName)}`}</s>
                )}{' '}
                {record.voidedAt !== null && <Badge tone="danger">Struck out</Badge>}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
