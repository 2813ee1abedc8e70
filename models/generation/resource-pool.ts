/** One resource on loan; giving it back twice does nothing. */
export interface Loan<Resource> {
  readonly resource: Resource;
  release(): void;
}

export interface ResourcePool<Resource> {
  /** Waits for a free resource, first come, first served. @throws the signal's reason when aborted while waiting. */
  acquire(signal: AbortSignal): Promise<Loan<Resource>>;
  /** Resolves once every resource is back. */
  drained(): Promise<void>;
}

/** Lends a fixed set of resources to callers in the order in which they asked. */
export const createResourcePool = <Resource>(resources: readonly Resource[]): ResourcePool<Resource> => {
  const free = [...resources];
  const waiting = new Set<(resource: Resource) => void>();
  const drainers: (() => void)[] = [];

  const giveBack = (resource: Resource): void => {
    const [next] = waiting;
    if (next) {
      waiting.delete(next);
      next(resource);
      return;
    }
    free.push(resource);
    if (free.length === resources.length) for (const done of drainers.splice(0)) done();
  };

  const lend = (resource: Resource): Loan<Resource> => {
    let onLoan = true;
    return {
      resource,
      release: () => {
        if (onLoan) giveBack(resource);
        onLoan = false;
      },
    };
  };

  const wait = (signal: AbortSignal): Promise<Resource> =>
    new Promise((resolve, reject) => {
      const stopWaiting = (): void => {
        waiting.delete(take);
        reject(signal.reason);
      };
      const take = (resource: Resource): void => {
        signal.removeEventListener("abort", stopWaiting);
        resolve(resource);
      };
      waiting.add(take);
      signal.addEventListener("abort", stopWaiting, { once: true });
    });

  return {
    acquire: async (signal) => {
      signal.throwIfAborted();
      const resource = free.pop();
      return lend(resource === undefined ? await wait(signal) : resource);
    },
    drained: () =>
      free.length === resources.length ? Promise.resolve() : new Promise((resolve) => drainers.push(resolve)),
  };
};
