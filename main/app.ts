import type { Handlers } from '../shared/base/contract.ts';
import { type Operations, operations } from '../shared/operations.ts';
import { allergyHandlers } from './allergies/handlers.ts';
import { auditHandlers } from './audit/handlers.ts';
import { billingHandlers } from './billing/handlers.ts';
import { draftHandlers } from './drafts/handlers.ts';
import { facilityHandlers } from './facilities/handlers.ts';
import { importHandlers } from './imports/handlers.ts';
import { jobHandlers } from './jobs/handlers.ts';
import { orderHandlers } from './orders/handlers.ts';
import { patientHandlers } from './patients/handlers.ts';
import type { Contexts } from './platform/context.ts';
import { type CoreParts, createCore } from './platform/create-core.ts';
import type { Core } from './platform/core.ts';
import { productHandlers } from './products/handlers.ts';
import { createSiteHandlers } from './site/handlers.ts';
import { createUserHandlers } from './staff/handlers.ts';
import { DEFAULT_PIN_COST, type PinCost } from './staff/pin-hash.ts';
import { createSignInHandlers } from './staff/sign-in-handlers.ts';
import { treatmentHandlers } from './treatments/handlers.ts';

export type AppOptions = CoreParts & {
  /** How much work guessing a PIN takes; tests choose less. */
  readonly pinCost?: PinCost;
};

/** A slice adds its handlers with one line here; an operation without a handler does not compile. */
function allHandlers(pinCost: PinCost): Handlers<Operations, Contexts> {
  return {
    ...createSiteHandlers(pinCost),
    ...createSignInHandlers(pinCost),
    ...createUserHandlers(pinCost),
    ...facilityHandlers,
    ...patientHandlers,
    ...allergyHandlers,
    ...productHandlers,
    ...orderHandlers,
    ...draftHandlers,
    ...treatmentHandlers,
    ...billingHandlers,
    ...importHandlers,
    ...jobHandlers,
    ...auditHandlers,
  };
}

/** The application over an open database: what every host and every test talks to. */
export function createApp(options: AppOptions): Core {
  const handlers = allHandlers(options.pinCost ?? DEFAULT_PIN_COST);
  return createCore(options, operations, handlers);
}
