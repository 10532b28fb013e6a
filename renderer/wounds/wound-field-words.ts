import { locationOf } from '../../shared/wounds/body-site.ts';
import { formatCivilDate } from '../ui/format.ts';
import { placeOfText, type WoundField, type WoundFormValues } from './wound-form-values.ts';
import { ETIOLOGY_WORDS } from './wound-words.ts';

/** The value of a field of the form as it is read, empty for none. */
export function fieldInWords(field: WoundField, values: WoundFormValues): string {
  const place = placeOfText(values.place);
  if (field === 'place') return place === null ? '' : locationOf({ ...place, siteDetail: null });
  if (field === 'etiology') return values.etiology === null ? '' : ETIOLOGY_WORDS[values.etiology];
  if (field === 'isOnsetEstimated') return values.isOnsetEstimated ? 'yes' : 'no';
  const isDay = field === 'onsetOn' || field === 'careStartedOn';
  return isDay && values[field] !== '' ? formatCivilDate(values[field]) : values[field];
}
