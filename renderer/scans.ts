import { useEffect, useEffectEvent } from 'react';
import { create } from 'zustand';
import type { ScanSource } from '../shared/labels/scanned-pack.ts';

/** A label as it came, not yet read. */
export type ArrivedScan = {
  readonly raw: string;
  readonly source: ScanSource;
  /** True where group separators are known to arrive (see `ScanContext`). */
  readonly keepsSeparators: boolean;
};

type Listener = {
  readonly onScan: (scan: ArrivedScan) => void;
  /** How many dialogs were open when it began to listen: under further ones it does not. */
  readonly depth: number;
};

type Scans = {
  /** Who listens, the latest last. */
  readonly listeners: readonly Listener[];
  /** Why the last scan went to nobody; null once one was taken. */
  readonly notice: string | null;
};

export const useScanState = create<Scans>(() => ({ listeners: [], notice: null }));

const NOBODY = 'A label was scanned, but nothing on this screen takes one.';
const COVERED = 'A label was scanned, but the open dialog takes none. Close it and scan again.';

function openDialogCount(): number {
  return document.querySelectorAll('[role=dialog], [role=alertdialog]').length;
}

/** Gives a scan to whoever listens: the one who began last, unless a dialog covers it. */
export function offerScan(scan: ArrivedScan): void {
  const listener = useScanState.getState().listeners.at(-1);
  const isCovered = listener !== undefined && listener.depth < openDialogCount();
  if (listener === undefined || isCovered) return noticeScan(isCovered ? COVERED : NOBODY);
  useScanState.setState({ notice: null });
  listener.onScan(scan);
}

/** Says why a scan could not be taken. */
export function noticeScan(notice: string | null): void {
  useScanState.setState({ notice });
}

export type ScanUse = {
  readonly onScan: (scan: ArrivedScan) => void;
  /** False while a scan would be out of place. Default true. */
  readonly isActive?: boolean;
};

/**
 * Takes the labels scanned with a keyboard-wedge scanner anywhere in the window, as they come. Where several
 * parts of a screen do, the one shown last gets them. `ScanEntryPanel` reads them, adds a camera and typing.
 */
export function useScans({ onScan, isActive = true }: ScanUse): void {
  const take = useEffectEvent(onScan);
  useEffect(() => {
    if (!isActive) return undefined;
    const listener: Listener = { onScan: (scan) => take(scan), depth: openDialogCount() };
    useScanState.setState(({ listeners }) => ({ listeners: [...listeners, listener] }));
    return () =>
      useScanState.setState(({ listeners }) => ({
        listeners: listeners.filter((each) => each !== listener),
      }));
  }, [isActive]);
}
