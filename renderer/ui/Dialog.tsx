import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { IconButton } from './IconButton.tsx';

export type DialogProps = {
  readonly isOpen: boolean;
  /** Escape, the cross, and a press outside (unless `isDismissable` is false). */
  readonly onClose: () => void;
  readonly title: ReactNode;
  readonly children: ReactNode;
  /** Buttons at the bottom, the main one last. */
  readonly actions?: ReactNode;
  /** 26, 36 or 54 rem wide. Default medium. */
  readonly size?: 'small' | 'medium' | 'large' | undefined;
  /** False for a form that a slip beside it must not lose; Escape and the cross still close. */
  readonly isDismissable?: boolean | undefined;
  readonly role?: 'dialog' | 'alertdialog' | undefined;
};

/** A dialog over the page; focus stays inside and returns where it came from. */
export function Dialog(props: DialogProps) {
  const { isOpen, onClose, title, children, actions, size = 'medium' } = props;
  return (
    <ModalOverlay
      className="dialog__scrim"
      isOpen={isOpen}
      isDismissable={props.isDismissable ?? true}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className={`dialog dialog--${size}`}>
        <AriaDialog className="dialog__frame" role={props.role ?? 'dialog'}>
          <div className="dialog__head">
            <Heading slot="title" className="dialog__title" level={2}>
              {title}
            </Heading>
            <IconButton label="Close" icon={X} onPress={onClose} />
          </div>
          <div className="dialog__body">{children}</div>
          {actions !== undefined && <div className="dialog__actions">{actions}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
