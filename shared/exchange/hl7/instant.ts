/** An instant as HL7 writes it, in UTC: `20260115143000+0000`. */
export function hl7Instant(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace(/\D/g, '')}+0000`;
}

const PARTS = /^(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\.\d{1,4})?([+-]\d{4})?$/;

type Instant = { readonly digits: string; readonly offset: string | null; readonly ms: number };

function instantOf(text: string): Instant | null {
  const found = PARTS.exec(text.trim());
  if (!found) return null;
  const [, year = '', month = '01', day = '01', hour = '00', minute = '00', second = '00'] = found;
  const digits = `${year}${month}${day}${hour}${minute}${second}${found[7] ?? ''}`;
  const local = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  );
  const offset = found[8] ?? null;
  const minutes = offset === null ? 0 : Number(offset.slice(1, 3)) * 60 + Number(offset.slice(3));
  const east = offset?.startsWith('-') ? -minutes : minutes;
  return { digits, offset, ms: local - east * 60_000 + Number(found[7] ?? 0) * 1000 };
}

/**
 * True when one sender's instant is before another of the same sender. Where only one of them has an offset
 * their local times are compared; what is no instant is before nothing.
 */
export function isBefore(one: string, other: string): boolean {
  const [first, second] = [instantOf(one), instantOf(other)];
  if (!first || !second) return false;
  if (first.offset !== null && second.offset !== null) return first.ms < second.ms;
  return first.digits < second.digits;
}
