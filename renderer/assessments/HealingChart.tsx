import { useMemo } from 'react';
import {
  Area,
  CartesianGrid,
  ComposedChart,
  ResponsiveContainer,
  Scatter,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import type { HealingCurve } from '../../shared/assessments/healing.ts';
import { fromDayNumber } from '../../shared/base/civil-date.ts';
import { areaInWords } from '../../shared/base/size-words.ts';
import { formatCivilDate } from '../ui/format.ts';
import { METHOD_WORDS } from './assessment-words.ts';
import {
  daySpan,
  dayTicks,
  type DrawnSize,
  drawnSizes,
  type TreatedDay,
  treatedDays,
  type TreatmentMark,
} from './healing-chart.ts';

type MarkProps = {
  readonly cx?: number | null | undefined;
  readonly cy?: number | null | undefined;
};

/** A treatment stands on the axis, where no size is ever taken for it. */
function TreatmentShape({ cx, cy }: MarkProps) {
  if (typeof cx !== 'number' || typeof cy !== 'number') return null;
  return (
    <path
      className="healing-chart__treatment"
      d={`M ${cx} ${cy - 13} l 5 6 l -5 6 l -5 -6 Z M ${cx} ${cy - 1} V ${cy}`}
    />
  );
}

type TipProps = {
  readonly active?: boolean;
  readonly payload?: readonly { readonly payload?: DrawnSize | TreatedDay }[];
};

function Tip({ active, payload }: TipProps) {
  const shown = payload?.flatMap((each) => each.payload ?? []) ?? [];
  const [first] = shown;
  if (active !== true || first === undefined) return null;
  const treated = shown.find((each) => 'products' in each);
  const size = shown.find((each) => 'method' in each);
  return (
    <div className="healing-chart__tip">
      <strong>{formatCivilDate(fromDayNumber(first.day))}</strong>
      {size && (
        <div>
          {areaInWords(size.areaMm2)} · {METHOD_WORDS[size.method].toLowerCase()}
        </div>
      )}
      {treated?.products.map((product, index) => (
        <div key={index}>{product}</div>
      ))}
    </div>
  );
}

function dayLabel(day: number): string {
  return formatCivilDate(fromDayNumber(day)).replace(/ \d{4}$/, '');
}

export type HealingChartProps = {
  readonly curve: HealingCurve;
  readonly treatments: readonly TreatmentMark[];
  /** The same in a sentence, for those who do not see it. */
  readonly label: string;
};

/** The area over time, with the days on which the wound was treated. The table beside it says the same. */
export function HealingChart({ curve, treatments, label }: HealingChartProps) {
  const drawn = useMemo(() => {
    const span = daySpan(curve.points, treatments);
    return {
      span,
      sizes: [...drawnSizes(curve.points)],
      treated: [...treatedDays(treatments, span)],
      ticks: [...dayTicks(span)],
    };
  }, [curve.points, treatments]);
  return (
    <div className="healing-chart">
      <ResponsiveContainer width="100%" height={240}>
        <ComposedChart
          data={drawn.sizes}
          margin={{ top: 12, right: 16, bottom: 0, left: 0 }}
          title={label}
          className="healing-chart__plot"
        >
          <CartesianGrid vertical={false} stroke="var(--color-border)" />
          <XAxis
            dataKey="day"
            type="number"
            domain={[...drawn.span]}
            ticks={drawn.ticks}
            tickFormatter={dayLabel}
            tick={{ fill: 'var(--color-muted)', fontSize: 12 }}
            stroke="var(--color-border-control)"
            padding={{ left: 12, right: 12 }}
          />
          <YAxis
            dataKey="areaCm2"
            width={64}
            domain={[0, 'auto']}
            tick={{ fill: 'var(--color-muted)', fontSize: 12 }}
            stroke="var(--color-border-control)"
            label={{
              value: 'cm²',
              position: 'insideTopLeft',
              fill: 'var(--color-muted)',
              fontSize: 12,
              dy: -4,
              dx: 6,
            }}
          />
          <Area
            dataKey="areaCm2"
            type="linear"
            stroke="var(--color-accent)"
            strokeWidth={2.5}
            fill="var(--color-accent)"
            fillOpacity={0.16}
            dot={{ r: 4, fill: 'var(--color-surface)', stroke: 'var(--color-accent)' }}
            activeDot={{ r: 6, fill: 'var(--color-accent)', stroke: 'var(--color-surface)' }}
            isAnimationActive={false}
          />
          {drawn.treated.length > 0 && (
            <Scatter
              data={drawn.treated}
              dataKey="areaCm2"
              shape={TreatmentShape}
              isAnimationActive={false}
            />
          )}
          <Tooltip content={<Tip />} cursor={{ stroke: 'var(--color-muted)' }} />
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}
