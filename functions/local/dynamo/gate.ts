/** Lets readers in side by side and writers one at a time, in the order they came. */
export interface Gate {
  shared<T>(run: () => Promise<T>): Promise<T>;
  exclusive<T>(run: () => Promise<T>): Promise<T>;
}

/** A gate with nobody inside. */
export function createGate(): Gate {
  const inside = new Set<Promise<unknown>>();
  const writers = new Set<Promise<unknown>>();

  const enter = <T>(
    waitFor: Iterable<Promise<unknown>>,
    as: readonly Set<Promise<unknown>>[],
    run: () => Promise<T>,
  ): Promise<T> => {
    const answer = Promise.allSettled(waitFor).then(run);
    as.forEach((set) => set.add(answer));
    const leave = (): void => {
      as.forEach((set) => set.delete(answer));
    };
    answer.then(leave, leave);
    return answer;
  };

  return {
    shared: (run) => enter([...writers], [inside], run),
    exclusive: (run) => enter([...inside], [inside, writers], run),
  };
}
