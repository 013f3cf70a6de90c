/**
 * For a promise that is awaited later: if it fails before, that is no unhandled rejection. The error is not lost, since
 * whoever awaits the promise gets it.
 */
export function awaitedLater<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {
    return;
  });
  return promise;
}
