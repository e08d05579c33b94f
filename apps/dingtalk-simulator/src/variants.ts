import { z } from 'zod';

/**
 * Behaviour that DingTalk leaves open, contradicts itself about, or changed: each is a flag, so that a client is tried
 * every way. The first value named in a comment is the usual one; paragraphs are the fact sheet's.
 */
export const variantsSchema = z.strictObject({
  /** C6: fetching again gives the same token, or a new one; the older one goes on until its end. */
  tokenMode: z.enum(['same', 'rotate']).default('same'),
  /** 11.7 (1): errcode 88 comes with its sub_code, or with the text alone. */
  wrapperWithoutSubCode: z.boolean().default(false),
  /** 11.7 (2), 14.3: where 60104 names the member who has the number. */
  knownMobile: z.enum(['unnamed', 'inText', 'topLevel']).default('unnamed'),
  /** 2.1, 13: the code of a name that a sibling has. */
  duplicateNameCode: z.enum(['60021', '60008', '400005']).default('60021'),
  /** 11.7 (4), 13: what the gateway refuses is wrapped as 88 on topapi, or comes bare. */
  bareGatewayCodes: z.boolean().default(false),
  /** 11.7 (5), 1.1. */
  errcodeAsString: z.boolean().default(false),
  /** 11.7 (6), 2.3: 400003 for an unknown department, 400004 for one with members, 400005 for a name taken. */
  tutorialCodes: z.boolean().default(false),
  /** C12: topapi paths refuse a wrong verb by 43001 and 43002. */
  verbErrors: z.boolean().default(false),
  /** 1.5: an old token on a legacy path. */
  expiredLegacyToken: z.enum(['40014', '42001']).default('40014'),
  /** 11.2.8: 90020 comes bare, or wrapped as 88. */
  quotaWrapped: z.boolean().default(false),
  /** 14.9: what an address that is banned is shown. */
  banBody: z.enum(['json', 'html']).default('json'),
  banStatus: z.union([z.literal(200), z.literal(403), z.literal(503)]).default(200),
  /** 14.8: the frame of throttle texts (6.3). */
  throttleText: z.enum(['newer', 'older', 'bare']).default('newer'),
  /** 14.13: the code of a parameter that is missing, and of one that is of the wrong type. */
  missingParameterCode: z.enum(['400002', '40035', '40']).default('400002'),
  illTypedParameterCode: z.enum(['40035', '400002', '41']).default('40035'),
  /** Quirk 26: JSON with \uXXXX escapes is refused by 40033. */
  refuseUnicodeEscapes: z.boolean().default(false),
  /** C7: dept_id_list as an array is refused, or understood. */
  arrayDepartmentIds: z.boolean().default(false),
  /** 3.5, 11.3: whoever is not active gets another number by update. */
  allowMobileChange: z.boolean().default(false),
  /** C1: creating again within 24 h needs consent, whoever it is. */
  always24h: z.boolean().default(false),
  /** 3.4, 14: people of the other simulated organisations are known to each other, as those of the world table are. */
  sharedPeople: z.boolean().default(false),
  /** 14.4: whoever accepts gets the userid that his invitation asked for, or another one. */
  invitationKeepsUserid: z.boolean().default(true),
  /** 14.4: days after which an invitation is void; null: never. */
  invitationDays: z.number().int().positive().nullable().default(null),
  /** 3.1: whoever has a DingTalk login is active from the start. */
  activeAtOnce: z.boolean().default(true),
  /** M1, 14.17: a person new to DingTalk is sent a text when the API creates him. */
  textOnCreate: z.boolean().default(true),
  /** 3.2: titles and departments belong to Smart-HR, 12150. */
  hrPositionManaged: z.boolean().default(false),
  /** 14.5: an empty text in user/update clears the field, or leaves it. */
  emptyTextClears: z.boolean().default(true),
  /**
   * 3.2: user/update takes dept_title_list for the departments that it names, for all of them, or, as its current page
   * has it no more, not at all.
   */
  departmentTitles: z.enum(['named', 'replaced', 'createOnly']).default('named'),
  /** 14.5: custom fields that the organisation does not have. */
  unknownExtensionKeys: z.enum(['ignored', 'refused']).default('ignored'),
  /** 13: remark and work_place as the pages limit them, or as the older table does. */
  textLimits: z.enum(['pages', 'table']).default('pages'),
  /** 13: how many a visibility list may hold. */
  visibilityLimit: z.union([z.literal(50), z.literal(200)]).default(50),
  /** 5.3: an e-mail that somebody has. */
  duplicateEmailCode: z.enum(['60106', '40101']).default('60106'),
  /** 13: an unknown userid. */
  unknownUserCode: z.enum(['60121', '33012', '60111']).default('60121'),
  /** 14.2: userids that differ by case alone are the same. */
  foldUserids: z.boolean().default(false),
  /** 14.2: names of departments that differ by case or by spaces around them are the same. */
  foldDepartmentNames: z.boolean().default(false),
  /** 13: deleting a department takes empty ones below it along, or is refused by 60006. */
  cascade: z.boolean().default(true),
  /** 14.1: the code that refuses to delete the main administrator; null: it is done. */
  administratorDeletionCode: z.enum(['-1', '43007', '60011']).nullable().default(null),
  /** 14.15: reporting lines and headships of whoever leaves are cleared. */
  leaverCleared: z.boolean().default(true),
  /** 5.3: the code of a full headcount. */
  headcountCode: z.enum(['40020', '40024', '45024', '-1']).default('40020'),
  /** C11: fields without a value are left out, or are "". */
  emptyFields: z.enum(['omitted', 'empty']).default('omitted'),
  /** 2.5: listsub shows source_identifier and from_union_org as well. */
  listsubExtras: z.boolean().default(false),
  /** 2.5: the root has a home-school department with a negative id. */
  homeSchool: z.boolean().default(false),
  /** 11.4: how long whatever is created stays unseen by reads. */
  readAfterWriteLagMs: z.number().int().nonnegative().default(0),
  /** 14.6: how long a permission that was granted is not yet in effect. */
  permissionLagMs: z.number().int().nonnegative().default(0),
  /** C19, 14.22: how getbymobile takes numbers from abroad. */
  foreignLookup: z.enum(['either', 'prefixed', 'local']).default('either'),
  /** 13: fullMatchField of the search is "exact", or chooses the field. */
  fullMatchField: z.enum(['exact', 'selector']).default('exact'),
  /** 14.16: what the list of exempt APIs does not name is counted against the month. */
  countUnlisted: z.boolean().default(true),
  /** C8: people may have several positions. */
  multiPosition: z.boolean().default(false),
  /** 14.8: fetches of a token that an app has in a minute; null: any number. */
  tokenFetchesPerMinute: z.number().int().positive().nullable().default(null),
});

export type Variants = z.infer<typeof variantsSchema>;

/** The usual DingTalk, as far as it is known. */
export const usualVariants = (): Variants => variantsSchema.parse({});
