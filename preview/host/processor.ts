import { HostError } from "./errors.ts";
import { type AnyClass, isMethod, isValueMember, type Member } from "./members/class.ts";
import { type Arg, type ClassName, type HostObject, isHostObject, objectOf } from "./members/host-object.ts";
import { classes } from "./members/index.ts";
import type { Session } from "./members/session.ts";
import { isObject, type Json } from "./protocol/json.ts";
import type { Action, Batch, ObjectPath, Query } from "./protocol/request.ts";

/** What a batch is carried out with. */
export interface Execution {
  readonly session: Session;
  readonly root: HostObject;
  /** The newest ExcelApi set that the host pretends to have, such as 1.17. */
  readonly apiVersion: string;
  readonly unknown: (member: string) => void;
  /** Called before anything is read, so that formulas are computed. */
  readonly beforeReading: () => void;
}

type Writable = Record<string, Json>;

/** Carries out a batch: every action in order, until one fails. Answers the body of the response. */
export function carryOut(
  batch: Batch,
  execution: Execution,
): { readonly body: Json; readonly failed: boolean } {
  const objects = new Objects(batch, execution);
  const results: Json[] = [];
  const traces: Json[] = [];
  for (const [index, action] of batch.actions.entries()) {
    try {
      if (action.type === 5) traces.push(action.id);
      results.push({ ActionId: action.id, Value: objects.act(action) });
    } catch (error) {
      const refusal = asHostError(error);
      return {
        failed: true,
        body: { Results: results, TraceIds: traces, Error: errorBody(refusal, index) },
      };
    }
  }
  return { failed: false, body: { Results: results, TraceIds: traces } };
}

function asHostError(error: unknown): HostError {
  if (error instanceof HostError) return error;
  throw error;
}

/** The error as the client expects it; `index` is that of the failed action. */
export function errorBody(error: HostError, index: number): Json {
  return {
    Code: error.code,
    Message: error.message,
    HttpStatusCode: error.status,
    ActionIndex: index,
    Location: "",
  };
}

/** The objects of one batch, found when first needed and only once. */
class Objects {
  readonly #batch: Batch;
  readonly #execution: Execution;
  readonly #found = new Map<number, HostObject | null>();

  constructor(batch: Batch, execution: Execution) {
    this.#batch = batch;
    this.#execution = execution;
  }

  act(action: Action): Json {
    if (action.type === 5) return null;
    const object = this.#at(action.path);
    switch (action.type) {
      case 1:
        return object === null ? null : this.#instantiated(object);
      case 2:
        return object === null ? null : this.#query(object, action.query);
      case 3:
        // The client asks to keep every range that it opens, before it can know that there is none.
        if (object === null) return action.name === "_KeepReference" ? null : refuseNull(action.name);
        return this.#call(object, action);
      case 4:
        if (object === null) return refuseNull(action.name);
        this.#write(object, action.name, this.#args(action.args, action.references)[0] ?? null);
        return null;
      case 7:
        return object === null ? { _IsNull: true } : this.#query(object, action.query);
      case 9:
        if (object === null) return refuseNull(action.name);
        for (const [name, value] of Object.entries(action.state)) this.#write(object, name, value);
        return null;
      default:
        this.#execution.unknown(`ActionType ${String(action.type)}`);
        throw new HostError(
          "NotImplemented",
          `Åtgärdstypen ${String(action.type)} finns inte i förhandsvisningen.`,
        );
    }
  }

