import type { CivilDate } from '../../base/civil-date.ts';
import { x12TextOf } from './x12-text.ts';
import {
  COMPONENT_SEPARATOR,
  REPETITION_SEPARATOR,
  segmentOf,
  SEGMENT_TERMINATOR,
  x12DateOf,
} from './segment.ts';

/** What this builder writes, as GS08 and ST03 name it. */
export const IMPLEMENTATION_837P = '005010X222A1';

/** Who sends or receives a file, as the receiver's companion guide says. */
export type TradingPartner = {
  readonly name: string;
  /** ISA05 or ISA07: ZZ mutually defined, 30 tax id, 01 DUNS and others. */
  readonly interchangeQualifier: string;
  /** ISA06 or ISA08, up to 15 characters. */
  readonly interchangeId: string;
  /** GS02 or GS03, 2 to 15 characters. */
  readonly applicationId: string;
  /** NM109 of loop 1000A or 1000B. */
  readonly identifier: string;
};

export type Submitter = TradingPartner & {
  /** Whom the receiver asks about the file; null when it is the submitter itself. */
  readonly contactName: string | null;
  /** Ten digits. */
  readonly phone: string;
};

export type Envelope837P = {
  readonly submitter: Submitter;
  readonly receiver: TradingPartner;
  readonly controlNumbers: {
    /** ISA13, 1 to 999,999,999, never used twice towards one receiver. */
    readonly interchange: number;
    /** GS06, 1 to 999,999,999. */
    readonly group: number;
    /** ST02 of the first transaction set; each further one takes the next number. */
    readonly transaction: number;
  };
  /** When the file was made, by the site's clocks: the format carries no time zone. */
  readonly madeAt: {
    readonly date: CivilDate;
    /** `HH:MM`, 24 hours. */
    readonly time: string;
  };
  /** True for a file that the receiver checks and throws away. */
  readonly isTest: boolean;
};

function clockOf({ madeAt }: Envelope837P): string {
  return madeAt.time.replace(':', '');
}

/** ISA with its fixed widths (106 characters with the terminator) and GS. */
export function openingOf(envelope: Envelope837P): string {
  const { submitter, receiver, controlNumbers, madeAt, isTest } = envelope;
  const date = x12DateOf(madeAt.date);
  const isa = [
    'ISA',
    '00',
    ' '.repeat(10),
    '00',
    ' '.repeat(10),
    submitter.interchangeQualifier,
    submitter.interchangeId.padEnd(15),
    receiver.interchangeQualifier,
    receiver.interchangeId.padEnd(15),
    date.slice(2),
    clockOf(envelope),
    REPETITION_SEPARATOR,
    '00501',
    interchangeNumberOf(envelope),
    '0',
    isTest ? 'T' : 'P',
    COMPONENT_SEPARATOR,
  ].join('*');
  const gs = segmentOf(
    'GS',
    'HC',
    submitter.applicationId,
    receiver.applicationId,
    date,
    clockOf(envelope),
    String(controlNumbers.group),
    'X',
    IMPLEMENTATION_837P,
  );
  return isa + SEGMENT_TERMINATOR + gs;
}

/** GE and IEA. */
export function closingOf(envelope: Envelope837P, transactions: number): string {
  return (
    segmentOf('GE', String(transactions), String(envelope.controlNumbers.group)) +
    segmentOf('IEA', '1', interchangeNumberOf(envelope))
  );
}

function interchangeNumberOf({ controlNumbers }: Envelope837P): string {
  return String(controlNumbers.interchange).padStart(9, '0');
}

/** ST02 of the nth transaction set of the file, from 0. */
export function transactionNumberOf(envelope: Envelope837P, index: number): string {
  return String(envelope.controlNumbers.transaction + index).padStart(4, '0');
}

/** BHT03 of the nth transaction set, from 0: what a 277CA names the set by (TRN02 of loop 2200B). */
export function batchReferenceOf(envelope: Envelope837P, index: number): string {
  return `${interchangeNumberOf(envelope)}-${transactionNumberOf(envelope, index)}`;
}

/** ST, BHT and loops 1000A and 1000B of the nth transaction set. */
export function headerOf(envelope: Envelope837P, index: number): readonly string[] {
  const { submitter, receiver, madeAt } = envelope;
  const name = x12TextOf(submitter.name, 60);
  const contact = x12TextOf(submitter.contactName ?? '', 60);
  return [
    segmentOf('ST', '837', transactionNumberOf(envelope, index), IMPLEMENTATION_837P),
    segmentOf(
      'BHT',
      '0019',
      '00',
      batchReferenceOf(envelope, index),
      x12DateOf(madeAt.date),
      clockOf(envelope),
      'CH',
    ),
    segmentOf('NM1', '41', '2', name, '', '', '', '', '46', submitter.identifier),
    // PER02 is sent only when it says something that NM1 does not.
    segmentOf('PER', 'IC', contact === name ? '' : contact, 'TE', submitter.phone),
    segmentOf(
      'NM1',
      '40',
      '2',
      x12TextOf(receiver.name, 60),
      '',
      '',
      '',
      '',
      '46',
      receiver.identifier,
    ),
  ];
}
