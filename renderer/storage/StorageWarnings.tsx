import { HardDrive, TriangleAlert } from 'lucide-react';
import type { StorageWarning } from '../../shared/storage/contract.ts';
import { useOperation } from '../client/use-operation.ts';
import { useNavigation } from '../navigation.ts';
import { useMay } from '../signed-in.ts';
import { Button } from '../ui/Button.tsx';
import { NoticeLine, type NoticeLineProps } from '../ui/NoticeLine.tsx';

const ASK_EVERY_MS = 60_000;

/** Warnings that stop the work, or will when the next thing fails. */
const TONES: Readonly<Record<StorageWarning['code'], NoticeLineProps['tone']>> = {
  diskFull: 'danger',
  damaged: 'danger',
  backupFailed: 'danger',
  diskLow: 'caution',
  noRecentBackup: 'caution',
};

function isAboutSpace(code: StorageWarning['code']): boolean {
  return code === 'diskLow' || code === 'diskFull';
}

type LinesProps = {
  readonly warnings: readonly StorageWarning[];
  /** The one that carries the way to Storage. */
  readonly first: StorageWarning | undefined;
};

function Lines({ warnings, first }: LinesProps) {
  const mayManage = useMay('storage.manage');
  const { route, go } = useNavigation();
  const isElsewhere = route.screen !== 'storage';
  return warnings.map((warning) => (
    <NoticeLine
      key={warning.code}
      tone={TONES[warning.code]}
      icon={isAboutSpace(warning.code) ? HardDrive : TriangleAlert}
      action={
        mayManage &&
        isElsewhere &&
        warning === first && <Button onPress={() => go({ screen: 'storage' })}>Open Storage</Button>
      }
    >
      {warning.message}
    </NoticeLine>
  ));
}

/** What everybody who is signed in should know about the keeping of the records. */
export function StorageWarnings() {
  const { data } = useOperation('storage.warnings', {}, { askAgainMs: () => ASK_EVERY_MS });
  const all = data?.warnings ?? [];
  const urgent = all.filter(({ code }) => TONES[code] === 'danger');
  const others = all.filter(({ code }) => TONES[code] === 'caution');
  const first = urgent[0] ?? others[0];
  // Both regions are always there: one that appears with its words is often not read out.
  return (
    <>
      <div role="alert">
        <Lines warnings={urgent} first={first} />
      </div>
      <div aria-live="polite">
        <Lines warnings={others} first={first} />
      </div>
    </>
  );
}
