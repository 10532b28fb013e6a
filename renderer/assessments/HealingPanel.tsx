import { useDeferredValue, useMemo, useState } from 'react';
import { apart } from '../../shared/base/apart.ts';
import { areaReductionPercent, sizePointsOf } from '../../shared/assessments/area-reduction.ts';
import type { MeasuringMethod, WoundAssessment } from '../../shared/assessments/assessment.ts';
import { type HealingCurve, healingOf } from '../../shared/assessments/healing.ts';
import { areaInWords, changeInWords } from '../../shared/base/size-words.ts';
import type { Wound } from '../../shared/wounds/wound.ts';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatCivilDate, formatQuantity } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { METHOD_WORDS, sizeInWords } from './assessment-words.ts';
import { ChoiceBar } from './ChoiceBar.tsx';
import type { TreatmentMark } from './healing-chart.ts';
import { HealingChart } from './HealingChart.tsx';
import { HealingFigures, HealingThresholds } from './HealingFigures.tsx';

type Row = {
  readonly key: string;
  readonly day: string;
  /** A measured size; null for the treatments of a day. */
  readonly assessment: WoundAssessment | null;
  readonly change: number | null;
  readonly products: string;
};

/** As the chart draws a day of treatment. */
function TreatmentSign() {
  return (
    <svg className="healing-sign" viewBox="0 0 10 12" aria-hidden>
      <path d="M 5 0 L 10 6 L 5 12 L 0 6 Z" />
    </svg>
  );
}

/** Sizes and treatments by day, the newest first, as the chart has them. */
function rowsOf(
  curve: HealingCurve,
  assessments: readonly WoundAssessment[],
  treatments: readonly TreatmentMark[],
): readonly Row[] {
  const byId = new Map(assessments.map((assessment) => [assessment.id, assessment]));
  const sizes = curve.points.map(({ id, assessedOn, areaMm2 }) => ({
    key: id,
    day: assessedOn,
    assessment: byId.get(id) ?? null,
    change: curve.baseline && areaReductionPercent(curve.baseline.areaMm2, areaMm2),
    products: '',
  }));
  const days = [...new Set(treatments.map(({ dateApplied }) => dateApplied))];
  const treated = days.map((day) => ({
    key: day,
    day,
    assessment: null,
    change: null,
    products: treatments
      .filter(({ dateApplied }) => dateApplied === day)
      .map(({ productName }) => apart(productName))
      .join(', '),
  }));
  return [...sizes, ...treated].toSorted((one, other) => other.day.localeCompare(one.day));
}

const COLUMNS: readonly Column<Row>[] = [
  {
    key: 'day',
    header: 'Day',
    isRowHeader: true,
    isNoWrap: true,
    render: ({ day }) => formatCivilDate(day),
  },
  {
    key: 'size',
    header: 'Size or treatment',
    render: ({ assessment, products }) =>
      assessment === null ? (
        <span className="healing-table__treatment">
          <TreatmentSign /> <span className="visually-hidden">Treatment: </span>
          {products}
        </span>
      ) : (
        <span className="healing-table__size">{sizeInWords(assessment)}</span>
      ),
  },
  {
    key: 'method',
    header: 'Measured by',
    render: ({ assessment }) => (assessment?.method ? METHOD_WORDS[assessment.method] : ''),
  },
  {
    key: 'area',
    header: 'Area',
    align: 'end',
    isNoWrap: true,
    render: ({ assessment }) =>
      typeof assessment?.areaMm2 === 'number' ? areaInWords(assessment.areaMm2) : '',
  },
  {
    key: 'change',
    header: 'Change',
    align: 'end',
    render: ({ change }) => (change === null ? '' : changeInWords(change)),
  },
  {
    key: 'push',
    header: 'PUSH',
    align: 'end',
    render: ({ assessment }) => assessment?.pushScore ?? '',
  },
];

type Shown = MeasuringMethod | 'all';

function sentenceOf({ baseline, latest, reductionPercent }: HealingCurve): string {
  const now = `${areaInWords(latest.areaMm2)} on ${formatCivilDate(latest.assessedOn)}`;
  if (baseline === null || reductionPercent === null) return `Area over time: ${now}`;
  return `Area over time: ${areaInWords(baseline.areaMm2)} on ${formatCivilDate(baseline.assessedOn)}, ${now}, ${changeInWords(reductionPercent)}`;
}

