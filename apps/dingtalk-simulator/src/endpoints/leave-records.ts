import { Refusal } from '../refusal.js';
import { endpoint } from './endpoint.js';

const yearMs = 365 * 86_400_000;
const most = 50;

/** Who left, and how (fact sheet 3.3). Times without fractions of a second, as the page writes them. */
export const leaveRecordsEndpoint = endpoint({
  method: 'GET',
  path: '/v1.0/contact/empLeaveRecords',
  permission: 'Contact.Common.Read',
  parameterCode: 'invalidParameter.param.invalid',
  read: (given) => ({
    from: instant(given.requiredText('startTime')),
    until: given.has('endTime') ? instant(given.requiredText('endTime')) : undefined,
    offset: Number(given.text('nextToken') ?? '0'),
    size: given.requiredInteger('maxResults'),
  }),
  run: ({ org, world, app }, { from, until = world.now(), offset, size }) => {
    if (until - from > yearMs || until < from || size < 1 || size > most || !Number.isSafeInteger(offset))
      throw invalid();
    const departures = org.departures.filter(({ at }) => at >= from && at <= until);
    const next = offset + size;
    return {
      ...(next < departures.length ? { nextToken: String(next) } : {}),
      records: departures.slice(offset, next).map(({ userid, name, stateCode, mobile, at, reason }) => ({
        userId: userid,
        name,
        ...(app.fields.has('fieldMobile') && mobile ? { stateCode, mobile } : {}),
        leaveTime: `${new Date(at).toISOString().slice(0, 19)}Z`,
        leaveReason: reason,
      })),
    };
  },
});

function instant(text: string): number {
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw invalid();
  return at;
}

const invalid = () => new Refusal('invalidParameter.param.invalid', { text: '入参错误' });
