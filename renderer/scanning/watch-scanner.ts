import { GROUP_SEPARATOR } from '../../shared/inventory/udi/carrier.ts';
import { looksLikeLabel } from '../../shared/labels/label-read.ts';
import { noticeScan, offerScan } from '../scans.ts';
import { useSignedIn } from '../signed-in.ts';
import { withoutCapsLock } from './aim-id.ts';
import {
  changeScannerSettings,
  type ScannerPrefix,
  useScannerSettings,
} from './scanner-settings.ts';
import { watchKeys } from './watch-keys.ts';
import type { WedgeScan } from './wedge-state.ts';

const CAPS_LOCK =
  'A label was scanned, but Caps Lock is on and may have changed its letters. Switch Caps Lock off and scan again.';

const CUT_OFF =
  'Only part of a label may have come: the end of the scan is missing. Scan it again.';

function prefixKeyOf(prefix: ScannerPrefix): string | null {
  return prefix === 'aim' || prefix === 'none' ? null : prefix;
}

/** The last label whose end was missing; the same once more is whole, and the scanner sends no end. */
let cutOff: string | null = null;

function isCutOff({ raw, isEnded }: WedgeScan): boolean {
  const { sendsEnd } = useScannerSettings.getState();
  if (isEnded && !sendsEnd) changeScannerSettings({ sendsEnd: true });
  if (isEnded || !sendsEnd) return false;
  const isAgain = cutOff === raw;
  cutOff = isAgain ? null : raw;
  if (isAgain) changeScannerSettings({ sendsEnd: false });
  return !isAgain;
}

function take(scan: WedgeScan): void {
  // While nobody is signed in a scan is only kept out of the PIN.
  if (useSignedIn.getState().user === null) return;
  const raw = scan.isCapsLock ? withoutCapsLock(scan.raw) : scan.raw;
  if (raw === null) return noticeScan(CAPS_LOCK);
  if (isCutOff(scan)) return noticeScan(CUT_OFF);
  const hasSeparator = raw.includes(GROUP_SEPARATOR);
  const { sendsSeparators } = useScannerSettings.getState();
  if (hasSeparator && !sendsSeparators) changeScannerSettings({ sendsSeparators: true });
  offerScan({ raw, source: 'scanner', keepsSeparators: hasSeparator || sendsSeparators });
}

/** Listens for a keyboard-wedge scanner, whatever is on the screen, as long as the page lives. */
export function watchScanner(): void {
  watchKeys({
    rules: () => {
      const { prefix, usesTiming } = useScannerSettings.getState();
      return {
        prefixKey: prefixKeyOf(prefix),
        hasAimPrefix: prefix === 'aim',
        usesTiming,
        looksLikeLabel: (text) => looksLikeLabel(text, new Date().getFullYear()),
      };
    },
    onScan: take,
  });
}
