import { Maximize, ZoomIn, ZoomOut } from 'lucide-react';
import type { CSSProperties, KeyboardEvent, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { IconButton } from './IconButton.tsx';
import { type PaneTool, usePanePointers } from './use-pane-pointers.ts';
import { useZoom } from './use-zoom.ts';
import type { Point, Size, ZoomView } from './zoom-view.ts';

const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};
const PAN_STEP_PX = 60;

/** The direction of an arrow key, and how many pixels of the picture one of the pane is. */
export type PressedKey = { readonly arrow: Point | null; readonly pixel: number };

export type ZoomPaneProps = {
  /** Names the pane for screen readers. */
  readonly label: string;
  /** Of the picture in its own pixels. */
  readonly picture: Size;
  /** Drawn at the picture's own size; it is moved and scaled with it. */
  readonly children: ReactNode;
  /** Drawn over it in the pane's pixels. */
  readonly renderOverlay?: ((view: ZoomView) => ReactNode) | undefined;
  /** Takes one pointer; without it the pointer moves the picture. */
  readonly tool?: PaneTool | null | undefined;
  /** Takes a key before the pane does; answers whether it did. */
  readonly onKey?: ((key: KeyboardEvent, pressed: PressedKey) => boolean) | undefined;
};

function contentStyle({ scale, x, y }: ZoomView, { width, height }: Size): CSSProperties {
  return { width, height, transform: `translate(${x}px, ${y}px) scale(${scale})` };
}

/** A picture that is zoomed and moved by keys, buttons, wheel and fingers. */
export function ZoomPane(props: ZoomPaneProps) {
  const { label, picture, children, renderOverlay, tool = null, onKey } = props;
  const zoom = useZoom(picture);
  const { view } = zoom;
  const pointers = usePanePointers(zoom, tool);

  function press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = ARROWS[event.key] ?? null;
    const isTaken = onKey?.(event, { arrow, pixel: 1 / (view?.scale ?? 1) }) === true;
    if (!isTaken && arrow) zoom.pan({ x: -arrow.x * PAN_STEP_PX, y: -arrow.y * PAN_STEP_PX });
    else if (!isTaken && (event.key === '+' || event.key === '=')) zoom.zoomIn();
    else if (!isTaken && event.key === '-') zoom.zoomOut();
    else if (!isTaken && event.key === '0') zoom.fit();
    else if (!isTaken) return;
    event.preventDefault();
  }
  return (
    <div className={classNames('zoom-pane', tool !== null && 'zoom-pane--tool')}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- it is moved by keys and pointers */}
      <div
        ref={zoom.paneRef}
        className="zoom-pane__view"
        role="application"
        aria-label={label}
        aria-roledescription="picture"
        aria-keyshortcuts="+ - 0"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- as above
        tabIndex={0}
        onKeyDown={press}
        {...pointers}
      >
        {view && (
          <div className="zoom-pane__content" style={contentStyle(view, picture)}>
            {children}
          </div>
        )}
        {view && renderOverlay?.(view)}
      </div>
      <div className="zoom-pane__bar">
        <IconButton
          label="Zoom out"
          icon={ZoomOut}
          variant="secondary"
          onPress={() => zoom.zoomOut()}
        />
        <output className="zoom-pane__scale">{Math.round((view?.scale ?? 1) * 100)}%</output>
        <IconButton
          label="Zoom in"
          icon={ZoomIn}
          variant="secondary"
          onPress={() => zoom.zoomIn()}
        />
        <IconButton
          label="All of it"
          icon={Maximize}
          variant="secondary"
          onPress={() => zoom.fit()}
        />
      </div>
    </div>
  );
}
