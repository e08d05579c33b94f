import { describe, expect, it } from '@jest/globals';
import { observedFields } from './observed-fields.js';

const ada = { userId: 'ada', departmentIds: [1], active: true, enterpriseAccount: false };

describe('what DingTalk has of a person', () => {
  it('is told by its own names, and what is empty is not told', () => {
    const person = { ...ada, name: 'Ada', jobNumber: '7', hideMobile: false, hiredDate: 0, email: undefined };
    expect(observedFields(person)).toEqual([
      { field: 'name', value: 'Ada' },
      { field: 'job_number', value: '7' },
      { field: 'hired_date', value: 0 },
      { field: 'hide_mobile', value: false },
    ]);
  });

  it.each([
    { reason: 'whose code is told', mobile: '5550100', stateCode: '1', value: '+1-5550100' },
    { reason: 'whose code is not', mobile: '13700000001', stateCode: undefined, value: '13700000001' },
  ])('has a mobile $reason', ({ mobile, stateCode, value }) => {
    expect(observedFields({ ...ada, mobile, stateCode })).toEqual([{ field: 'mobile', value }]);
  });

  it('has custom fields by their names, and nothing where they are not readable', () => {
    const extension = JSON.stringify({ b: 2, a: 'x', c: '', d: {} });
    expect(observedFields({ ...ada, extension })).toEqual([
      { field: 'extension.a', value: 'x' },
      { field: 'extension.b', value: '2' },
    ]);
    expect(observedFields({ ...ada, extension: '{' })).toEqual([]);
  });
});
