import { type Acting, insert } from './acting.ts';
import {
  amendRecord,
  cancelOrder,
  editPatient,
  editRecord,
  editTwoRecords,
  newOrder,
  newPatient,
  newRecord,
  removeLine,
  removePatient,
  signRecord,
} from './chart-acts.ts';
import {
  addAllergy,
  changeAllergy,
  changeInBatch,
  putInBatch,
  saySaying,
  settle,
  takeOutOfBatch,
} from './listed-acts.ts';
import type { Statement } from './own.ts';
import { addSample, editUnit, moveStock, newUnit, removeSample } from './stock-acts.ts';

export const ACTS = [
  'newPatient',
  'editPatient',
  'removePatient',
  'newRecord',
  'editRecord',
  'editTwoRecords',
  'signRecord',
  'amendRecord',
  'newOrder',
  'cancelOrder',
  'removeLine',
  'newUnit',
  'editUnit',
  'moveStock',
  'addAllergy',
  'changeAllergy',
  'saySaying',
  'putInBatch',
  'takeOutOfBatch',
  'changeInBatch',
  'addSample',
  'removeSample',
  'settle',
] as const;

export type ActKind = (typeof ACTS)[number];

const RUNS: Readonly<Record<ActKind, (acting: Acting) => readonly Statement[]>> = {
  newPatient,
  editPatient,
  removePatient,
  newRecord,
  editRecord,
  editTwoRecords,
  signRecord,
  amendRecord,
  newOrder,
  cancelOrder,
  removeLine,
  newUnit,
  editUnit,
  moveStock,
  addAllergy,
  changeAllergy,
  saySaying,
  putInBatch,
  takeOutOfBatch,
  changeInBatch,
  addSample,
  removeSample,
  settle,
};

/** The statements of one command on what somebody sees; none where there is nothing to do it to. */
export function statementsOf(kind: ActKind, acting: Acting): readonly Statement[] {
  const statements = RUNS[kind](acting);
  if (statements.length === 0) return [];
  return [...statements, insert('audit_events', { id: `e${acting.mark}`, act: kind })];
}
