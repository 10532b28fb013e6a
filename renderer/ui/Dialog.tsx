import { X } from 'lucide-react';
import { type ReactNode, useId, useRef } from 'react';
import {
  Button as AriaButton,
  Dialog as AriaDialog,
  Heading,
  Modal,
  ModalOverlay,
} from 'react-aria-components';
import { buttonClassName } from './Button.tsx';
import { useScrollStop } from './use-scroll-stop.ts';

export type DialogProps = {
  readonly isOpen: boolean;
  /** Escape, the cross, and a press outside (unless `isDismissable` is false). */
  readonly onClose: () => void;
  readonly title: ReactNode;
  readonly children: ReactNode;
  /** Buttons at the bottom, the main one last. */
  readonly actions?: ReactNode;
  /** 26, 36 or 54 rem wide, or all of the window. Default medium. */
  readonly size?: 'small' | 'medium' | 'large' | 'full' | undefined;
  /** False for a form that a slip beside it must not lose; Escape and the cross still close. */
  readonly isDismissable?: boolean | undefined;
  /** True while the answer is being carried out: then nothing closes it. */
  readonly isBusy?: boolean | undefined;
  readonly role?: 'dialog' | 'alertdialog' | undefined;
};

// Without the tooltip of an IconButton, which would take the first Escape for itself.
function CloseButton({ onClose }: Pick<DialogProps, 'onClose'>) {
  return (
    <AriaButton
      className={`${buttonClassName('quiet', 'regular', false)} button--icon`}
      aria-label="Close"
      onPress={() => onClose()}
    >
      <X size={20} aria-hidden />
    </AriaButton>
  );
}

function DialogBody({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  const body = useRef<HTMLDivElement>(null);
  return (
    <div ref={body} id={id} className="dialog__body" tabIndex={useScrollStop(body)}>
      {children}
    </div>
  );
}

/** A dialog over the page; focus stays inside and returns where it came from. */
export function Dialog(props: DialogProps) {
  const { isOpen, onClose, title, children, actions, size = 'medium' } = props;
  const { role = 'dialog', isBusy = false } = props;
  const bodyId = useId();
  return (
    <ModalOverlay
      className="dialog__scrim"
      isOpen={isOpen}
      isDismissable={!isBusy && (props.isDismissable ?? true)}
      isKeyboardDismissDisabled={isBusy}
      onOpenChange={(open) => {
        if (!open && !isBusy) onClose();
      }}
    >
      <Modal className={`dialog dialog--${size}`}>
        <AriaDialog
          className="dialog__frame"
          role={role}
          {...(role === 'alertdialog' && { 'aria-describedby': bodyId })}
        >
          <div className="dialog__head">
            <Heading slot="title" className="dialog__title" level={2}>
              {title}
            </Heading>
            {!isBusy && <CloseButton onClose={onClose} />}
          </div>
          <DialogBody id={bodyId}>{children}</DialogBody>
          {actions !== undefined && <div className="dialog__actions">{actions}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
