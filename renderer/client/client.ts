// oxlint-disable-next-line import/no-unassigned-import -- it is there for what it does
import './zod-without-eval.ts';
import { createClient } from '../../shared/base/contract.ts';
import { operations } from '../../shared/operations.ts';
import { bridge } from './bridge.ts';

/** Every operation by its wire name, typed by the contract. */
export const client = createClient(operations, bridge.send, () => crypto.randomUUID());
