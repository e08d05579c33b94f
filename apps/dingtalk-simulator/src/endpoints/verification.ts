import type { Organisation } from '../organisation.js';
import { Refusal } from '../refusal.js';
import { endpoint } from './endpoint.js';

/** The organisation's verification (fact sheet 15.M5). */
export const verificationEndpoint = endpoint({
  method: 'GET',
  path: '/v1.0/contact/organizations/authInfos',
  permission: 'Contact.Org.Read',
  read: (given) => given.text('targetCorpId'),
  run: ({ org }, targetCorpId) => {
    if (targetCorpId !== undefined && targetCorpId !== org.corpId)
      throw new Refusal('invalidParameter.system.param', { text: '无效的企业targetCorpId' });
    return verificationOf(org);
  },
});

/** Without verification the level and the name only. */
function verificationOf({ name, authLevel, corpId }: Organisation) {
  if (authLevel === 0) return { orgName: name, authLevel };
  return {
    orgName: name,
    licenseOrgName: name,
    unifiedSocialCredit: corpId.slice(-18).toUpperCase(),
    authLevel,
  };
}