type CurveProps = Omit<HealingPanelProps, 'wound'> & {
  readonly curve: HealingCurve;
  readonly etiology: Wound['etiology'];
};

function Curve({ curve, etiology, assessments, treatments }: CurveProps) {
  const rows = useMemo(
    () => rowsOf(curve, assessments, treatments),
    [curve, assessments, treatments],
  );
  // The figures are what is looked at first: the drawing may come a moment later.
  const drawn = useDeferredValue(curve, null);
  return (
    <Stack>
      {curve.methods.length > 1 && (
        <InlineMessage tone="caution">
          Measured in {formatQuantity(curve.methods.length, 'way')}: a ruler gives up to 40% more
          than a traced outline, so steps between them are no healing and no worsening.
        </InlineMessage>
      )}
      <HealingFigures curve={curve} />
      <div className="healing-chart__place">
        {drawn !== null && (
          <HealingChart curve={drawn} treatments={treatments} label={sentenceOf(curve)} />
        )}
      </div>
      <p className="healing-legend" aria-hidden>
        <span className="healing-legend__area" /> Area
        <span className="healing-legend__treatment">
          <TreatmentSign />
        </span>{' '}
        Treatment
      </p>
      <DataTable
        caption="Sizes and treatments, newest first"
        isDense
        maxBlockSize="15rem"
        columns={COLUMNS}
        rows={rows}
        rowKey={({ key }) => key}
        rowTone={({ assessment }) => (assessment === null ? 'muted' : undefined)}
      />
      <HealingThresholds curve={curve} etiology={etiology} />
    </Stack>
  );
}

function episodeName({ startedOn, endedOn }: Wound['episodes'][number]): string {
  return endedOn === null
    ? `Since ${formatCivilDate(startedOn)}`
    : `${formatCivilDate(startedOn)} to ${formatCivilDate(endedOn)}`;
}

export type HealingPanelProps = {
  readonly wound: Wound;
  /** All of the wound, newest first. */
  readonly assessments: readonly WoundAssessment[];
  /** The wound's treatments that are not voided. */
  readonly treatments: readonly TreatmentMark[];
};

/** How the wound heals: figures, the curve of each way of measuring, and the same in a table. */
export function HealingPanel({ wound, assessments, treatments }: HealingPanelProps) {
  const [episodeId, setEpisodeId] = useState<string | null>(null);
  const [shown, setShown] = useState<Shown | null>(null);
  const episode = wound.episodes.find(({ id }) => id === episodeId) ?? wound.episodes[0];
  const within = useMemo(() => {
    const isIn = (day: string) =>
      episode === undefined ||
      (day >= episode.startedOn && (episode.endedOn === null || day <= episode.endedOn));
    const own = assessments.filter((each) => each.episodeId === episode?.id);
    return {
      assessments: own,
      treatments: treatments.filter(({ dateApplied }) => isIn(dateApplied)),
      healing: healingOf(sizePointsOf(own)),
    };
  }, [assessments, treatments, episode]);
  const { curves, overall, isMixed } = within.healing;
  const own = curves.find(({ methods }) => methods[0] === shown);
  const curve = shown === 'all' ? overall : (own ?? curves[0] ?? null);
  const methods = curves.flatMap((each) => {
    const [method] = each.methods;
    return method === undefined
      ? []
      : [{ key: method, title: `${METHOD_WORDS[method]} (${each.points.length})` }];
  });
  const choices: readonly { readonly key: Shown; readonly title: string }[] = [
    ...methods,
    { key: 'all', title: 'All together' },
  ];
  return (
    <Panel heading="Healing">
      <Stack>
        {wound.episodes.length > 1 && (
          <ChoiceBar
            label="Episode of care"
            choices={wound.episodes.map((each) => ({ key: each.id, title: episodeName(each) }))}
            value={episode?.id ?? null}
            onChange={setEpisodeId}
          />
        )}
        {isMixed && (
          <ChoiceBar
            label="Measured by"
            choices={choices}
            value={shown ?? methods[0]?.key ?? null}
            onChange={setShown}
          />
        )}
        {curve === null ? (
          <EmptyState title="No size yet">
            Once the wound is measured, its area is drawn here over time.
          </EmptyState>
        ) : (
          <Curve
            curve={curve}
            etiology={wound.etiology}
            assessments={within.assessments}
            treatments={within.treatments}
          />
        )}
      </Stack>
    </Panel>
  );
}
