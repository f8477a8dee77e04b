import { HostError } from "./errors.ts";
import { addinActor, type Actor, coAuthorActor, EventFeed, userActor } from "./event-feed.ts";
import { CustomFunctionCalls, type FunctionTraits } from "./custom-functions.ts";
import type { Evaluator } from "./evaluator.ts";
import { Faults } from "./faults.ts";
import { type HostObject, objectOf } from "./members/host-object.ts";
import type { Session } from "./members/session.ts";
import { json } from "./members/arguments.ts";
import { carryOut, errorBody } from "./processor.ts";
import type { Json } from "./protocol/json.ts";
import { type Envelope, parseBatch, parseEnvelope } from "./protocol/request.ts";
import { Areas } from "./workbook/area.ts";
import { Area } from "./workbook/sheet.ts";
import { Book } from "./workbook/book.ts";
import { calculate, noFormulas } from "./workbook/calculation.ts";
import type { Rect } from "./workbook/rect.ts";
import type { Sheet } from "./workbook/sheet.ts";
import { byteLength, errorIn, stepsOf, WireLog } from "./wire-log.ts";

/** The flag of a request that waits while somebody types in a cell. */
const waitsForCellEdit = 64;

/** What the newest program that the host pretends to be can do. */
export const newestApi = "1.17";

export interface HostOptions {
  /** The workbook to open; without it an empty one with the sheet Blad1. */
  readonly book?: Book;
  /** Computes formulas; without it every formula is 0. */
  readonly evaluator?: Evaluator;
  /** The ExcelApi set of the program; 1.17 unless said. */
  readonly apiVersion?: string;
  /** How custom functions want to be called; without it none streams. */
  readonly functionTraits?: (name: string) => FunctionTraits;
  readonly now?: () => Date;
}

/** The pipe between the client and the host: text both ways. The client puts in `onMessageFromHost`. */
export interface Bridge {
  sendMessageToHost: (text: string) => void;
  onMessageFromHost: ((text: string) => void) | null;
}

/** Who is at the other end of the bridge: its page is loaded, and it has told that it is started. */
interface Client {
  readonly loaded: Promise<void>;
  started: boolean;
}

function newClient(loaded: Promise<void>): Client {
  return { loaded, started: false };
}

/** A workbook that answers the real client. It knows neither Node nor the page. */
export class WorkbookHost {
  readonly book: Book;
  readonly evaluator: Evaluator;
  readonly faults: Faults;
  readonly wireLog = new WireLog();
  /** Members that the client asked for and the host has never heard of. Must be empty after every test. */
  readonly unknownMembers: string[] = [];
  readonly functions: CustomFunctionCalls;
  readonly bridge: Bridge;
  /** Settles when the client has told that it is wholly started. */
  readonly ready: Promise<void>;
  #started: () => void = () => undefined;
  readonly #events = new EventFeed();
  readonly #references = new Map<string, HostObject>();
  readonly #now: () => Date;
  readonly #listeners: (() => void)[] = [];
  #lastReference = 0;
  #queue: Promise<void> = Promise.resolve();
  #closed = false;
  #client = newClient(Promise.resolve());

