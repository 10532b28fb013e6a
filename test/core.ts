import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { z } from 'zod';
import { type AppOptions, createApp } from '../main/app.ts';
import type { Core, Reply, Session } from '../main/platform/core.ts';
import { type Database, openDatabase } from '../main/platform/database.ts';
import { memoryFileStore } from '../main/platform/file-store.ts';
import { readMigrations } from '../main/platform/migrate.ts';
import type { Schema } from '../main/platform/schema.ts';
import { createClient } from '../shared/base/contract.ts';
import type { Role } from '../shared/staff/role.ts';
import { operations } from '../shared/operations.ts';
import { pdfFontsFolder } from '../tools/pdf-fonts.ts';
import { templateArchive } from '../tools/template.ts';

export const TEST_PIN = '314159';
/** What an administrator gives somebody new. */
export const GIVEN_PIN = '161803';

// Guessing is not what most tests are about; the real cost has its own test.
const quickPin = { log2N: 4, r: 8, p: 1 };

// What a build would carry into dist, from where the build takes it.
const builtFiles = {
  fontsFolder: pdfFontsFolder(),
  fhirDefinitions: join(import.meta.dirname, '../main/exchange/fhir/definitions.json'),
};

export type TestCore = Awaited<ReturnType<typeof openTestCore>>;

/**
 * The real application over a real PGlite in memory, set up with one administrator. `clock.now` can be
 * set; every incident makes `incidents` grow, which a test may look at.
 */
export async function openTestCore(
  given: Pick<AppOptions, 'pinCost' | 'writing' | 'fontsFolder' | 'fhirDefinitions'> = {},
) {
  const clock = { now: new Date('2026-03-10T15:00:00Z') };
  const incidents: unknown[] = [];
  const migrations = await readMigrations(join(import.meta.dirname, '../migrations'));
  const database = await openDatabase({ archive: await templateArchive() }, migrations);
  const files = memoryFileStore();
  const core = createApp({
    database,
    files,
    clock: () => clock.now,
    newId: v7,
    report: async (error) => {
      incidents.push(error);
      return 'test';
    },
    pinCost: quickPin,
    ...builtFiles,
    ...given,
  });
  const administrator = newSession();
  const { administratorId } = await setUp(core, administrator);
  return {
    core,
    database,
    files,
    clock,
    incidents,
    administratorId,
    /** Calls as the administrator. */
    client: clientOf(core, administrator),
    administrator,
    /** A new person of a role, signed in; `client` calls as them. */
    signIn: (role: Role) => signInAs(core, administrator, role),
    close: core.close,
  };
}

export function newSession(): Session {
  return { host: 'command-line', key: randomUUID() };
}

/** The typed client over a core, as the renderer has it. */
export function clientOf(core: Core, session: Session) {
  return createClient(
    operations,
    (name, input) => sendConfirmed(core, session, { name, input }),
    randomUUID,
  );
}

/** What each session signed in with. */
const pins = new Map<string, string>();

function notePin(session: Session, input: unknown): void {
  const typed = z.object({ pin: z.string(), newPin: z.string().nullish() }).safeParse(input);
  if (typed.success) pins.set(session.key, typed.data.newPin ?? typed.data.pin);
}

/** Sends a call, and gives the PIN again where that is asked for, as a person would. */
export async function sendConfirmed(
  core: Core,
  session: Session,
  { name, input }: { readonly name: string; readonly input: unknown },
): Promise<Reply> {
  const reply = await core.dispatch(session, name, input);
  if (name === 'session.signIn' && reply.ok) notePin(session, input);
  if (codeOf(reply) !== 'PinAgain') return reply;
  const confirmation = { operation: name, pin: pins.get(session.key) ?? TEST_PIN };
  const confirmed = await core.dispatch(session, 'session.confirmPin', confirmation);
  return confirmed.ok ? core.dispatch(session, name, input) : confirmed;
}

/** The value of a reply that must be a success. */
export function valueOf<Value>(
  reply: { ok: true; value: Value } | { ok: false; failure: unknown },
) {
  if (!reply.ok) throw new Error(`Refused: ${JSON.stringify(reply.failure)}`);
  return reply.value;
}

/** The failure code of a reply, or `ok`. */
export function codeOf(reply: Reply): string {
  return reply.ok ? 'ok' : reply.failure.code;
}

/** What a refusal tells the user, or nothing. */
export function messageOf(reply: Reply): string {
  return reply.ok ? '' : reply.failure.message;
}

/** Every row of a table, for comparing what a database holds before and after. */
export function allRows(database: Database, table: keyof Schema) {
  return database.read((db) => db.selectFrom(table).selectAll().execute());
}

async function setUp(core: Core, session: Session) {
  const client = clientOf(core, session);
  const { administratorId } = valueOf(
    await client['site.setUp']({
      siteName: 'Test clinic',
      timeZone: 'America/New_York',
      administrator: { displayName: 'Ada Admin', pin: TEST_PIN },
    }),
  );
  valueOf(await client['session.signIn']({ userId: administratorId, pin: TEST_PIN }));
  return { administratorId };
}

let people = 0;

type NewPerson = Parameters<ReturnType<typeof clientOf>['users.create']>[0];

/** Somebody new, who has signed in once and chosen a PIN of their own instead of what they were given. */
export async function addPerson(
  core: Core,
  administrator: Session,
  { own = TEST_PIN, ...person }: NewPerson & { readonly own?: string },
) {
  const created = await clientOf(core, administrator)['users.create']({
    ...person,
    pin: GIVEN_PIN,
  });
  const { id: userId } = valueOf(created);
  const choosing = { userId, pin: GIVEN_PIN, newPin: own };
  valueOf(await clientOf(core, newSession())['session.signIn'](choosing));
  return valueOf(created);
}

async function signInAs(core: Core, administrator: Session, role: Role) {
  people += 1;
  const displayName = `${role} ${people}`;
  const person = await addPerson(core, administrator, { displayName, role });
  const session = newSession();
  const client = clientOf(core, session);
  valueOf(await client['session.signIn']({ userId: person.id, pin: TEST_PIN }));
  return { client, session, userId: person.id };
}
