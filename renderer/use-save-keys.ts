import { useEffect, useEffectEvent } from 'react';

/** Ctrl+Enter and Ctrl+S (⌘ on a Mac) press Save, wherever focus is on the screen. */
export function useSaveKeys(save: () => void): void {
  const onSave = useEffectEvent(save);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isSave = event.key === 'Enter' || event.key.toLowerCase() === 's';
      if (!isSave || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      event.preventDefault();
      if (!event.repeat) onSave();
    };
    // Before the control in focus: some keep Enter to themselves.
    document.addEventListener('keydown', onKey, true);
    return () => document.removeEventListener('keydown', onKey, true);
  }, []);
}
