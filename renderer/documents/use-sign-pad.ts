import SignaturePad from 'signature_pad';
import { useEffect, useRef, useState } from 'react';

const INK = '#10201f';
/** The core takes no larger picture. */
const MAX_SIDE_PX = 2000;

/** Sets the canvas to as many pixels as it is drawn with; what was drawn stays. */
function fitCanvas(canvas: HTMLCanvasElement, pad: SignaturePad): void {
  const { clientWidth, clientHeight } = canvas;
  if (clientWidth === 0) return;
  const ratio = Math.min(globalThis.devicePixelRatio, MAX_SIDE_PX / clientWidth);
  const strokes = pad.toData();
  canvas.width = Math.round(clientWidth * ratio);
  canvas.height = Math.round(clientHeight * ratio);
  canvas.getContext('2d')?.scale(ratio, ratio);
  pad.clear();
  pad.fromData(strokes);
}

/** A canvas that takes strokes of pen, finger and mouse. */
export function useSignPad() {
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const padRef = useRef<SignaturePad | null>(null);
  const [isEmpty, setEmpty] = useState(true);
  useEffect(() => {
    const canvas = canvasRef.current;
    if (canvas === null) return undefined;
    const pad = new SignaturePad(canvas, { penColor: INK, minWidth: 1, maxWidth: 3 });
    padRef.current = pad;
    pad.addEventListener('endStroke', () => setEmpty(pad.isEmpty()));
    const observer = new ResizeObserver(() => fitCanvas(canvas, pad));
    observer.observe(canvas);
    return () => {
      observer.disconnect();
      pad.off();
      padRef.current = null;
    };
  }, []);
  return {
    canvasRef,
    isEmpty,
    clear: (): void => {
      padRef.current?.clear();
      setEmpty(true);
    },
    /** As a PNG; null while nothing is drawn. */
    picture: async (): Promise<Uint8Array | null> => {
      const canvas = canvasRef.current;
      if (canvas === null || padRef.current?.isEmpty() !== false) return null;
      const blob = await new Promise<Blob | null>((resolve) => {
        canvas.toBlob(resolve, 'image/png');
      });
      return blob && new Uint8Array(await blob.arrayBuffer());
    },
  };
}
