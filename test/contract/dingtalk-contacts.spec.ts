import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { usualVariants } from '../../apps/dingtalk-simulator/src/variants.js';
import type { Variants } from '../../apps/dingtalk-simulator/src/variants.js';
import { startSimulator } from '../support/simulator.js';
import type { Simulator } from '../support/simulator.js';
import { contactsContract } from './contacts-contract.js';
import { organisationContract } from './organisation-contract.js';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());

/** Every flag of the simulator by itself, each of its other values, and those together that gateways change at once. */
const variants: readonly Partial<Variants>[] = [
  {},
  { tokenMode: 'rotate' },
  { wrapperWithoutSubCode: true },
  { knownMobile: 'inText' },
  { knownMobile: 'topLevel' },
  { duplicateNameCode: '60008' },
  { duplicateNameCode: '400005' },
  { bareGatewayCodes: true },
  { errcodeAsString: true },
  { errcodeAsString: true, wrapperWithoutSubCode: true, bareGatewayCodes: false },
  { tutorialCodes: true },
  { verbErrors: true },
  { expiredLegacyToken: '42001' },
  { quotaWrapped: true },
  { banBody: 'html' },
  { banStatus: 403 },
  { banStatus: 503 },
  { throttleText: 'older' },
  { throttleText: 'bare' },
  { missingParameterCode: '40035' },
  { missingParameterCode: '40' },
  { illTypedParameterCode: '400002' },
  { illTypedParameterCode: '41' },
  { refuseUnicodeEscapes: true },
  { arrayDepartmentIds: true },
  { allowMobileChange: true },
  { always24h: true },
  { sharedPeople: true },
  { invitationKeepsUserid: false },
  { invitationDays: 7 },
  { activeAtOnce: false },
  { textOnCreate: false },
  { hrPositionManaged: true },
  { emptyTextClears: false },
  { departmentTitles: 'replaced' },
  { departmentTitles: 'createOnly' },
  { unknownExtensionKeys: 'refused' },
  { textLimits: 'table' },
  { visibilityLimit: 200 },
  { duplicateEmailCode: '40101' },
  { unknownUserCode: '33012' },
  { unknownUserCode: '60111' },
  { foldUserids: true },
  { foldDepartmentNames: true },
  { cascade: false },
  { administratorDeletionCode: '-1' },
  { leaverCleared: false },
  { headcountCode: '40024' },
  { headcountCode: '45024' },
  { headcountCode: '-1' },
  { emptyFields: 'empty' },
  { listsubExtras: true },
  { homeSchool: true },
  { readAfterWriteLagMs: 60 },
  { permissionLagMs: 60 },
  { foreignLookup: 'prefixed' },
  { foreignLookup: 'local' },
  { fullMatchField: 'selector' },
  { countUnlisted: false },
  { multiPosition: true },
  { tokenFetchesPerMinute: 3 },
];

it('tries every flag that the simulator has', () => {
  const tried = new Set(variants.flatMap((flags) => Object.keys(flags)));
  expect(Object.keys(usualVariants()).filter((flag) => !tried.has(flag))).toEqual([]);
});

describe.each(variants.map((flags) => ({ flags })))("the client's contract under $flags", ({ flags }) => {
  contactsContract(() => simulator, flags);
  organisationContract(() => simulator, flags);
});
