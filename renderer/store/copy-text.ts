import { bridge } from '../client/bridge.ts';

/** `briefly`: it leaves the clipboard by itself. `selected`: not even as if by hand; it is selected. */
export type Copied = 'briefly' | 'copied' | 'selected';

/**
 * Copies the secret that an element shows. In the window it is taken from the clipboard again after a
 * minute; a tab has no such power. Where the clipboard may not be written, the element is selected and
 * copied as if by hand.
 */
export async function copySecretOf(element: HTMLElement, secret: string): Promise<Copied> {
  const brief = await bridge.copyBriefly?.(secret);
  if (brief?.ok && brief.value) return 'briefly';
  try {
    await navigator.clipboard.writeText(secret);
    return 'copied';
  } catch {
    getSelection()?.selectAllChildren(element);
    return document.execCommand('copy') ? 'copied' : 'selected';
  }
}
