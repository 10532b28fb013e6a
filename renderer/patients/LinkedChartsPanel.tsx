import { Link2 } from 'lucide-react';
import { apart } from '../../shared/base/apart.ts';
import type { Chart, LinkedChart } from '../../shared/patients/contract.ts';
import type { Patient } from '../../shared/patients/patient.ts';
import { useOperation } from '../client/use-operation.ts';
import { useNavigation } from '../navigation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { Button } from '../ui/Button.tsx';
import { formatCivilDate, formatCount } from '../ui/format.ts';
import { Panel } from '../ui/Panel.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { chartName } from './pair-words.ts';
import { identifiers, listName } from './patient-words.ts';
import { PreferredChart } from './PreferredChart.tsx';

type Line = { readonly id: string; readonly words: string };

type LinesProps = { readonly heading: string; readonly lines: readonly Line[] };

function Lines({ heading, lines }: LinesProps) {
  return (
    <div>
      <h3 className="linked-chart__heading">{heading}</h3>
      {lines.length === 0 ? (
        <p className="linked-chart__none">None recorded</p>
      ) : (
        <ul className="linked-chart__lines">
          {lines.map(({ id, words }) => (
            <li key={id} dir="auto">
              {words}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function untilWords(endsOn: string | null): string {
  return endsOn === null ? '' : `, until ${formatCivilDate(endsOn)}`;
}

/** What the other chart holds beyond treatments and allergies, to read: it is changed in that chart. */
function OtherContent({ chart }: { readonly chart: LinkedChart }) {
  const patientId = chart.patient.id;
  const wounds = useOperation('wounds.list', { patientId });
  const conditions = useOperation('conditions.list', { patientId });
  const coverages = useOperation('coverages.list', { patientId });
  if (!wounds.data || !conditions.data || !coverages.data) {
    const failed = [wounds, conditions, coverages].find(({ error }) => error !== null) ?? wounds;
    return <QueryNotice query={failed} what="The linked chart" />;
  }
  const stands = ({ voidedAt }: { readonly voidedAt: string | null }) => voidedAt === null;
  return (
    <div className="linked-chart">
      <Lines
        heading="Wounds"
        lines={wounds.data.filter(stands).map(({ id, woundNumber, location, status }) => ({
          id,
          words: `Wound ${woundNumber}, ${location}: ${status}`,
        }))}
      />
      <Lines
        heading="Conditions"
        lines={conditions.data
          .filter(stands)
          .map(({ id, words, endedOn }) => ({ id, words: words + untilWords(endedOn) }))}
      />
      <Lines
        heading="Orders"
        lines={chart.orders.map(({ id, orderNumber, orderedOn, lines }) => ({
          id,
          words: `${orderNumber}, ${formatCivilDate(orderedOn)}: ${lines
            .map(
              ({ productName, quantityRemaining }) =>
                `${apart(productName)}, ${formatCount(Math.max(0, quantityRemaining))} left`,
            )
            .join('; ')}`,
        }))}
      />
      <Lines
        heading="Insurance"
        lines={coverages.data.filter(stands).map(({ id, payerName, memberId, endsOn }) => ({
          id,
          words: `${apart(payerName)}, ${memberId}${untilWords(endsOn)}`,
        }))}
      />
    </div>
  );
}

type OneProps = {
  readonly chart: LinkedChart;
  readonly own: Patient;
  readonly preferredPatientId: string | null;
};

function OneLinkedChart({ chart, own, preferredPatientId }: OneProps) {
  const go = useNavigation((navigation) => navigation.go);
  const { patient, link } = chart;
  return (
    <Panel
      heading={
        <>
          Linked chart: <bdi>{listName(patient)}</bdi>
        </>
      }
      actions={
        <Row>
          <Button
            aria-label={`Open that chart: ${chartName(patient)}`}
            onPress={() => go({ screen: 'chart', patientId: patient.id })}
          >
            Open that chart
          </Button>
          <Button
            variant="quiet"
            icon={Link2}
            aria-label={`Compare, or unlink ${chartName(patient)}`}
            onPress={() => go({ screen: 'possibleDuplicates', ofPatient: own.id })}
          >
            Compare
          </Button>
        </Row>
      }
    >
      <Stack gap={3}>
        <p>
          The same person, {identifiers(patient)}
          {link === null ? (
            ', linked by way of a third chart.'
          ) : (
            <>
              . Linked by <bdi>{link.saidByName}</bdi>: <bdi>{link.reason}</bdi>
            </>
          )}
        </p>
        <PreferredChart {...{ own, chart, preferredPatientId }} />
        <OtherContent chart={chart} />
      </Stack>
    </Panel>
  );
}

export type LinkedChartsPanelProps = {
  readonly chart: Pick<Chart, 'patient' | 'linkedCharts' | 'preferredPatientId'>;
};

/** The other charts of the same person, to read; nothing for nearly everybody. */
export function LinkedChartsPanel({ chart }: LinkedChartsPanelProps) {
  const { patient, linkedCharts, preferredPatientId } = chart;
  return linkedCharts.map((linked) => (
    <OneLinkedChart
      key={linked.patient.id}
      chart={linked}
      own={patient}
      preferredPatientId={preferredPatientId}
    />
  ));
}
