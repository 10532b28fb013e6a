/** CMS place-of-service codes with what they stand for. */
export const placeNames: Readonly<Record<string, string>> = {
  '01': 'Pharmacy',
  '02': 'Telehealth, not in the patient’s home',
  '03': 'School',
  '04': 'Homeless shelter',
  '05': 'Indian Health Service, free-standing',
  '06': 'Indian Health Service, provider-based',
  '07': 'Tribal 638, free-standing',
  '08': 'Tribal 638, provider-based',
  '09': 'Prison or correctional facility',
  '10': 'Telehealth in the patient’s home',
  '11': 'Office',
  '12': 'Home',
  '13': 'Assisted living facility',
  '14': 'Group home',
  '15': 'Mobile unit',
  '16': 'Temporary lodging',
  '17': 'Walk-in retail health clinic',
  '18': 'Place of employment',
  '19': 'Off campus outpatient hospital',
  '20': 'Urgent care facility',
  '21': 'Inpatient hospital',
  '22': 'On campus outpatient hospital',
  '23': 'Emergency room of a hospital',
  '24': 'Ambulatory surgical center',
  '25': 'Birthing center',
  '26': 'Military treatment facility',
  '27': 'Outreach site or street',
  '31': 'Skilled nursing facility',
  '32': 'Nursing facility',
  '33': 'Custodial care facility',
  '34': 'Hospice',
  '41': 'Ambulance, land',
  '42': 'Ambulance, air or water',
  '49': 'Independent clinic',
  '50': 'Federally qualified health center',
  '51': 'Inpatient psychiatric facility',
  '52': 'Psychiatric facility, partial hospitalization',
  '53': 'Community mental health center',
  '54': 'Intermediate care facility, intellectual disabilities',
  '55': 'Residential substance abuse treatment',
  '56': 'Psychiatric residential treatment center',
  '57': 'Non-residential substance abuse treatment',
  '58': 'Non-residential opioid treatment',
  '60': 'Mass immunization center',
  '61': 'Comprehensive inpatient rehabilitation facility',
  '62': 'Comprehensive outpatient rehabilitation facility',
  '65': 'End-stage renal disease treatment facility',
  '66': 'PACE center',
  '71': 'Public health clinic',
  '72': 'Rural health clinic',
  '81': 'Independent laboratory',
  '99': 'Other place',
};

/** Care at the patient's own address. */
export const HOME = '12';

// A digit string like '11' would come first as a key of the literal, and '01' last.
export const placeCodes: readonly string[] = Object.keys(placeNames).toSorted();

/** True for a code of the list. */
export function isPlaceCode(code: string): boolean {
  return Object.hasOwn(placeNames, code);
}

/** `11 Office`; the code alone where it is none of the list, empty where there is none. */
export function placeInWords(code: string | null): string {
  if (code === null) return '';
  const words = isPlaceCode(code) ? placeNames[code] : undefined;
  return words === undefined ? code : `${code} ${words}`;
}
