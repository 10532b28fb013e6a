import type { openClinic } from './clinic.ts';
import { valueOf } from './core.ts';

type Client = Awaited<ReturnType<typeof openClinic>>['client'];
type Details = Partial<Parameters<Client['patients.create']>[0]>;

let people = 0;

/** Two registrations of one person, as two computers would have made them. */
export async function registerTwice(client: Client, first: Details = {}, second: Details = {}) {
  people += 1;
  const person = {
    firstName: 'Greta',
    lastName: `Lindqvist${'abcdefghij'[people % 10]}${'klmnop'[Math.floor(people / 10)]}`,
    birthOn: `19${40 + people}-03-04`,
    sex: 'female' as const,
    confirmedNotDuplicate: true,
  };
  const register = async (details: Details) =>
    valueOf(await client['patients.create']({ ...person, ...details }));
  const one = await register({ mrn: `P-${people}`, ...first });
  const other = await register({ mrn: `Q-${people}`, ...second });
  return { one, other, pair: { patientId: one.id, otherPatientId: other.id } };
}
