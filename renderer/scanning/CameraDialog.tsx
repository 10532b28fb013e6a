import { Keyboard, RotateCcw } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { ScannedPack } from '../../shared/labels/scanned-pack.ts';
import type { CameraTrouble } from '../camera.ts';
import { type ArrivedScan, useScans } from '../scans.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Stack } from '../ui/Stack.tsx';
import { useCamera } from '../use-camera.ts';
import { CameraControls } from './CameraControls.tsx';
import { isWhole, type ScanEntryState } from './scan-entry.ts';
import { inOneLine, missingWords, packLines } from './scan-words.ts';
import { watchBarcodes } from './watch-barcodes.ts';

export type CameraDialogProps = {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** Answers what became of the label. */
  readonly onScan: (scan: ArrivedScan) => ScanEntryState;
  /** Says when enough of a pack is known, be there more to scan or not. */
  readonly isComplete: (pack: ScannedPack) => boolean;
  /** To type the label instead. */
  readonly onType: () => void;
};

/** What the camera sees; closes by itself when the labels of a pack are read, or one asks something. */
export function CameraDialog({ isOpen, onClose, ...scanner }: CameraDialogProps) {
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="Hold the label before the camera" size="large">
      <CameraScanner onClose={onClose} {...scanner} />
    </Dialog>
  );
}

/** Enough for the small squares of a label held at arm's length. */
const WANTED = { widthPx: 1920, heightPx: 1080 } as const;

const TROUBLES: Readonly<Record<CameraTrouble, string>> = {
  refused:
    'The camera may not be used here. Allow it in the settings of this computer or browser, or type the label.',
  missing: 'No camera was found on this computer. Use a scanner, or type the label.',
  busy: 'The camera could not be started; another program may be using it. Close that and try again, or type the label.',
};

const LOOKING =
  'Looking for a barcode. Hold the label still, so that it fills most of the picture.';

function wordsFor({ pack, question }: ScanEntryState): string {
  if (question?.kind === 'unreadable') return question.why;
  return pack === null ? LOOKING : `Read: ${inOneLine(packLines(pack))}. ${missingWords(pack)}`;
}

function isRead(
  { pack, question }: ScanEntryState,
  isComplete: (pack: ScannedPack) => boolean,
): boolean {
  return question === null && pack !== null && (isWhole(pack) || isComplete(pack));
}

function CameraScanner(props: Omit<CameraDialogProps, 'isOpen'>) {
  const { onClose, onScan, isComplete, onType } = props;
  const videoRef = useRef<HTMLVideoElement>(null);
  const [deviceId, setDeviceId] = useState<string | undefined>(undefined);
  const { state, retry } = useCamera(videoRef, { ...WANTED, deviceId });
  const [words, setWords] = useState(LOOKING);
  const [isBroken, setBroken] = useState(false);
  const stream = state.kind === 'on' ? state.stream : null;

  function take(scan: ArrivedScan): void {
    const next = onScan(scan);
    const asks = next.question !== null && next.question.kind !== 'unreadable';
    if (asks || isRead(next, isComplete)) onClose();
    else setWords(wordsFor(next));
  }
  useScans({ onScan: take });
  const onRaw = useEffectEvent((raw: string) =>
    take({ raw, source: 'camera', keepsSeparators: true }),
  );
  useEffect(() => {
    const video = videoRef.current;
    if (stream === null || video === null) return undefined;
    return watchBarcodes(video, {
      onRaw: (raw) => onRaw(raw),
      onBroken: () => setBroken(true),
    });
  }, [stream]);

  if (state.kind === 'none' || isBroken)
    return (
      <InlineMessage
        tone="caution"
        title={isBroken ? 'Barcodes cannot be read here' : 'No picture from a camera'}
        isUrgent
        actions={
          <>
            {!isBroken && (
              <Button icon={RotateCcw} onPress={retry}>
                Try again
              </Button>
            )}
            <Button variant="primary" icon={Keyboard} onPress={onType}>
              Type the label
            </Button>
          </>
        }
      >
        {state.kind === 'none'
          ? TROUBLES[state.trouble]
          : 'The part of Caretrail that reads barcodes did not start. Use a scanner, or type the label.'}
      </InlineMessage>
    );
  return (
    <Stack gap={3}>
      <div className="scan-camera">
        <video
          ref={videoRef}
          className="scan-camera__picture"
          aria-label="What the camera sees"
          autoPlay
          muted
          playsInline
        />
        <span className="scan-camera__frame" aria-hidden />
      </div>
      <p role="status">{stream === null ? 'Camera: starting…' : words}</p>
      {stream !== null && (
        <CameraControls
          key={stream.id}
          stream={stream}
          deviceId={deviceId}
          onDevice={setDeviceId}
          onType={onType}
        />
      )}
    </Stack>
  );
}
