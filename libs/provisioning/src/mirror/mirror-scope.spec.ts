import { describe, expect, it } from '@jest/globals';
import { isMassDisappearance } from './disappearance.js';
import { isDepartmentMirrored, isPersonMirrored } from './mirror-scope.js';
import type { MirrorPerson } from './person.js';

const scope = { withoutMobile: true, notActivated: true };

describe('the scope of a mirror', () => {
  it.each([
    { reason: 'all, unless something is said', include: [], exclude: [], way: [7, 3, 1], mirrored: true },
    { reason: 'nothing below what is excluded', include: [], exclude: [3], way: [7, 3, 1], mirrored: false },
    { reason: 'only what is included', include: [5], exclude: [], way: [7, 3, 1], mirrored: false },
    { reason: 'with all below it', include: [3], exclude: [], way: [7, 3, 1], mirrored: true },
    { reason: 'save what is excluded in it', include: [3], exclude: [7], way: [8, 7, 3, 1], mirrored: false },
    {
      reason: 'and what is included in that',
      include: [3, 8],
      exclude: [7],
      way: [8, 7, 3, 1],
      mirrored: true,
    },
  ])('is $reason', ({ include, exclude, way, mirrored }) => {
    expect(isDepartmentMirrored({ ...scope, include, exclude }, way)).toBe(mirrored);
  });
});

describe('a person in the scope of a mirror', () => {
  const hidden: MirrorPerson = { userId: 'ada', departmentIds: [7], active: true, enterpriseAccount: false };
  const ada = { ...hidden, mobile: '13700000001' };
  const asleep = { ...ada, active: false };

  it.each([
    { reason: 'in one of its departments', person: ada, mirrored: true },
    { reason: 'in none of them', person: ada, inside: false, mirrored: false },
    { reason: 'whose mobile is not seen', person: hidden, mirrored: true },
    { reason: 'whose mobile is not seen, and is asked for', person: hidden, without: true, mirrored: false },
    { reason: 'who shows it, where it is asked for', person: ada, without: true, mirrored: true },
    { reason: 'who has not activated DingTalk', person: asleep, mirrored: true },
    { reason: 'who has not, where that is asked for', person: asleep, without: true, mirrored: false },
  ])('is or is not, who is $reason', ({ person, inside = true, without = false, mirrored }) => {
    const strict = { include: [], exclude: [], withoutMobile: !without, notActivated: !without };
    expect(isPersonMirrored(strict, person, inside)).toBe(mirrored);
  });
});

describe('a mass disappearance', () => {
  it.each([
    { reason: 'a few of few', known: 20, vanished: 10, held: false },
    { reason: 'many of few', known: 20, vanished: 11, held: true },
    { reason: 'many of many, and yet a small part', known: 1000, vanished: 100, held: false },
    { reason: 'a large part of many', known: 1000, vanished: 101, held: true },
  ])('is or is not: $reason', ({ known, vanished, held }) => {
    expect(isMassDisappearance({ share: 0.1, atLeast: 10 }, known, vanished)).toBe(held);
  });
});
