import { isCivilDate } from '../../shared/base/civil-date.ts';
import { misused } from './cli-failure.ts';
import { plain } from './cli-text.ts';

/** An option that takes a day. */
export function civilDay(text: string): string {
  if (isCivilDate(text)) return text;
  throw misused(`${plain(text)} is not a day in the calendar (YYYY-MM-DD).`);
}