  constructor(options: HostOptions = {}) {
    this.book =
      options.book ??
      new Book("Rekvisitioner.xlsx", { name: "Hanna Handläggare", email: "hanna@example.se" });
    this.evaluator = options.evaluator ?? noFormulas;
    this.faults = new Faults(options.apiVersion ?? newestApi);
    this.#now = options.now ?? (() => new Date());
    this.bridge = {
      onMessageFromHost: null,
      sendMessageToHost: (text) => {
        const client = this.#client;
        this.#queue = this.#queue.then(() => this.#handle(text, client));
      },
    };
    this.functions = new CustomFunctionCalls(
      (entries) => {
        if (this.#client.started) this.#push(entries);
      },
      options.functionTraits ?? (() => ({ streaming: false, cancelable: false })),
    );
    this.ready = new Promise((resolve) => {
      this.#started = resolve;
    });
    this.evaluator.attach(this.functions.invoke, () => {
      this.#recalculate();
    });
    this.book.notices.length = 0;
    this.#calculate();
  }

  /** Calls after every change of the workbook, whoever made it. */
  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** To be called after the user has changed the model: computes formulas and tells the add-in. */
  settle(actor: Actor = userActor): void {
    this.#settle(actor);
  }

  /** Changes the model as somebody else who has the file open. */
  asCoAuthor(act: (book: Book) => void): void {
    act(this.book);
    this.#settle(coAuthorActor);
  }

  /** Changes the model as the user's own hand would. */
  asUser(act: (book: Book) => void): void {
    act(this.book);
    this.#settle(userActor);
  }

  /** Runs a shortcut's or shared-runtime action in the add-in. */
  invokeAction(id: string, argument: unknown = null): void {
    this.#push([[2, 1000, "", JSON.stringify([id, JSON.stringify(argument)]), 0]]);
  }

  /** Settles when all that has been sent is answered. */
  idle(): Promise<void> {
    return this.#queue;
  }

  /**
   * Another client takes the place of the last one: what that one kept, listened to and waits for is gone. Its custom
   * functions are there to be called when its page is loaded.
   */
  changeClient(loaded: Promise<void>): void {
    this.bridge.onMessageFromHost = null;
    this.#client = newClient(loaded);
    this.#queue = Promise.resolve();
    this.#events.forgetListeners();
    for (const id of [...this.#references.keys()]) this.#release(id);
  }

  /** Answers nothing from now on. */
  close(): void {
    this.#closed = true;
    this.bridge.onMessageFromHost = null;
  }

  async #handle(text: string, client: Client): Promise<void> {
    const envelope = parseEnvelope(text);
    if (this.faults.latency > 0) await new Promise((resolve) => setTimeout(resolve, this.faults.latency));
    if ((envelope.flags & waitsForCellEdit) !== 0) await this.faults.cellEditEnds();
    if (this.#closed || client !== this.#client) return;
    const body = this.#answer(envelope, byteLength(text));
    this.#settle(addinActor, () => {
      this.#send({ id: envelope.id, type: 2, message: { statusCode: 200, headers: {}, body } });
    });
    if (!envelope.isStart) {
      for (const act of this.faults.takeBetween()) act();
      return;
    }
    void client.loaded.then(() => {
      client.started = true;
      this.functions.callAgain();
      this.#started();
    });
  }

  #answer(envelope: Envelope, requestBytes: number): Json {
    const batch = parseBatch(envelope.body);
    const refusal = this.#refusal(envelope, requestBytes);
    const created: Area[] = [];
    let suspended = false;
    const session = this.#session(created, () => {
      suspended = true;
    });
    const done = refusal
      ? { body: { Results: [], TraceIds: [], Error: errorBody(refusal, 0) } }
      : carryOut(batch, {
          session,
          root: objectOf("Workbook", this.book),
          apiVersion: this.faults.apiVersion,
          unknown: (member) => this.unknownMembers.push(member),
          beforeReading: () => {
            if (!suspended) this.#calculate();
          },
        });
    for (const area of created)
      if (area.referenceId === null && !this.#isPartOfKept(area)) area.sheet.forget(area);
    const body = this.#withinLimit(done.body);
    this.wireLog.add({
      requestBytes,
      responseBytes: byteLength(JSON.stringify(body)),
      steps: stepsOf(batch),
      error: errorIn(body),
    });
    return body;
  }

  #refusal({ isStart }: Envelope, requestBytes: number): HostError | null {
    if (requestBytes > this.faults.payloadLimit)
      return new HostError("RequestPayloadSizeLimitExceeded", "Begäran är större än gränsen på 5 MB.");
    // A client that says that it has started asks for nothing in the workbook.
    if (this.faults.cellEdit && !isStart)
      return new HostError(
        "InvalidOperationInCellEditMode",
        "Excel är i cellredigeringsläge. Avsluta redigeringen och försök igen.",
      );
    return null;
  }

  #withinLimit(body: Json): Json {
    const text = JSON.stringify(body);
    if (text.length * 2 < this.faults.payloadLimit || byteLength(text) <= this.faults.payloadLimit)
      return body;
    const refusal = new HostError("ResponsePayloadSizeLimitExceeded", "Svaret är större än gränsen på 5 MB.");
    return { Results: [], TraceIds: [], Error: errorBody(refusal, 0) };
  }

  #isPartOfKept(area: Area): boolean {
    for (const { target } of this.#references.values())
      if (target === area || (target instanceof Areas && target.parts.includes(area))) return true;
    return false;
  }

  #session(created: Area[], suspendCalculation: () => void): Session {
    const area = (sheet: Sheet, rect: Rect): Area => {
      const made = sheet.track(rect);
      created.push(made);
      return made;
    };
    return {
      book: this.book,
      evaluator: this.evaluator,
      area,
      range: (sheet, rect) => objectOf("Range", area(sheet, rect)),
      kept: (id) => this.#references.get(id) ?? null,
      keep: (object) => this.#keep(object),
      release: (id) => {
        this.#release(id);
      },
      releaseAll: () => {
        for (const id of [...this.#references.keys()]) this.#release(id);
      },
      eventArea: (id) => this.#events.areaOf(id),
      listen: (event, target, on) => {
        this.#events.listen(event, target, on);
      },
      suspendCalculation,
      calculateNow: () => {
        this.#calculate(true);
      },
      now: () => this.#now().toISOString(),
      functionResults: (results) => {
        this.functions.results(results.map((result) => json(result, "results")));
      },
    };
  }

  #keep(object: HostObject): string {
    const { target } = object;
    if (!(target instanceof Area) && !(target instanceof Areas)) return "";
    if (target.referenceId !== null && this.#references.has(target.referenceId)) return target.referenceId;
    this.#lastReference += 1;
    target.referenceId = `ref${String(this.#lastReference)}`;
    this.#references.set(target.referenceId, object);
    return target.referenceId;
  }

  #release(id: string): void {
    const target = this.#references.get(id)?.target;
    this.#references.delete(id);
    const parts = target instanceof Areas ? target.parts : target instanceof Area ? [target] : [];
    for (const part of parts) part.sheet.forget(part);
    if (target instanceof Area || target instanceof Areas) target.referenceId = null;
  }

  /** How many ranges the client keeps: the add-in must not gather them. */
  get keptReferences(): number {
    return this.#references.size;
  }

  #calculate(always = false): void {
    if (!always && this.book.calculationMode === "Manual") return;
    const changed = calculate(this.book, this.evaluator, always);
    for (const sheet of changed) this.book.tell({ kind: "calculated", sheet });
  }

  /** A custom function has answered. */
  #recalculate(): void {
    this.#calculate(true);
    this.#settle(userActor);
  }

  /** Computes, answers, and then tells of what happened: the client must have its answer before the events. */
  #settle(actor: Actor, answer: () => void = () => undefined): void {
    this.#calculate();
    const notices = this.book.notices.splice(0);
    answer();
    const entries = this.#events.entries(this.book, notices, actor);
    if (entries.length > 0) this.#push(entries);
    for (const listener of this.#listeners) listener();
  }

  #push(entries: readonly Json[]): void {
    this.#send({ type: 3, message: { entries } });
  }

  #send(message: Json): void {
    if (!this.#closed) this.bridge.onMessageFromHost?.(JSON.stringify(message));
  }
}
