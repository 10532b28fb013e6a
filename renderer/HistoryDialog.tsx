import { Button } from './ui/Button.tsx';
import { Dialog } from './ui/Dialog.tsx';
import { type Replaced, VersionHistory, type VersionHistoryProps } from './VersionHistory.tsx';

export type HistoryDialogProps<Version extends Replaced, Thing> = VersionHistoryProps<
  Version,
  Thing
> & { readonly title: string; readonly onClose: () => void };

/** How something stood before each change, in a dialog of its own. Mount it to open. */
export function HistoryDialog<Version extends Replaced, Thing>(
  props: HistoryDialogProps<Version, Thing>,
) {
  const { title, onClose, ...history } = props;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      size="large"
      actions={<Button onPress={onClose}>Close</Button>}
    >
      <VersionHistory {...history} />
    </Dialog>
  );
}
