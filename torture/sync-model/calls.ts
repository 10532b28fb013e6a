import type { LogEntry } from '../../shared/sync/line.ts';
import { applyPage, type Page, takeStamps } from './apply-page.ts';
import { type DeviceState, pushOf, takeAcknowledgement } from './device.ts';
import { lineOf } from './lines.ts';
import {
  beginFork,
  beginRecovery,
  enrolAnew,
  nextRelay,
  rebuild,
  takeRelayAnswer,
} from './recover.ts';
import type { PushAnswer, Refused } from './server.ts';
import { marksOf, type Station, type World } from './world.ts';

/** A request on its way: the server takes it, and then the device what came back. */
type Call = { readonly serve: () => () => void };

export type CallChoice = { readonly prefersPull: boolean; readonly most: number };

function isRefused(answer: object): answer is Refused {
  return 'refused' in answer;
}

/** What a device asks for next; null where there is nothing to ask. */
export function nextCall(world: World, station: Station, choice: CallChoice): Call | null {
  const { device } = station;
  if (device.mustGreet) return greet(world, device);
  if (device.isRevoked) return push(world, station, choice.most);
  if (device.phase === 'relaying') return relay(world, device, choice.most);
  if (device.phase === 'rebuilding') return begin(world, station);
  const pushes = device.isForked || choice.prefersPull ? null : push(world, station, choice.most);
  return pushes ?? pull(world, station, choice.most);
}

export function greet({ server, faults, nowMs }: World, device: DeviceState): Call {
  return {
    serve: () => {
      const hello = server.hello(device.id, device.epoch, nowMs);
      return () => {
        device.mustGreet = false;
        device.clockOffsetMs = -device.clockErrorMs;
        if (hello.epoch === device.epoch) return;
        if (faults.has('noEpochNotice')) {
          device.epoch = hello.epoch;
          device.acked = Math.min(device.acked, hello.ackedNumber);
        } else if (device.isRevoked) {
          device.epoch = hello.epoch;
          device.acked = Math.min(device.acked, hello.ackedNumber);
        } else beginRecovery(device, hello, faults);
      };
    },
  };
}

function push(world: World, station: Station, most: number): Call | null {
  const { server, faults, nowMs } = world;
  const { device } = station;
  const request = pushOf(device, most);
  if (!request || (faults.has('retryOnWrite') && !device.hasWritten)) return null;
  device.hasWritten = false;
  if (faults.has('ackIsSent')) device.acked = lineOf(request.lines.at(-1) ?? '').n;
  return {
    serve: () => {
      const answer = server.push(request, nowMs);
      return () => {
        if (isRefused(answer)) refused(world, station, answer);
        else if (isOfTwin(device, answer) && !faults.has('noChain'))
          refused(world, station, { refused: 'fork' });
        else {
          takeStamps(device, new Map(answer.restamped), faults);
          takeAcknowledgement(device, answer, faults);
        }
      };
    },
  };
}

/** True where the server has other changes under these numbers than were made here. */
function isOfTwin({ chains }: DeviceState, { ackedNumber, ackedChain }: PushAnswer): boolean {
  return chains[ackedNumber] !== ackedChain;
}

function refused(world: World, { device }: Station, answer: Refused): void {
  if (answer.refused === 'epoch') device.mustGreet = true;
  if (answer.refused === 'gap') device.acked = Math.min(device.acked, answer.ackedNumber);
  if (answer.refused === 'fork') {
    beginFork(device);
    world.counts.forks += 1;
  }
  if (answer.refused === 'revoked') {
    device.isRevoked = true;
    device.mustGreet = true;
    device.phase = 'usual';
  }
}

function pull(world: World, station: Station, most: number): Call {
  const { server } = world;
  const { device } = station;
  const asked = { deviceId: device.id, epoch: device.epoch };
  const after = device.cursor;
  return {
    serve: () => {
      const answer = server.pull(asked, { after, limit: most });
      return () => {
        if (isRefused(answer)) refused(world, station, answer);
        else takePage(world, station, answer);
      };
    },
  };
}

function takePage(world: World, station: Station, page: Page): void {
  const { device, known } = station;
  const result = applyPage(device, page, world.faults);
  if (result === 'gap') device.mustGreet = true;
  if (result === 'fork') {
    beginFork(device);
    world.counts.forks += 1;
  }
  if (result !== 'applied') return;
  for (const mark of marksOf(page.entries)) known.add(mark);
  if (!device.isForked || device.cursor !== page.head) return;
  enrolAnew(device, world.newId(), world.faults);
  station.owes = 0;
}

function relay(world: World, device: DeviceState, most: number): Call {
  const { server, nowMs } = world;
  const batch: readonly LogEntry[] = nextRelay(device, most);
  const asked = { deviceId: device.id, epoch: device.epoch };
  return {
    serve: () => {
      const answer = server.relay(asked, batch, nowMs);
      return () => {
        if (!isRefused(answer) || answer.refused === 'gap') takeRelayAnswer(device, batch.length);
        else if (answer.refused === 'epoch') device.mustGreet = true;
        else Object.assign(device, { isRevoked: true, mustGreet: true, phase: 'usual' });
      };
    },
  };
}

function begin(world: World, station: Station): Call {
  const { server, faults } = world;
  const { device } = station;
  return {
    serve: () => {
      if (server.revoked.has(device.id))
        return () => Object.assign(device, { isRevoked: true, phase: 'usual' });
      const { epoch } = server;
      const snapshot = server.snapshot(device.cursor);
      return () => {
        if (epoch !== device.epoch) device.mustGreet = true;
        else if (rebuild(device, snapshot, faults)) world.counts.forks += 1;
      };
    },
  };
}
