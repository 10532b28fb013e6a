import type { Handlers } from '../../../shared/base/contract.ts';
import { fail, ok } from '../../../shared/base/result.ts';
import type { fhirOperations } from '../../../shared/exchange/fhir-contract.ts';
import { findPatient } from '../../patients/actions.ts';
import type { Contexts, JobContext } from '../../platform/context.ts';
import { exportFhir } from './export-fhir.ts';
import { importFhir } from './import-fhir.ts';
import { selectPatientDevices } from './store.ts';

/** A job of whoever started it; its permission says that somebody did. */
function begunBy(job: JobContext) {
  const { actor } = job;
  if (actor === null) throw new Error('A job that nobody began');
  return { ...job, actor };
}

/** `definitionsFile` holds what exports are checked against (tools/fhir-definitions.ts). */
export function createFhirHandlers(
  definitionsFile: () => string,
): Handlers<typeof fhirOperations, Contexts> {
  return {
    'exchange.importFhir': (input, job) => importFhir(input, begunBy(job)),
    'exchange.exportFhir': (input, job) => exportFhir(input, begunBy(job), definitionsFile()),
    async 'exchange.devices'({ patientId }, { db }) {
      if (!(await findPatient(db, patientId)))
        return fail('UnknownPatient', 'There is no such patient.');
      return ok(await selectPatientDevices(db, patientId));
    },
  };
}
