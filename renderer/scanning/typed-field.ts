import type { KeyPlace } from './wedge-state.ts';

type TextControl = HTMLInputElement | HTMLTextAreaElement;

const TEXT_TYPES = new Set(['text', 'search', 'tel', 'url', 'email', 'password', 'number']);
/** Controls that take no characters: on them a key is one of the page. */
const PRESSED_TYPES = new Set(['button', 'submit', 'reset', 'checkbox', 'radio', 'file', 'image']);

/** Where characters go while this has the focus. */
export function placeOf(focused: Element | null): KeyPlace {
  if (focused instanceof HTMLSelectElement) return 'native';
  if (focused instanceof HTMLElement && focused.isContentEditable) return 'text';
  if (!isTextControl(focused) || focused.readOnly || focused.disabled) return 'page';
  if (focused instanceof HTMLTextAreaElement || TEXT_TYPES.has(focused.type)) return 'text';
  return PRESSED_TYPES.has(focused.type) ? 'page' : 'native';
}

function isTextControl(element: Element | null): element is TextControl {
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
}

/** What stands in a field now; called, it stands there again. Nothing to do where it is no field. */
export function keepField(focused: Element | null): () => void {
  if (!isTextControl(focused) && !(focused instanceof HTMLSelectElement)) return () => undefined;
  const { value } = focused;
  const selection = isTextControl(focused)
    ? ([focused.selectionStart, focused.selectionEnd] as const)
    : null;
  return () => {
    if (!focused.isConnected || focused.value === value) return;
    setValue(focused, value);
    focused.dispatchEvent(new Event('input', { bubbles: true }));
    focused.dispatchEvent(new Event('change', { bubbles: true }));
    // Not every type of field has a selection.
    if (selection !== null && isTextControl(focused) && selection[0] !== null)
      focused.setSelectionRange(...selection);
  };
}

/** Past React, which otherwise takes a value that was set by a script for its own. */
function setValue(control: TextControl | HTMLSelectElement, value: string): void {
  const prototype: unknown = Object.getPrototypeOf(control);
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(control, value);
}

/** Types text that was held back to where keys go now. */
export function typeText(text: string, focused: Element | null): void {
  const place = placeOf(focused);
  if (place === 'text') {
    // Deprecated without a successor: nothing else types as the keyboard does, with its undo.
    document.execCommand('insertText', false, text);
    return;
  }
  const target = focused ?? document.body;
  for (const key of text)
    for (const type of ['keydown', 'keyup'])
      target.dispatchEvent(
        new KeyboardEvent(type, { key, bubbles: true, cancelable: true, composed: true }),
      );
}