  #at(id: number): HostObject | null {
    const known = this.#found.get(id);
    if (known !== undefined) return known;
    const path = this.#batch.paths.get(id);
    if (!path) throw new HostError("InvalidObjectPath", `Objektsökvägen ${String(id)} saknas.`);
    const object = this.#open(path);
    this.#found.set(id, object);
    return object;
  }

  #open(path: ObjectPath): HostObject | null {
    if (path.type === 1) return this.#execution.root;
    if (path.type === 2) return this.#service(path.name);
    if (path.type === 6) return this.#kept(path.name);
    if (path.type === 7) return null;
    const parent = this.#at(path.parent ?? -1);
    if (parent === null) return null;
    const args = this.#args(path.args, path.references);
    if (path.type === 5) return this.#indexed(parent, args[0] ?? null);
    const member = this.#member(parent.className, path.name);
    if (path.type === 4 && !isValueMember(member) && !isMethod(member))
      return member.open(parent.target, this.#execution.session);
    if (path.type === 3 && isMethod(member)) {
      const answer = member.call(parent.target, args, this.#execution.session);
      return isHostObject(answer) ? answer : null;
    }
    return this.#refuse(`${parent.className}.${path.name}`);
  }

  #service(name: string): HostObject {
    const className = services[name];
    return className ? objectOf(className, this.#execution.session.book) : this.#refuse(name);
  }

  #kept(referenceId: string): HostObject {
    const object = this.#execution.session.kept(referenceId);
    if (!object) throw new HostError("InvalidObjectPath", "Objektsökvägen är inte längre giltig.");
    return object;
  }

  #indexed(parent: HostObject, key: Arg): HostObject {
    const { item } = classes[parent.className];
    if (!item) return this.#refuse(`${parent.className}[]`);
    const found = item(parent.target, key, this.#execution.session);
    if (!found)
      throw new HostError(
        "ItemNotFound",
        `Den begärda resursen finns inte: ${typeof key === "string" ? key : "?"}.`,
      );
    return found;
  }

  /** Answers what the client needs to find the object again. */
  #instantiated(object: HostObject): Json {
    const table = classes[object.className];
    const value: Writable = {};
    const id = table.id?.(object.target);
    if (id !== undefined) value["Id"] = id;
    const reference = table.referenceId?.(object.target) ?? null;
    if (reference !== null) value["_ReferenceId"] = reference;
    return value;
  }

  #call(object: HostObject, action: Action): Json {
    const member = this.#member(object.className, action.name);
    if (!isMethod(member)) return this.#refuse(`${object.className}.${action.name}()`);
    const args = this.#args(action.args, action.references);
    const answer = member.call(object.target, args, this.#execution.session);
    return isHostObject(answer) ? this.#instantiated(answer) : (answer ?? null);
  }

  #write(object: HostObject, name: string, value: Arg): void {
    const member = this.#member(object.className, name);
    if (!isValueMember(member) || !member.write) return void this.#refuse(`${object.className}.${name} =`);
    member.write(object.target, value, this.#execution.session);
  }

  #query(object: HostObject, query: Query | null): Json {
    this.#execution.beforeReading();
    const value = this.#load(object, pathsOf(query), query);
    const identity = this.#instantiated(object);
    return { ...(isObject(identity) ? identity : {}), ...value };
  }

  #load(object: HostObject, wanted: readonly Path[], query: Query | null): Writable {
    const table = classes[object.className];
    const value: Writable = {};
    const everything = wanted.length === 0 || wanted.some(([first]) => first === "*");
    const forItems: Path[] = [];
    for (const [name, inner] of byFirstStep(wanted)) {
      if (name === "*") continue;
      if (table.items && name === "items") forItems.push(...(inner.length > 0 ? inner : [["*"]]));
      else if (table.items && !memberNamed(table, name))
        forItems.push(...(inner.length > 0 ? inner : [[]]).map((rest) => [name, ...rest]));
      else this.#loadMember(object, name, inner, value);
    }
    if (everything) this.#loadScalars(object, table, value);
    if (table.items && (everything || forItems.length > 0))
      value["_Items"] = this.#items(object, forItems, query);
    return value;
  }

  #items(object: HostObject, wanted: readonly Path[], query: Query | null): Json {
    const { items, itemClass } = classes[object.className];
    if (itemClass)
      for (const [name] of wanted) if (name !== undefined && name !== "*") this.#member(itemClass, name);
    const all = items?.(object.target, this.#execution.session) ?? [];
    const from = query?.skip ?? 0;
    const some = all.slice(from, query?.top == null ? undefined : from + query.top);
    return some.map((item, index) => this.#item(item, wanted, from + index));
  }

  #item(item: HostObject, wanted: readonly Path[], index: number): Json {
    const identity = this.#instantiated(item);
    return { ...(isObject(identity) ? identity : {}), _Index: index, ...this.#load(item, wanted, null) };
  }

  #loadMember(object: HostObject, name: string, inner: readonly Path[], value: Writable): void {
    const member = this.#member(object.className, name);
    const key = memberName(classes[object.className], name);
    if (isMethod(member)) return void this.#refuse(`${object.className}.${name}`);
    if (isValueMember(member)) {
      const read = member.read(object.target, this.#execution.session);
      if (read !== undefined) value[key] = read;
      return;
    }
    const opened = member.open(object.target, this.#execution.session);
    if (opened === null) {
      value[key] = null;
      return;
    }
    const identity = this.#instantiated(opened);
    value[key] = { ...(isObject(identity) ? identity : {}), ...this.#load(opened, inner, null) };
  }

  #loadScalars(object: HostObject, table: AnyClass, value: Writable): void {
    for (const [name, member] of Object.entries(table.members)) {
      if (!isValueMember(member) || member.onlyWhenNamed || !this.#available(member.since ?? table.since))
        continue;
      const read = member.read(object.target, this.#execution.session);
      if (read !== undefined) value[name] = read;
    }
  }

  #available(since: string | undefined): boolean {
    return isAtLeast(this.#execution.apiVersion, since ?? "1.1");
  }

  #member(className: ClassName, name: string): Member<unknown> {
    const table = classes[className];
    const member = memberNamed(table, name);
    if (!member) return this.#refuse(`${className}.${name}`);
    const since = newest(member.since ?? "1.1", table.since ?? "1.1");
    if (!this.#available(since))
      throw new HostError("ApiNotFound", `${className}.${name} finns först i ExcelApi ${since}.`);
    return member;
  }

  /** A member that the host has never heard of: recorded, and refused. */
  #refuse(member: string): never {
    this.#execution.unknown(member);
    throw new HostError("ApiNotFound", `${member} finns inte i förhandsvisningens arbetsbok.`);
  }

  #args(args: readonly Json[], references: readonly Json[]): readonly Arg[] {
    return args.map((value, index) => this.#arg(value, references[index] ?? 0));
  }

  #arg(value: Json, reference: Json): Arg {
    if (Array.isArray(value)) {
      const inner = Array.isArray(reference) ? (reference as readonly Json[]) : [];
      return inner.length === 0 && !holdsObjects(value as readonly Json[])
        ? (value as readonly Arg[])
        : (value as readonly Json[]).map((each, index) => this.#arg(each, inner[index] ?? 0));
    }
    if (typeof reference === "number" && reference > 0) return this.#at(reference);
    if (!isObject(value)) return value;
    const path = value["_ObjectPathId"];
    if (typeof path === "number") return this.#at(path);
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, this.#arg(each, 0)]));
  }
}

/** Large blocks of plain values are passed on as they are. */
function holdsObjects(rows: readonly Json[]): boolean {
  return rows.some((row) => isObject(row) || (Array.isArray(row) && (row as readonly Json[]).some(isObject)));
}

function refuseNull(name: string): never {
  throw new HostError("InvalidObjectPath", `Objektet finns inte, och ${name} kan inte användas på det.`);
}

/** The services that the client opens by name. */
const services: Readonly<Record<string, ClassName>> = {
  "Microsoft.ExcelServices.CustomFunctions": "CustomFunctions",
  "Microsoft.InternalService.AddinInternalService": "AddinInternalService",
  "Microsoft.AppRuntime.AppRuntimeService": "AppRuntimeService",
};

/** What is loaded, as steps: "format/fill/color" is three. */
type Path = readonly string[];

function pathsOf(query: Query | null): readonly Path[] {
  return [...(query?.select ?? []), ...(query?.expand ?? [])].map((path) => path.split("/"));
}

/** The paths by their first step, each without it; a path that ends there adds none. */
function byFirstStep(paths: readonly Path[]): ReadonlyMap<string, readonly Path[]> {
  const groups = new Map<string, Path[]>();
  for (const [first, ...rest] of paths) {
    if (first === undefined) continue;
    groups.set(first, [...(groups.get(first) ?? []), ...(rest.length > 0 ? [rest] : [])]);
  }
  return groups;
}

function memberName(table: AnyClass, name: string): string {
  if (name in table.members) return name;
  const lower = name.toLowerCase();
  return Object.keys(table.members).find((key) => key.toLowerCase() === lower) ?? name;
}

function memberNamed(table: AnyClass, name: string): Member<unknown> | undefined {
  const key = memberName(table, name);
  return Object.hasOwn(table.members, key) ? table.members[key] : undefined;
}

/** Is one version of an API set at least another? "1.13" is newer than "1.4". */
function isAtLeast(version: string, wanted: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = wanted.split(".").map(Number);
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}

function newest(a: string, b: string): string {
  return isAtLeast(a, b) ? a : b;
}
