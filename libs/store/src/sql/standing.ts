/**
 * How a Link stands, in the words of the console: a function of what the last look came to and of the generations.
 * A change that was not looked at yet puts it on the way, whatever the look before it came to.
 */
export type Standing = 'inStep' | 'onTheWay' | 'waiting' | 'held' | 'blocked';

/** Standing as an SQL expression over the columns of `link`. */
export const standingOfLink = `
  case
    when generation > applied_generation or outcome = 'retry' then 'onTheWay'
    when outcome = 'converged' then 'inStep'
    else outcome
  end`;

/** Whatever is not in step has a time to look at it, or is held: that is one partial index, not every Link. */
export const maybeNotInStep = "(due_at is not null or outcome = 'held')";
