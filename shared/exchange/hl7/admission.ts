import { ok, type Result } from '../../base/result.ts';
import { fieldText, type Hl7Message, segmentsNamed } from './message.ts';
import { type PatientFacts, patientFactsOf } from './patient-facts.ts';

/** What a message is to us. */
export type Admission =
  | {
      readonly kind: 'patient';
      /** Application and facility that sent it. */
      readonly sender: string;
      /** Of the sender: MSH-10. */
      readonly controlId: string;
      /** When it was recorded there (EVN-2), or sent (MSH-7), as it stands; empty where nothing says it. */
      readonly saidAt: string;
      readonly facts: PatientFacts;
    }
  /** Left out on purpose. */
  | { readonly kind: 'skipped'; readonly reason: string };

/** Admit, register, update; add and update a person: all of them say how the patient is now. */
const UPSERTS = new Set(['A01', 'A04', 'A08', 'A28', 'A31']);
/** Two charts become one, or one two: a person decides that. */
const MERGES = new Set(['A18', 'A24', 'A34', 'A35', 'A36', 'A37', 'A39', 'A40', 'A41', 'A42']);
const LONGEST_CONTROL_ID = 199;
const LONGEST_SENDER = 400;

const refused = (reason: string) => ({ ok: false, failure: reason }) as const;
const skipped = (reason: string) => ok<Admission>({ kind: 'skipped', reason });

/** A code that may be told: nobody's name is three capitals and digits. */
const plainCode = (code: string): string => (/^[A-Z0-9]{3}$/.test(code) ? code : 'unknown');

/**
 * What an ADT message says of a patient, or why it is left out or refused. Segments beside MSH, EVN and PID
 * are not read, Z-segments among them. The reason tells nothing of the content.
 */
export function readAdmission(message: Hl7Message): Result<Admission, string> {
  const [msh] = segmentsNamed(message, 'MSH');
  if (!msh) return refused('has no MSH segment');
  const at = (field: number, component = 1) => fieldText(message, msh, { field, component });
  const [evn] = segmentsNamed(message, 'EVN');
  const eventCode = evn ? fieldText(message, evn, { field: 1 }) : '';
  const event = at(9, 2) || eventCode;
  const name = `${plainCode(at(9))}^${plainCode(event)}`;
  if (at(9) !== 'ADT') return skipped(`${name} is not an ADT message`);
  if (MERGES.has(event))
    return skipped(`${name} merges or parts patients, which a person has to do here`);
  if (!UPSERTS.has(event)) return skipped(`${name} is an event that changes no patient here`);
  const controlId = at(10);
  if (controlId === '') return refused('has no control id in MSH-10');
  const sender = `${at(3)}^${at(4)}`;
  if (controlId.length > LONGEST_CONTROL_ID || sender.length > LONGEST_SENDER)
    return refused('has a control id or a sender that is too long');
  const pids = segmentsNamed(message, 'PID');
  const [pid] = pids;
  if (!pid) return refused('has no PID segment');
  if (pids.length > 1) return refused('has more than one PID segment');
  if (!message.isEnded && message.segments.at(-1) === pid)
    return refused('is cut off: its PID segment has no end');
  const facts = patientFactsOf(message, pid);
  if (!facts.ok) return facts;
  const saidAt = (evn ? fieldText(message, evn, { field: 2 }) : '') || at(7);
  return ok({ kind: 'patient', sender, controlId, saidAt, facts: facts.value });
}
