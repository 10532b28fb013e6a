import { axisOf, type DrawnRow, placeOn } from './interval-chart.ts';

export type IntervalChartProps = {
  readonly rows: readonly DrawnRow[];
  /** What is drawn, for those who do not see it; the table below says the same. */
  readonly label: string;
  readonly early: string;
  readonly late: string;
};

/** A figure and its interval for each row: a dot on a line that says how sure it is. */
export function IntervalChart({ rows, label, early, late }: IntervalChartProps) {
  const axis = axisOf(rows);
  const at = (value: number) => `${placeOn(axis, value)}%`;
  if (rows.length === 0)
    return (
      <p className="interval-chart__none">Fewer than 10 wounds in every row: nothing is drawn.</p>
    );
  return (
    <div className="interval-chart" role="img" aria-label={label}>
      <p className="interval-chart__legend">
        <span className="interval-chart__dot interval-chart__dot--early" /> {early}
        <span className="interval-chart__dot interval-chart__dot--late" /> {late}
        <span className="interval-chart__hint">The line is the 95% interval.</span>
      </p>
      {rows.map(({ key, name, marks }) => (
        <div key={key} className="interval-chart__row">
          <span className="interval-chart__name" dir="auto">
            {name}
          </span>
          <span className="interval-chart__track">
            {axis.ticks.map((tick) => (
              <span
                key={tick}
                className="interval-chart__grid"
                style={{ insetInlineStart: at(tick) }}
              />
            ))}
            {marks.map(({ kind, value, low, high }) => (
              <span key={kind} className={`interval-chart__mark interval-chart__mark--${kind}`}>
                <span
                  className="interval-chart__line"
                  style={{
                    insetInlineStart: at(low),
                    inlineSize: `${placeOn(axis, high) - placeOn(axis, low)}%`,
                  }}
                />
                <span
                  className={`interval-chart__dot interval-chart__dot--${kind}`}
                  style={{ insetInlineStart: at(value) }}
                />
              </span>
            ))}
          </span>
        </div>
      ))}
      <div className="interval-chart__row interval-chart__row--axis">
        <span />
        <span className="interval-chart__track">
          {axis.ticks.map((tick) => (
            <span
              key={tick}
              className="interval-chart__tick"
              style={{ insetInlineStart: at(tick) }}
            >
              {tick}%
            </span>
          ))}
        </span>
      </div>
    </div>
  );
}
