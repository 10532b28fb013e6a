import type { Handlers } from '../../shared/base/contract.ts';
import type { billingLineOperations } from '../../shared/billing-lines/contract.ts';
import type { Contexts } from '../platform/context.ts';
import { exportLines } from './export-lines.ts';

export const billingLineHandlers: Handlers<typeof billingLineOperations, Contexts> = {
  'billingLines.export': (asked, job) => exportLines(asked, job),
};
