import type { Handlers } from '../../shared/base/contract.ts';
import { ok } from '../../shared/base/result.ts';
import type { codeOperations } from '../../shared/codes/contract.ts';
import { diagnosisSearchOf, WOUND_FAMILIES } from '../../shared/codes/diagnosis-search.ts';
import { tidyDiagnosisCode } from '../../shared/wounds/diagnosis-code.ts';
import type { Contexts } from '../platform/context.ts';
import { diagnosesOn, proceduresOn } from './actions.ts';
import { importCodes } from './import-codes.ts';
import { previewCodes } from './preview-codes.ts';
import { findDiagnoses, selectEditions } from './store.ts';

export const codeHandlers: Handlers<typeof codeOperations, Contexts> = {
  async 'codes.editions'(_input, { db }) {
    return ok(await selectEditions(db));
  },
  async 'codes.searchDiagnoses'({ text, ...search }, { db }) {
    const wanted = diagnosisSearchOf(text);
    if (wanted.words.length === 0) return ok([]);
    const found = await findDiagnoses(db, { ...wanted, ...search, families: WOUND_FAMILIES });
    return ok(found.map((each) => ({ ...each, code: tidyDiagnosisCode(each.code) })));
  },
  async 'codes.lookup'({ codes, on }, { db }) {
    return ok(await diagnosesOn(db, codes, on));
  },
  async 'codes.lookupProcedures'({ codes, on }, { db }) {
    return ok(await proceduresOn(db, codes, on));
  },
  'codes.preview': (input, context) => previewCodes(input, context),
  'codes.import': (input, context) => importCodes(input, context),
};
