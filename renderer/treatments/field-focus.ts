import { useEffect, useState } from 'react';

/** A field stands in an element that carries its name, inside the screen's own element. */
function slotOf(screenId: string, field: string): HTMLElement | null {
  const screen = document.getElementById(screenId);
  return screen?.querySelector<HTMLElement>(`[data-field="${field}"]`) ?? null;
}

/** A ref that takes focus once, when its element appears. */
export function focusOnMount(element: HTMLElement | null): void {
  element?.focus();
}

const CONTROLS = 'input[type="radio"]:checked, input, textarea, button';

/** Moves focus to a field's control. */
export function focusField(screenId: string, field: string): void {
  slotOf(screenId, field)?.querySelector<HTMLElement>(CONTROLS)?.focus();
}

/** Moves focus to the button that confirms what a field carries from last time. */
export function focusConfirm(screenId: string, field: string): void {
  const slot = slotOf(screenId, field);
  slot?.querySelector<HTMLElement>('button[aria-label^="Confirm"]')?.focus();
}

/** True when nothing of the element is covered, scrolled away or cut off inside its control. */
function isWhollySeen(slot: HTMLElement, top: number, bottom: number): boolean {
  const box = slot.getBoundingClientRect();
  const controls = [...slot.querySelectorAll<HTMLElement>('input:not([type="radio"]), textarea')];
  const isUncut = controls.every(
    (each) =>
      each.scrollWidth <= each.clientWidth + 1 && each.scrollHeight <= each.clientHeight + 1,
  );
  return isUncut && box.top >= top - 1 && box.bottom <= bottom + 1;
}

function areSeen(screenId: string, fields: readonly string[]): boolean {
  const screen = document.getElementById(screenId);
  const strip = screen?.querySelector('.identity-strip')?.getBoundingClientRect();
  const bar = screen?.querySelector('[data-action-bar]')?.getBoundingClientRect();
  return fields.every((field) => {
    const slot = slotOf(screenId, field);
    return slot !== null && isWhollySeen(slot, strip?.bottom ?? 0, bar?.top ?? innerHeight);
  });
}

/** Moves focus to Save. */
export function focusSave(screenId: string): void {
  document.getElementById(screenId)?.querySelector<HTMLElement>('[data-save] button')?.focus();
}

/** Whether these fields are all on screen at once, between the identity strip and the action bar. */
export function useAreSeen(screenId: string, fields: readonly string[]): boolean {
  const [isSeen, setSeen] = useState(false);
  const names = fields.join(' ');
  useEffect(() => {
    const measure = () => setSeen(areSeen(screenId, names.split(' ')));
    const resized = new ResizeObserver(measure);
    const screen = document.getElementById(screenId);
    if (screen) resized.observe(screen);
    document.addEventListener('scroll', measure, { capture: true, passive: true });
    window.addEventListener('resize', measure);
    measure();
    return () => {
      resized.disconnect();
      document.removeEventListener('scroll', measure, { capture: true });
      window.removeEventListener('resize', measure);
    };
  }, [screenId, names]);
  return isSeen;
}
