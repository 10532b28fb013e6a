import { mrnKey } from '../../shared/patients/patient.ts';
import { expectValue, type OpenCore } from './cli-core.ts';
import { refused } from './cli-failure.ts';

/** The one person with a medical record number, however it is typed; refuses none and several. */
export async function patientOfMrn({ client }: OpenCore, typed: string): Promise<string> {
  const key = mrnKey(typed);
  const patients = expectValue(await client['patients.find']({ text: typed, limit: 200 }));
  const found = patients.filter(({ mrn }) => key !== null && mrnKey(mrn) === key);
  const [only] = found;
  if (only === undefined) throw refused('Nobody here has that medical record number.');
  if (found.length > 1) throw refused('Several people here have that medical record number.');
  return only.id;
}
