import type { PhotoPoint } from '../../shared/photos/contract.ts';
import { classNames } from '../ui/class-names.ts';
import { pointInPane, type ZoomView } from '../ui/zoom-view.ts';
import type { Measure } from './use-measure.ts';

type OverlayProps = { readonly measure: Measure; readonly view: ZoomView };

function pathOf(points: readonly PhotoPoint[], view: ZoomView): string {
  return points
    .map((point) => pointInPane(view, point))
    .map(({ x, y }) => `${x},${y}`)
    .join(' ');
}

function Corners({ measure, view }: OverlayProps) {
  const { drawn, tool, selected } = measure;
  return drawn.outline.map((point, place) => {
    const { x, y } = pointInPane(view, point);
    const isSelected = tool === 'outline' && place === selected;
    return (
      <circle
        key={place}
        className={classNames('measure__corner', isSelected && 'measure__point--selected')}
        cx={x}
        cy={y}
        r={isSelected ? 8 : 5}
      />
    );
  });
}

function Ruler({ measure, view }: OverlayProps) {
  const { drawn, tool, selected } = measure;
  const [from, to] = [pointInPane(view, drawn.marks[0]), pointInPane(view, drawn.marks[1])];
  return (
    <g className="measure__ruler">
      <line className="measure__line-edge" x1={from.x} y1={from.y} x2={to.x} y2={to.y} />
      <line className="measure__line" x1={from.x} y1={from.y} x2={to.x} y2={to.y} />
      {[from, to].map(({ x, y }, place) => (
        <g
          key={place}
          className={classNames(
            'measure__mark',
            tool === 'ruler' && place === selected && 'measure__point--selected',
            !drawn.moved[place] && 'measure__mark--unset',
          )}
          transform={`translate(${x} ${y})`}
        >
          <circle r={12} />
          <path d="M-18 0H-5M5 0H18M0 -18V-5M0 5V18" />
        </g>
      ))}
    </g>
  );
}

/** The ruler's marks and the outline over a photo. */
export function MeasureOverlay({ measure, view }: OverlayProps) {
  const { drawn, trace } = measure;
  return (
    <svg className="measure__overlay" aria-hidden>
      <polygon className="measure__outline-edge" points={pathOf(drawn.outline, view)} />
      <polygon className="measure__outline" points={pathOf(drawn.outline, view)} />
      {trace.length > 1 && <polyline className="measure__trace" points={pathOf(trace, view)} />}
      <Corners measure={measure} view={view} />
      <Ruler measure={measure} view={view} />
    </svg>
  );
}
