import { apart } from '../../shared/base/apart.ts';
import {
  areaReductionPercent,
  baselineOf,
  sizePointsOf,
} from '../../shared/assessments/area-reduction.ts';
import type { WoundAssessment } from '../../shared/assessments/assessment.ts';
import { healingOf } from '../../shared/assessments/healing.ts';
import { fromDayNumber } from '../../shared/base/civil-date.ts';
import { areaInWords, changeInWords } from '../../shared/base/size-words.ts';
import { formatCivilDate, formatQuantity } from '../ui/format.ts';
import { METHOD_WORDS, sizeInWords } from './assessment-words.ts';
import type { TreatmentMark } from './healing-chart.ts';
import { CHART, printedChart } from './printed-chart.ts';

export type PrintedSizesPanelProps = {
  /** Of one episode of care, newest first, voided ones left out. */
  readonly assessments: readonly WoundAssessment[];
  readonly treatments: readonly TreatmentMark[];
  /** How many of the newest rows are printed. */
  readonly limit: number;
};

function PrintedChart({ chart }: { readonly chart: ReturnType<typeof printedChart> }) {
  const { width, height, left, right, bottom } = CHART;
  const line = chart.sizes.map(({ x, y }) => `${x},${y}`).join(' ');
  return (
    <svg
      className="printed-chart"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label="Area over time; the table below says the same"
    >
      {chart.areas.map(({ areaCm2, y }, index) => (
        <g key={areaCm2}>
          <line x1={left} x2={width - right} y1={y} y2={y} className="printed-chart__grid" />
          <text x={left - 6} y={y + 4} textAnchor="end">
            {index === chart.areas.length - 1 ? `${areaCm2} cm²` : areaCm2}
          </text>
        </g>
      ))}
      {chart.days.map(({ day, x }) => (
        <text key={day} x={x} y={height - bottom + 18} textAnchor="middle">
          {formatCivilDate(fromDayNumber(day)).replace(/ \d{4}$/, '')}
        </text>
      ))}
      <polyline points={line} className="printed-chart__line" />
      {chart.treated.map(({ key, x, y }) => (
        <path key={key} d={`M ${x} ${y - 9} l 4 5 l -4 5 l -4 -5 Z`} />
      ))}
      {chart.sizes.map(({ key, x, y }) => (
        <circle key={key} cx={x} cy={y} r={4} className="printed-chart__size" />
      ))}
    </svg>
  );
}

function signedInWords({ signedByName, cosignedByName }: WoundAssessment): string {
  if (signedByName === null) return 'unsigned';
  return cosignedByName === null
    ? signedByName
    : `${apart(signedByName)}, ${apart(cosignedByName)}`;
}

/** Sizes of an episode as they stand on paper: a chart of the method that measured most, and a table. */
export function PrintedSizesPanel({ assessments, treatments, limit }: PrintedSizesPanelProps) {
  const { curves } = healingOf(sizePointsOf(assessments));
  const points = curves[0]?.points ?? [];
  const sized = assessments.filter(({ areaMm2 }) => areaMm2 !== null);
  const baselines = new Map(
    curves.map((curve) => [curve.methods[0], baselineOf(curve.points)] as const),
  );
  const shown = sized.slice(0, limit);
  if (sized.length === 0) return <p>No size was measured in this episode of care.</p>;
  return (
    <>
      <PrintedChart chart={printedChart(points, treatments)} />
      <p className="print-sheet__note">
        Circles: area{curves.length > 1 ? ' by the method that measured most' : ''}. Diamonds: days
        of treatment.
      </p>
      <table className="print-table">
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col">Size</th>
            <th scope="col">Measured by</th>
            <th scope="col">Area</th>
            <th scope="col">Change</th>
            <th scope="col">PUSH</th>
            <th scope="col">Signed by</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((each) => {
            const baseline = each.method === null ? null : baselines.get(each.method);
            const percent =
              baseline && each.areaMm2 !== null && baseline.id !== each.id
                ? areaReductionPercent(baseline.areaMm2, each.areaMm2)
                : null;
            return (
              <tr key={each.id}>
                <th scope="row">{formatCivilDate(each.assessedOn)}</th>
                <td>{sizeInWords(each)}</td>
                <td>{each.method === null ? '' : METHOD_WORDS[each.method]}</td>
                <td>{each.areaMm2 === null ? '' : areaInWords(each.areaMm2)}</td>
                <td>{percent === null ? '' : changeInWords(percent)}</td>
                <td>{each.pushScore ?? ''}</td>
                <td dir="auto">{signedInWords(each)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {shown.length < sized.length && (
        <p className="print-sheet__note">
          {formatQuantity(sized.length - shown.length, 'earlier size')} not printed.
        </p>
      )}
    </>
  );
}
