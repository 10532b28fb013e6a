import { useEffect } from 'react';
import { type Shortcut, shortcutOf } from './shortcuts.ts';

function isTextEntry(element: Element | null): boolean {
  return element?.closest('input:not([type=checkbox], [type=radio]), textarea, select') !== null;
}

/** Listens for the frame's keys. What a control has used for itself is left alone. */
export function useShortcuts(onShortcut: (shortcut: Shortcut) => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const shortcut = shortcutOf({
        key: event.key,
        ctrlKey: event.ctrlKey,
        metaKey: event.metaKey,
        altKey: event.altKey,
        isTyping: isTextEntry(document.activeElement),
        isCovered:
          document.querySelector('[role=dialog], [role=alertdialog], [role=listbox]') !== null,
      });
      if (shortcut === null) return;
      event.preventDefault();
      onShortcut(shortcut);
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [onShortcut]);
}
