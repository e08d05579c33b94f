/** What a person is told of a failed request. */
export type FailureKind = 'offline' | 'unavailable' | 'notFound' | 'forbidden' | 'refused' | 'fault';

/** @param status of HTTP; 0: no answer came; undefined: the fault is the page's own */
export function failureKind(status: number | undefined): FailureKind {
  switch (status) {
    case undefined:
      return 'fault';
    case 0:
      return 'offline';
    case 403:
      return 'forbidden';
    case 404:
      return 'notFound';
    case 502:
    case 503:
      return 'unavailable';
    default:
      return status < 500 ? 'refused' : 'fault';
  }
}
