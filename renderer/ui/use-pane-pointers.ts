import { type PointerEvent, useRef } from 'react';
import type { Zoom } from './use-zoom.ts';
import { type Point, pointInPicture } from './zoom-view.ts';

/** How near a pointer must come to something to take hold of it, in the pane's pixels. */
const REACH_PX = 24;

/**
 * What one pointer does in a picture instead of moving it. Points and `reach`, how near is near enough,
 * are in the picture's own pixels.
 */
export type PaneTool = {
  readonly onPress: (at: Point, reach: number) => void;
  readonly onDrag: (at: Point, reach: number) => void;
  readonly onRelease: () => void;
};

function spanOf([one, other]: readonly Point[]) {
  if (!one || !other) return null;
  return {
    length: Math.max(1, Math.hypot(other.x - one.x, other.y - one.y)),
    middle: { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 },
  };
}

/** One pointer moves the picture or serves the tool; two zoom it, as fingers do. */
export function usePanePointers(zoom: Zoom, tool: PaneTool | null) {
  const down = useRef(new Map<number, Point>());

  function placeOf(event: PointerEvent<HTMLElement>): Point {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }
  function serve(act: PaneTool['onPress'] | undefined, at: Point): void {
    if (zoom.view) act?.(pointInPicture(zoom.view, at), REACH_PX / zoom.view.scale);
  }
  function pinch(before: readonly Point[], after: readonly Point[]): void {
    const [was, is] = [spanOf(before), spanOf(after)];
    if (was && is) zoom.zoom(is.length / was.length, is.middle);
  }
  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      const at = placeOf(event);
      down.current.set(event.pointerId, at);
      if (down.current.size > 1) tool?.onRelease();
      else serve(tool?.onPress, at);
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const last = down.current.get(event.pointerId);
      if (last === undefined) return;
      const at = placeOf(event);
      const before = [...down.current.values()];
      down.current.set(event.pointerId, at);
      if (before.length > 1) pinch(before, [...down.current.values()]);
      else if (tool) serve(tool.onDrag, at);
      else zoom.pan({ x: at.x - last.x, y: at.y - last.y });
    },
    onPointerUp(event: PointerEvent<HTMLElement>) {
      if (!down.current.delete(event.pointerId)) return;
      if (down.current.size === 0) tool?.onRelease();
    },
    onPointerCancel(event: PointerEvent<HTMLElement>) {
      if (down.current.delete(event.pointerId)) tool?.onRelease();
    },
  };
}
