import { type CoreOptions, openCore } from '../main/open-core.ts';
import { createClient } from '../shared/base/contract.ts';
import { operations } from '../shared/operations.ts';
import { storeOperations } from '../shared/store/contract.ts';
import { newSession, sendConfirmed, TEST_PIN, valueOf } from './core.ts';
import { jobReply } from './job-reply.ts';
import { typed } from './plain-text-scan.ts';

// Run as a process of its own: what it writes, and where, is what is looked at.
const [part, dataDir = '', built = ''] = process.argv.slice(2);
const { passphrase } = typed;

async function open(options: CoreOptions) {
  const core = await openCore(options);
  const session = newSession();
  const client = createClient(
    { ...operations, ...storeOperations },
    (name, input) => sendConfirmed(core, session, { name, input }),
    () => crypto.randomUUID(),
  );
  const ended = (started: Parameters<typeof jobReply>[1]) => jobReply({ core, client }, started);
  return { core, session, client, ended };
}
type Opened = Awaited<ReturnType<typeof open>>;

async function setUp({ client }: Opened): Promise<void> {
  valueOf(await client['store.create']({ passphrase }));
  const administrator = { displayName: typed.nurse, pin: TEST_PIN };
  const { administratorId: userId } = valueOf(
    await client['site.setUp']({ siteName: typed.site, timeZone: 'UTC', administrator }),
  );
  valueOf(await client['session.signIn']({ userId, pin: TEST_PIN }));
}

async function addChart({ client }: Opened) {
  valueOf(await client['products.add']({ sku: 'FOAM', name: 'Foam' }));
  const { firstName, lastName, mrn, phone, addressLine } = typed;
  const patient = valueOf(
    await client['patients.create']({
      firstName,
      lastName,
      mrn,
      phone,
      addressLine,
      birthOn: '1950-02-28',
      sex: 'female',
    }),
  );
  const patientId = patient.id;
  valueOf(await client['allergies.add']({ patientId, substance: typed.allergen }));
  const lines = [{ productId: 'FOAM', quantity: 100 }];
  const order = valueOf(
    await client['orders.create']({ patientId, orderedOn: '2026-03-01', lines }),
  );
  return { patientId, orderId: order.id };
}

async function work(opened: Opened): Promise<void> {
  const { core, session, client, ended } = opened;
  await setUp(opened);
  const { patientId, orderId } = await addChart(opened);
  const treatment = {
    patientId,
    orderId,
    productId: 'FOAM',
    quantityUsed: 1,
    dateApplied: '2026-03-10',
    doctorNotes: typed.notes,
  };
  for (let count = 0; count < 5; count += 1) valueOf(await client['treatments.record'](treatment));
  const content = { doctorNotes: typed.draft };
  valueOf(await client['drafts.save']({ form: 'recordTreatment', patientId, content }));
  // Refused, broken and unknown input, all of which may end up in a log.
  await client['patients.find']({ text: `${typed.lastName}\u0000` });
  await core.dispatch(session, 'patients.create', { firstName: typed.firstName, lastName: 7 });
  await core.dispatch(session, typed.lastName, { text: typed.notes });
  const source = new TextEncoder().encode(`Id,Name\n1,${typed.file}\n`.repeat(50));
  const stored = valueOf(await core.putBytes(session, 'import-source', source));
  await ended(client['imports.synthea']({ files: [{ name: 'patients.csv', ...stored }] }));
  await ended(client['billing.export']({ fromOn: '2026-01-01', toOn: '2026-12-31' }));
  await ended(client['storage.backUp']({}));
}

async function keep({ core, client, ended }: Opened): Promise<void> {
  valueOf(await client['store.unlock']({ passphrase }));
  const [tile] = valueOf(await client['session.tiles']({}));
  valueOf(await client['session.signIn']({ userId: tile?.userId ?? '', pin: TEST_PIN }));
  await ended(client['storage.reencrypt']({}));
  await ended(client['storage.backUp']({}));
  const [backup] = valueOf(await client['storage.listBackups']({}));
  valueOf(await client['storage.approveRestore']({}));
  valueOf(await client['store.restore']({ path: backup?.fileName ?? '', passphrase }));
  await core.close();
}

const cheap = { log2N: 4, r: 8, p: 1 };
const opened = await open({ dataDir, built, passphraseCost: cheap, pinCost: cheap });
if (part === 'work') {
  await work(opened);
  process.send?.('worked');
} else {
  await keep(opened);
  process.disconnect?.();
}
