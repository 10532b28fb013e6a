import { Camera, Keyboard, ScanBarcode, Settings2, X } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import type { ScannedPack } from '../../shared/labels/scanned-pack.ts';
import { Button } from '../ui/Button.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { KeyValueList } from '../ui/KeyValueList.tsx';
import { CameraDialog } from './CameraDialog.tsx';
import { NOTHING_SCANNED } from './scan-entry.ts';
import { ScannerSettingsDialog } from './ScannerSettingsDialog.tsx';
import { ScanQuestionView } from './ScanQuestionView.tsx';
import { inOneLine, missingWords, packLines } from './scan-words.ts';
import { TypedLabelDialog } from './TypedLabelDialog.tsx';
import { useScanEntry } from './use-scan-entry.ts';

export type ScanEntryPanelProps = {
  /** Heard at every change: each label added, and null when what was scanned is cleared. */
  readonly onPack: (pack: ScannedPack | null) => void;
  /** Offered where a label cannot be read. */
  readonly onByHand?: (() => void) | undefined;
  /** Such as "Scan the package that came". Default "Scan the label". */
  readonly title?: string | undefined;
  /** False while a scan would be out of place; then it is not shown as ready either. Default true. */
  readonly isActive?: boolean | undefined;
  /** What the screen makes of the pack: the product's name, a stop. */
  readonly children?: ReactNode;
};

type Open = 'none' | 'camera' | 'typing' | 'settings';

/**
 * Takes the labels of one pack: scanned anywhere in the window, held before the camera, or typed. Says what
 * was read, asks where a label is ambiguous, stops where two do not match. Give it another `key` to begin
 * the next pack.
 */
export function ScanEntryPanel(props: ScanEntryPanelProps) {
  const { onPack, onByHand, title = 'Scan the label', isActive = true, children } = props;
  const [open, setOpen] = useState<Open>('none');
  const { state, nowYear, take, change } = useScanEntry({ isActive, onPack });
  const titleId = useId();
  const close = () => setOpen('none');
  return (
    <section className="scan-entry" aria-labelledby={titleId}>
      <div className="scan-entry__bar">
        <ScanBarcode className="scan-entry__icon" size={28} aria-hidden />
        <div className="scan-entry__words">
          <p id={titleId} className="scan-entry__title">
            {title}
          </p>
          <p className="scan-entry__hint">
            {isActive ? 'A scanner works anywhere in this window.' : 'Not now.'}
          </p>
        </div>
        <Button icon={Camera} isDisabled={!isActive} onPress={() => setOpen('camera')}>
          Use camera
        </Button>
        <Button icon={Keyboard} isDisabled={!isActive} onPress={() => setOpen('typing')}>
          Type the label
        </Button>
        <IconButton label="Scanner settings" icon={Settings2} onPress={() => setOpen('settings')} />
      </div>
      {state.question && (
        <ScanQuestionView question={state.question} onAnswer={change} onByHand={onByHand} />
      )}
      <ReadPack pack={state.pack} onClear={() => change(() => NOTHING_SCANNED)}>
        {children}
      </ReadPack>
      <CameraDialog
        isOpen={open === 'camera'}
        onClose={close}
        onScan={take}
        onType={() => setOpen('typing')}
      />
      <TypedLabelDialog
        isOpen={open === 'typing'}
        onClose={close}
        nowYear={nowYear}
        onScan={(scan) => {
          close();
          take(scan);
        }}
      />
      <ScannerSettingsDialog isOpen={open === 'settings'} onClose={close} nowYear={nowYear} />
    </section>
  );
}

type ReadPackProps = {
  readonly pack: ScannedPack | null;
  readonly onClear: () => void;
  readonly children: ReactNode;
};

function ReadPack({ pack, onClear, children }: ReadPackProps) {
  const lines = pack === null ? [] : packLines(pack);
  const missing = pack === null ? '' : missingWords(pack);
  return (
    <>
      <p role="status" className="visually-hidden">
        {pack === null ? '' : `Label read: ${inOneLine(lines)}. ${missing}`}
      </p>
      {pack !== null && (
        <div className="scan-entry__pack">
          {children}
          <KeyValueList entries={lines} layout="columns" />
          {missing !== '' && <p className="scan-entry__missing">{missing}</p>}
          <Button variant="quiet" icon={X} onPress={onClear}>
            Clear what was scanned
          </Button>
        </div>
      )}
    </>
  );
}
