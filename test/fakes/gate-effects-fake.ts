import { fail, ok } from '../../shared/base/result.ts';
import type { WritingState } from '../../shared/store/contract.ts';
import type {
  GateEffects,
  OnProgress,
  OpenRecords,
  PinReset,
  StagedRestore,
  Standing,
  StoreEvent,
} from '../../main/platform/gate/gate-effects.ts';
import type { Keyring } from '../../main/platform/keys/keyring.ts';
import type { AttemptCounter } from '../../main/platform/keys/unlock-attempts.ts';
import { type FakeCore, fakeCore } from './core-fake.ts';

const keyring: Keyring = { current: 1, keys: new Map([[1, new Uint8Array(32)]]) };
const counts = { patients: 1, treatmentRecords: 2, users: 3, auditEvents: 4 };

export type FakeWorld = ReturnType<typeof fakeGateEffects>;

/** A data folder in memory under the passphrase `right`; a test sets what it holds and what fails. */
export function fakeGateEffects() {
  const world = {
    standing: { state: 'locked' } as Standing,
    passphrase: 'right',
    unasked: null as Keyring | null,
    openingError: null as Error | null,
    /** Called while the records open; may report progress and take its time. */
    whileOpening: async (_onProgress: OnProgress): Promise<void> => undefined,
    failures: 0,
    waitSeconds: 0,
    cores: [] as FakeCore[],
    audited: [] as StoreEvent[],
    resets: [] as PinReset[],
    reported: [] as unknown[],
    staged: [] as string[],
    swaps: 0,
    discards: 0,
    releases: 0,
    isApproved: true,
    writing: 'allowed' as WritingState,
  };
  const attempts: AttemptCounter = {
    remainingWait: async () => world.waitSeconds,
    begin: async () => void (world.failures += 1),
    succeed: async () => void (world.failures = 0),
    undo: async () => void (world.failures -= 1),
  };
  function records(): OpenRecords {
    const plain = fakeCore();
    const core: FakeCore = {
      ...plain,
      dispatch: async (session, name, input) => {
        if (name !== 'storage.approveRestore') return plain.dispatch(session, name, input);
        return world.isApproved ? ok({}) : fail('SignInNeeded', 'Sign in first.');
      },
    };
    world.cores.push(core);
    return {
      core,
      isPassphrase: async (text) => text === world.passphrase,
      hasKeychain: () => false,
      writing: () => world.writing,
      backupFolder: async () => '/chosen',
      resetPin: async (reset) => {
        if (reset.userId.endsWith('9')) return 'UnknownUser';
        world.resets.push(reset);
        return 'done';
      },
      audit: async (event) => void world.audited.push(event),
    };
  }
  async function open(onProgress: OnProgress): Promise<OpenRecords> {
    await world.whileOpening(onProgress);
    if (world.openingError) throw world.openingError;
    return records();
  }
  const staged: StagedRestore = {
    madeAt: '2026-03-10T15:00:00.000Z',
    counts,
    keyring,
    swap: async () => {
      world.swaps += 1;
      return '/records.store.before';
    },
    discard: async () => void (world.discards += 1),
  };
  const effects: GateEffects = {
    look: async () => world.standing,
    keyringUnasked: async () => world.unasked,
    keyringOf: async (text) =>
      text === world.passphrase ? ok(keyring) : fail('WrongPassphrase', 'no'),
    open: (_keyring, onProgress) => open(onProgress),
    create: async (passphrase, onProgress) => {
      world.passphrase = passphrase;
      return open(onProgress);
    },
    backupFolder: '/backups',
    stageRestore: async ({ path, passphrase, folder }) => {
      if (path !== 'kept.backup') return fail('UnknownFile', 'There is no such backup.');
      if (passphrase !== world.passphrase) return fail('WrongPassphrase', 'no');
      world.staged.push(`${folder}/${path}`);
      return ok(staged);
    },
    listBackups: async () => ['newer.backup', 'older.backup'],
    hasKeychain: false,
    attempts,
    randomBytes: (length) => new Uint8Array(length).fill(7),
    report: async (error) => {
      world.reported.push(error);
      return 'test';
    },
    release: () => void (world.releases += 1),
  };
  return { world, effects, keyring };
}
