import { isCivilDate } from '../../base/civil-date.ts';
import type { Envelope837P, TradingPartner } from './envelope.ts';
import { isX12Identifier, latinTextOf } from './x12-text.ts';

export type EnvelopeProblem = { readonly field: string; readonly message: string };

const MAX_CONTROL_NUMBER = 999_999_999;

type Check = readonly [field: string, isRight: boolean, message: string];

function isIdentifier(text: string, minLength: number, maxLength: number): boolean {
  return isX12Identifier(text) && text.length >= minLength && text.length <= maxLength;
}

function partnerChecks(partner: TradingPartner, field: string): readonly Check[] {
  const { text, lost } = latinTextOf(partner.name);
  return [
    [`${field}.name`, text !== '' && lost.length === 0, 'needs a name in Latin letters'],
    [
      `${field}.interchangeQualifier`,
      /^[0-9A-Z]{2}$/.test(partner.interchangeQualifier),
      'needs the two characters that the receiver names for ISA05 or ISA07, such as ZZ',
    ],
    [
      `${field}.interchangeId`,
      isIdentifier(partner.interchangeId, 1, 15),
      'needs the interchange id that the receiver gave, 1 to 15 characters',
    ],
    [
      `${field}.applicationId`,
      isIdentifier(partner.applicationId, 2, 15),
      'needs the application id that the receiver gave, 2 to 15 characters',
    ],
    [
      `${field}.identifier`,
      isIdentifier(partner.identifier, 2, 80),
      'needs the id that the receiver gave, 2 to 80 characters',
    ],
  ];
}

/** All that keeps the file from being begun; empty when nothing does. */
export function problemsOfEnvelope(envelope: Envelope837P): readonly EnvelopeProblem[] {
  const { submitter, receiver, controlNumbers, madeAt } = envelope;
  const checks: readonly Check[] = [
    ...partnerChecks(submitter, 'submitter'),
    ['submitter.phone', /^\d{10}$/.test(submitter.phone), 'needs a phone number of ten digits'],
    [
      'submitter.contactName',
      submitter.contactName === null || latinTextOf(submitter.contactName).lost.length === 0,
      'needs a contact name in Latin letters',
    ],
    ...partnerChecks(receiver, 'receiver'),
    ...(['interchange', 'group', 'transaction'] as const).map((level): Check => {
      const number = controlNumbers[level];
      return [
        `controlNumbers.${level}`,
        Number.isInteger(number) && number >= 1 && number <= MAX_CONTROL_NUMBER,
        'needs a whole number from 1 to 999999999',
      ];
    }),
    ['madeAt.date', isCivilDate(madeAt.date), 'needs a day in the calendar'],
    ['madeAt.time', /^([01]\d|2[0-3]):[0-5]\d$/.test(madeAt.time), 'needs a time as HH:MM'],
  ];
  return checks
    .filter(([, isRight]) => !isRight)
    .map(([field, , message]) => ({ field, message: `The file's ${field} ${message}.` }));
}
