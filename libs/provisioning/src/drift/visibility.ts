/** So few may be missing from every list without anybody wondering. */
const atLeast = 10;
/** As a share of all that are known to be there. */
const share = 0.2;

/**
 * Whether so many are seen no more that the app's contact scope or a permission was cut, rather than that they went:
 * sub-trees vanish from lists without an error (fact sheet 15.M8).
 *
 * @param known people and departments that were there when last written
 * @param unmet those of them that no list has shown
 */
export const isVisibilityLost = (known: number, unmet: number): boolean =>
  unmet > atLeast && unmet > share * known;
