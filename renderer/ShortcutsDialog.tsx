import { SHORTCUTS } from './shortcuts.ts';
import { Dialog } from './ui/Dialog.tsx';

type ShortcutsDialogProps = { readonly isOpen: boolean; readonly onClose: () => void };

/** The keys of the frame, listed. */
export function ShortcutsDialog({ isOpen, onClose }: ShortcutsDialogProps) {
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="Keyboard shortcuts" size="small">
      <dl className="shortcuts">
        {SHORTCUTS.map(({ keys, does }) => (
          <div key={keys} className="shortcuts__entry">
            <dt>
              {keys.split(' ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
