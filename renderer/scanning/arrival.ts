/** Text that came key by key into the test field, and how long its keys took. */
export type Arrival = {
  readonly characterCount: number;
  readonly firstAtMs: number;
  readonly lastAtMs: number;
};

/** What to set, for a scan that was not told from typing: it landed in the field. */
export function arrivalWords({ characterCount, firstAtMs, lastAtMs }: Arrival): string {
  if (characterCount < 2) return '';
  const perKeyMs = Math.round((lastAtMs - firstAtMs) / (characterCount - 1));
  const came = `${characterCount} characters came as typing, one every ${perKeyMs} ms.`;
  return perKeyMs <= 110
    ? `${came} If a scanner sent them, set it to send the AIM id or a function key first, and choose the same here.`
    : `${came} That is how a person types.`;
}
