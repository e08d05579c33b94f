/** What the form shows before anything was chosen: the server's own defaults. `test/house` holds them against it. */
export const mirrorPreset = {
  mirror: {
    userName: 'userId',
    active: 'members',
    roles: false,
    details: false,
    scope: { include: [], exclude: [], withoutMobile: true, notActivated: true },
    leaversStaySeconds: 0,
    crawlEverySeconds: 21_600,
    threshold: { share: 0.1, atLeast: 10 },
    events: 'stream',
    failedEventsEverySeconds: 0,
    unpagedLists: false,
  },
};
