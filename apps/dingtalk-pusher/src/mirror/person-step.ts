import { getUser, Rejected } from '#dingtalk';
import type { Step, StepFindings } from '#store';
import { learnPeople } from './people.js';
import type { MirrorTerms } from './terms.js';

/**
 * A person by himself: because only that shows everything, or because no list had him. Gone is who DingTalk says is
 * not there (60121, 33012); any other answer leaves him as he is.
 */
export async function readPerson(terms: MirrorTerms, { subject }: Step): Promise<StepFindings> {
  try {
    return await learnPeople(terms, [await getUser(terms.client, subject)], 'person');
  } catch (error) {
    if (!(error instanceof Rejected) || error.on !== 'notFound') throw error;
    return { absent: [{ kind: 'account', externalId: subject }] };
  }
}
