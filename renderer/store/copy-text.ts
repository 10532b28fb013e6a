/**
 * Copies the text of an element. Where the clipboard may not be written directly, as in the window,
 * the element is selected and copied as if by hand; false when not even that is allowed.
 */
export async function copyTextOf(element: HTMLElement, text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    getSelection()?.selectAllChildren(element);
    return document.execCommand('copy');
  }
}
