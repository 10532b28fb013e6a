import { Camera, Keyboard, ScanBarcode, Settings2, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { ScannedPack } from '../../shared/labels/scanned-pack.ts';
import type { ArrivedScan } from '../scans.ts';
import { Button } from '../ui/Button.tsx';
import { classNames } from '../ui/class-names.ts';
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
  /** True: it listens, and shows only what a label asks or lacks, and what the screen says. Default false. */
  readonly isQuiet?: boolean | undefined;
  /** Labels that came before the panel was there. Read once. */
  readonly begunWith?: readonly ArrivedScan[] | undefined;
  /** Says when a pack is done with: the next label begins another one. By default none ever is. */
  readonly isComplete?: ((pack: ScannedPack) => boolean) | undefined;
  /** What the screen makes of the pack: the product's name, a stop. */
  readonly children?: ReactNode;
};

const NONE: readonly ArrivedScan[] = [];
const never = () => false;

type Open = 'none' | 'camera' | 'typing' | 'settings';

/**
 * Takes the labels of one pack: scanned anywhere in the window, held before the camera, or typed. Says what
 * was read, asks where a label is ambiguous, stops where two do not match. Give it another `key` to begin
 * the next pack.
 */
export function ScanEntryPanel(props: ScanEntryPanelProps) {
  const { onPack, onByHand, title = 'Scan the label', isActive = true, children } = props;
  const { isQuiet = false, begunWith = NONE, isComplete = never } = props;
  const [open, setOpen] = useState<Open>('none');
  const scanning = useScanEntry({ isActive, onPack, begunWith, isComplete });
  const { state, nowYear, take, change } = scanning;
  const missing = state.pack === null ? '' : missingWords(state.pack);
  const isSaid = state.pack !== null && (missing !== '' || Boolean(children));
  const isIdle = isQuiet && !isSaid && state.question === null;
  const close = () => setOpen('none');
  return (
    <section
      className={classNames('scan-entry', isIdle && 'scan-entry--idle')}
      aria-label={isIdle ? undefined : title}
    >
      {!isQuiet && <ScanBar title={title} isActive={isActive} onOpen={setOpen} />}
      {state.question && (
        <ScanQuestionView question={state.question} onAnswer={change} onByHand={onByHand} />
      )}
      <ReadPack
        pack={state.pack}
        missing={missing}
        isShown={!isIdle}
        onClear={() => change(() => NOTHING_SCANNED)}
      >
        {children}
      </ReadPack>
      <CameraDialog
        isOpen={open === 'camera'}
        onClose={close}
        onScan={take}
        isComplete={isComplete}
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

type ScanBarProps = {
  readonly title: string;
  readonly isActive: boolean;
  readonly onOpen: (open: Open) => void;
};

function ScanBar({ title, isActive, onOpen }: ScanBarProps) {
  return (
    <div className="scan-entry__bar">
      <ScanBarcode className="scan-entry__icon" size={28} aria-hidden />
      <div className="scan-entry__words">
        <p className="scan-entry__title">{title}</p>
        <p className="scan-entry__hint">
          {isActive ? 'A scanner works anywhere in this window.' : 'Not now.'}
        </p>
      </div>
      <Button icon={Camera} isDisabled={!isActive} onPress={() => onOpen('camera')}>
        Use camera
      </Button>
      <Button icon={Keyboard} isDisabled={!isActive} onPress={() => onOpen('typing')}>
        Type the label
      </Button>
      <IconButton label="Scanner settings" icon={Settings2} onPress={() => onOpen('settings')} />
    </div>
  );
}

type ReadPackProps = {
  readonly pack: ScannedPack | null;
  /** What is still to be scanned, in words. */
  readonly missing: string;
  /** False: it is only read out. */
  readonly isShown: boolean;
  readonly onClear: () => void;
  readonly children: ReactNode;
};

function ReadPack({ pack, missing, isShown, onClear, children }: ReadPackProps) {
  const lines = pack === null ? [] : packLines(pack);
  return (
    <>
      <p role="status" className="visually-hidden">
        {pack === null ? '' : `Label read: ${inOneLine(lines)}. ${missing}`}
      </p>
      {pack !== null && isShown && (
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
