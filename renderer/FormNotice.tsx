import { type ReactNode, useEffect, useRef } from 'react';
import { InlineMessage } from './ui/InlineMessage.tsx';

export type FormNoticeProps = {
  readonly title?: string | undefined;
  readonly children: ReactNode;
};

/** How long a dialog that asked before the save may take to give the focus back. */
const AFTER_DIALOG_MS = 60;

/**
 * Why a form was not saved, where it was sent from. It takes the focus, so that nobody overlooks it;
 * take it away before the next try, and it comes anew.
 */
export function FormNotice({ title, children }: FormNoticeProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.focus();
    const timer = setTimeout(() => place.current?.focus(), AFTER_DIALOG_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div ref={place} tabIndex={-1} className="form-notice">
      <InlineMessage tone="danger" title={title}>
        {children}
      </InlineMessage>
    </div>
  );
}
