/** What can be made to go wrong, all off from the start but the size limit of the program on the web. */
export class Faults {
  /** Milliseconds before each request is answered. */
  latency = 0;
  /** Largest request and answer in bytes; 5 MB is the limit on the web. */
  payloadLimit = 5 * 1024 * 1024;
  /** The newest ExcelApi set that the program has; later members are refused with ApiNotFound. */
  apiVersion: string;
  #cellEdit = false;
  #waiting: (() => void)[] = [];
  #between: (() => void)[] = [];

  constructor(apiVersion: string) {
    this.apiVersion = apiVersion;
  }

  /** Somebody is typing in a cell: requests are refused, or wait when the client asked for that. */
  get cellEdit(): boolean {
    return this.#cellEdit;
  }

  set cellEdit(on: boolean) {
    this.#cellEdit = on;
    if (!on) for (const proceed of this.#waiting.splice(0)) proceed();
  }

  /** Settles when nobody types in a cell any more. */
  cellEditEnds(): Promise<void> {
    return this.#cellEdit ? new Promise((resolve) => this.#waiting.push(resolve)) : Promise.resolve();
  }

  /** Does something once after the next request has been answered, as a co-author would between two syncs. */
  afterNextSync(act: () => void): void {
    this.#between.push(act);
  }

  /** Takes out what is to be done between two syncs. */
  takeBetween(): readonly (() => void)[] {
    return this.#between.splice(0);
  }
}
