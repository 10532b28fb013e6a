import type { CivilDate } from '../../shared/base/civil-date.ts';
import { formatBytes, formatCivilDate } from '../ui/format.ts';
import { CHART_HEIGHT, CHART_WIDTH, type SpaceSample, spaceLine } from './space-line.ts';

type SpaceChartProps = {
  readonly heading: string;
  readonly figure: 'usedBytes' | 'freeBytes';
  readonly samples: readonly SpaceSample[];
};

function Days({ from, to }: { readonly from: CivilDate; readonly to: CivilDate }) {
  return (
    <p className="space-chart__days" aria-hidden>
      <span>{formatCivilDate(from)}</span>
      <span>{formatCivilDate(to)}</span>
    </p>
  );
}

/** The course of one figure over the last weeks. The table below it has the same figures to read. */
export function SpaceChart({ heading, figure, samples }: SpaceChartProps) {
  const drawn = spaceLine(samples, figure);
  const [first, last] = [samples[0], samples.at(-1)];
  if (drawn === null || first === undefined || last === undefined) return null;
  const words = `${heading}: ${formatBytes(first[figure])} on ${formatCivilDate(first.day)}, ${formatBytes(last[figure])} on ${formatCivilDate(last.day)}`;
  return (
    <figure className="space-chart">
      <figcaption className="space-chart__heading">
        <span>{heading}</span>
        <strong>{formatBytes(last[figure])}</strong>
      </figcaption>
      <div className="space-chart__plot">
        <p className="space-chart__scale" aria-hidden>
          <span>{formatBytes(drawn.topBytes)}</span>
          <span>0</span>
        </p>
        <svg
          className={`space-chart__drawing space-chart__drawing--${figure}`}
          viewBox={`0 0 ${CHART_WIDTH} ${CHART_HEIGHT}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={words}
        >
          <path className="space-chart__area" d={drawn.area} />
          <path className="space-chart__line" d={drawn.line} />
        </svg>
        <Days from={first.day} to={last.day} />
      </div>
    </figure>
  );
}
