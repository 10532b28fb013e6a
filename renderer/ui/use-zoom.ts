import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react';
import {
  boundedView,
  fitView,
  middleOf,
  panBy,
  type Point,
  type Size,
  zoomAbout,
  type ZoomView,
} from './zoom-view.ts';

const STEP = 1.4;
const WHEEL_SPEED = 0.0015;

/** The size of an element's inside in CSS pixels; null until it is drawn. */
export function useElementSize(element: RefObject<HTMLElement | null>): Size | null {
  const [size, setSize] = useState<Size | null>(null);
  useEffect(() => {
    const observed = element.current;
    if (observed === null) return;
    const observer = new ResizeObserver(() =>
      setSize({ width: observed.clientWidth, height: observed.clientHeight }),
    );
    observer.observe(observed);
    return () => observer.disconnect();
  }, [element]);
  return size;
}

export type Zoom = ReturnType<typeof useZoom>;

/** What of a picture is seen through a pane, and the ways to change that. */
export function useZoom(picture: Size) {
  const paneRef = useRef<HTMLDivElement>(null);
  const pane = useElementSize(paneRef);
  // Null stands for all of the picture, whatever size the pane takes.
  const [chosen, setChosen] = useState<ZoomView | null>(null);
  const framing = pane && pane.width > 0 && pane.height > 0 ? { picture, pane } : null;
  const view = framing && (chosen ? boundedView(chosen, framing) : fitView(framing));

  function zoom(factor: number, at?: Point): void {
    if (framing && view)
      setChosen(zoomAbout(view, { factor, at: at ?? middleOf(framing.pane) }, framing));
  }
  function pan(by: Point): void {
    if (framing && view) setChosen(panBy(view, by, framing));
  }
  const onWheel = useEffectEvent((event: WheelEvent) => {
    event.preventDefault();
    const box = paneRef.current?.getBoundingClientRect();
    if (box)
      zoom(Math.exp(-event.deltaY * WHEEL_SPEED), {
        x: event.clientX - box.left,
        y: event.clientY - box.top,
      });
  });
  useEffect(() => {
    const element = paneRef.current;
    // React listens passively, and then the page behind would scroll.
    const listen = (event: WheelEvent) => onWheel(event);
    element?.addEventListener('wheel', listen, { passive: false });
    return () => element?.removeEventListener('wheel', listen);
  }, []);
  return {
    paneRef,
    view,
    zoom,
    pan,
    zoomIn: () => zoom(STEP),
    zoomOut: () => zoom(1 / STEP),
    fit: () => setChosen(null),
  };
}
