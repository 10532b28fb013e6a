import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import sharp from 'sharp';
import { openWithGiven, storeClient } from '../../main/hosts/store-client.ts';
import type { Core, Session } from '../../main/platform/core.ts';
import { startCoreThread } from '../../main/platform/supervision/core-thread.ts';
import { createClient } from '../../shared/base/contract.ts';
import { operations } from '../../shared/operations.ts';

const PASSPHRASE = 'correct horse battery staple of the package check';
const GIVEN_PIN = '271828';
const OWN_PIN = '314159';

/**
 * Starts the core that is in an unpacked archive, in plain Node and with nothing of the project's
 * node_modules, and works as a clinic does: begin records, set up, sign in, record a treatment, keep a
 * photo, end, open again and read back. Throws when any of it does not come true.
 */
export async function bootFrom(extracted: string): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'caretrail packed '));
  const workerUrl = pathToFileURL(join(extracted, 'dist', 'main', 'worker.js'));
  try {
    const recorded = await withCore({ dataDir, workerUrl }, record);
    await withCore({ dataDir, workerUrl }, (core) => readBack(core, recorded));
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function withCore<T>(
  { dataDir, workerUrl }: { readonly dataDir: string; readonly workerUrl: URL },
  work: (core: Core) => Promise<T>,
): Promise<T> {
  const core = await startCoreThread({ dataDir }, { workerUrl });
  try {
    expectOk(await openWithGiven(storeClient(core, newSession()), PASSPHRASE));
    return await work(core);
  } finally {
    await core.close();
  }
}

type Recorded = {
  readonly nurseId: string;
  readonly patientId: string;
  readonly treatmentId: string;
  readonly photo: string;
};

async function record(core: Core): Promise<Recorded> {
  const administrator = clientOf(core, newSession());
  const { administratorId } = expectOk(
    await administrator['site.setUp']({
      siteName: 'Packed clinic',
      timeZone: 'America/New_York',
      administrator: { displayName: 'Ada Admin', pin: OWN_PIN },
    }),
  );
  expectOk(await administrator['session.signIn']({ userId: administratorId, pin: OWN_PIN }));
  expectOk(await administrator['products.add']({ sku: 'FOAM', name: 'Foam dressing' }));
  const nurse = expectOk(
    await administrator['users.create']({ displayName: 'Nora', role: 'nurse', pin: GIVEN_PIN }),
  );
  const session = newSession();
  const client = clientOf(core, session);
  const signIn = { userId: nurse.id, pin: GIVEN_PIN, newPin: OWN_PIN };
  expectOk(await client['session.signIn'](signIn));
  const treatment = await recordTreatment(client);
  // Goes through sharp, whose binary and libvips lie beside the archive.
  const photo = expectOk(await core.putBytes(session, 'photo', await somePicture()));
  return { nurseId: nurse.id, ...treatment, photo: photo.digest };
}

async function recordTreatment(
  client: ReturnType<typeof clientOf>,
): Promise<{ readonly patientId: string; readonly treatmentId: string }> {
  const { id: patientId } = expectOk(
    await client['patients.create']({
      mrn: 'P-1',
      firstName: 'Maria',
      lastName: 'Packed',
      birthOn: '1950-02-28',
      sex: 'female',
      confirmedNotDuplicate: true,
    }),
  );
  const order = expectOk(
    await client['orders.create']({
      patientId,
      orderedOn: '2026-03-01',
      lines: [{ productId: 'FOAM', quantity: 2 }],
    }),
  );
  const treatment = expectOk(
    await client['treatments.record']({
      patientId,
      orderId: order.id,
      productId: 'FOAM',
      quantityUsed: 1,
      dateApplied: '2026-03-10',
    }),
  );
  return { patientId, treatmentId: treatment.id };
}

async function readBack(core: Core, recorded: Recorded): Promise<void> {
  const session = newSession();
  const client = clientOf(core, session);
  expectOk(await client['session.signIn']({ userId: recorded.nurseId, pin: OWN_PIN }));
  const list = expectOk(await client['treatments.list']({ patientId: recorded.patientId }));
  if (!JSON.stringify(list).includes(recorded.treatmentId))
    throw new Error('The treatment that the packed application recorded is not in it');
}

function somePicture(): Promise<Buffer> {
  const create = { width: 64, height: 48, channels: 3, background: '#a33' } as const;
  return sharp({ create }).jpeg().toBuffer();
}

function newSession(): Session {
  return { host: 'window', key: randomUUID() };
}

function clientOf(core: Core, session: Session) {
  return createClient(operations, (name, input) => core.dispatch(session, name, input), randomUUID);
}

function expectOk<T>(
  reply:
    | { readonly ok: true; readonly value: T }
    | { readonly ok: false; readonly failure: unknown },
): T {
  if (reply.ok) return reply.value;
  throw new Error(`The packed application refused: ${JSON.stringify(reply.failure)}`);
}
