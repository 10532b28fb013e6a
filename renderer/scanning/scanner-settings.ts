import { create } from 'zustand';

/** Keys that a scanner can be set to send before each label; the page and the browser use none of them. */
export const prefixKeys = ['F6', 'F7', 'F8', 'F9', 'F10'] as const;
export const scannerPrefixes = ['aim', ...prefixKeys, 'none'] as const;
export type ScannerPrefix = (typeof scannerPrefixes)[number];

export type ScannerSettings = {
  /** What the scanner sends first: the AIM id of the barcode (`]d2`), a function key, or nothing. */
  readonly prefix: ScannerPrefix;
  /** Whether a burst of keys that nobody can type is taken for a scan if it looks like a label. */
  readonly usesTiming: boolean;
  /**
   * True once the scanner has sent a group separator: then a label without one has none. Not remembered
   * beyond this run of the program, because tomorrow another scanner may be plugged in.
   */
  readonly sendsSeparators: boolean;
  /** True once it has ended a label with Enter or Tab: then one without has been cut off. As above. */
  readonly sendsEnd: boolean;
};

const STORAGE_KEY = 'caretrail.scanner';

const DEFAULTS: ScannerSettings = {
  prefix: 'aim',
  usesTiming: true,
  sendsSeparators: false,
  sendsEnd: false,
};

type SettingsStorage = Pick<Storage, 'getItem' | 'setItem'>;

function isPrefix(value: unknown): value is ScannerPrefix {
  return scannerPrefixes.some((prefix) => prefix === value);
}

/** What is remembered on this computer; the defaults for whatever is missing or damaged. */
export function readScannerSettings(storage: SettingsStorage): ScannerSettings {
  let kept: unknown = null;
  try {
    kept = JSON.parse(storage.getItem(STORAGE_KEY) ?? 'null');
  } catch {
    return DEFAULTS;
  }
  if (typeof kept !== 'object' || kept === null) return DEFAULTS;
  const found: Readonly<Partial<Record<keyof ScannerSettings, unknown>>> = kept;
  const { prefix, usesTiming } = found;
  return {
    ...DEFAULTS,
    prefix: isPrefix(prefix) ? prefix : DEFAULTS.prefix,
    usesTiming: usesTiming !== false,
  };
}

/** The settings of the scanner at this computer. */
export const useScannerSettings = create<ScannerSettings>(() =>
  readScannerSettings(globalThis.localStorage ?? { getItem: () => null, setItem: () => undefined }),
);

/** Changes them here and for the next start. */
export function changeScannerSettings(
  change: Partial<ScannerSettings>,
  storage: SettingsStorage = localStorage,
): void {
  const settings = { ...useScannerSettings.getState(), ...change };
  useScannerSettings.setState(settings);
  const { prefix, usesTiming } = settings;
  storage.setItem(STORAGE_KEY, JSON.stringify({ prefix, usesTiming }));
}
