/** One row a lane: all connections and replicas that share an AppKey share its pace. */
export interface PaceLane {
  readonly baseUrl: string;
  readonly appKey: string;
  readonly api: string;
}

/** Each quiet half minute takes this much of a slowed lane's distance back. */
const relief = 0.98;
const reliefSeconds = 30;

/** SQL: how many times the usual distance a row of `pace` keeps at an instant; 1 where it was never throttled. */
export const slowdownAt = (row: string, instant: string): string =>
  `greatest(1, ${row}.slowdown * power(${relief}, floor(extract(epoch from ${instant} - ${row}.slowed_at) / ${reliefSeconds}))::float8)`;
