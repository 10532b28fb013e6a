import type { ClockEntry } from '../../shared/assessments/assessment-entry.ts';

const CENTER = 70;
const EDGE = 40;
const HOURS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;

/** A point at an hour of the clock, so far from its middle. */
function pointAt(hour: number, radius: number) {
  const angle = (hour / 12) * 2 * Math.PI;
  const [x, y] = [CENTER + radius * Math.sin(angle), CENTER - radius * Math.cos(angle)];
  return { x: Number(x.toFixed(2)), y: Number(y.toFixed(2)) };
}

/** The edge between two hours, clockwise; the same hour twice is all of it. */
function arc(from: number, to: number): string {
  const hours = (to - from + 12) % 12 || 11.99;
  const [start, end] = [pointAt(from, EDGE), pointAt(from + hours, EDGE)];
  return `M ${start.x} ${start.y} A ${EDGE} ${EDGE} 0 ${hours > 6 ? 1 : 0} 1 ${end.x} ${end.y}`;
}

function Stretch({ from, to }: ClockEntry) {
  if (from === null) return null;
  if (to !== null) return <path className="clock-face__stretch" d={arc(from, to)} />;
  const { x, y } = pointAt(from, EDGE);
  return <circle className="clock-face__start" cx={x} cy={y} r={5} />;
}

function Tunnel({ from }: ClockEntry) {
  if (from === null) return null;
  const [start, end] = [pointAt(from, EDGE - 16), pointAt(from, EDGE + 8)];
  return (
    <>
      <line className="clock-face__tunnel" x1={start.x} y1={start.y} x2={end.x} y2={end.y} />
      <circle className="clock-face__end" cx={end.x} cy={end.y} r={4} />
    </>
  );
}

export type ClockFaceProps = {
  readonly kind: 'undermining' | 'tunnelling';
  readonly entries: readonly ClockEntry[];
  readonly onHour: (hour: number) => void;
};

/** The wound as a clock, 12 towards the head. The lists beside it are the control; it does the same. */
export function ClockFace({ kind, entries, onHour }: ClockFaceProps) {
  const Shape = kind === 'undermining' ? Stretch : Tunnel;
  return (
    <svg className="clock-face" viewBox="0 0 140 140" aria-hidden>
      <circle className="clock-face__wound" cx={CENTER} cy={CENTER} r={EDGE} />
      {entries.map((entry, index) => (
        <Shape key={index} {...entry} />
      ))}
      {HOURS.map((hour) => {
        const { x, y } = pointAt(hour, 58);
        return (
          <g key={hour} className="clock-face__hour" onClick={() => onHour(hour)}>
            <circle cx={x} cy={y} r={12} />
            <text x={x} y={y + 4} textAnchor="middle">
              {hour}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
