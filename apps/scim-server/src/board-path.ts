/** Where the queues can be watched; who may is decided by the hook that guards the whole prefix. */
export const boardPath = '/queues';
