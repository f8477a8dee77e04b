import { HostError } from "../errors.ts";
import {
  isObject,
  type Json,
  type JsonObject,
  listAt,
  numberAt,
  objectAt,
  parseJson,
  textAt,
} from "./json.ts";

/**
 * Where an object comes from. Types: 1 the workbook, 2 a service by name, 3 a method's answer, 4 a property,
 * 5 an item by id or name, 6 an object kept under a reference, 7 a null object.
 */
export interface ObjectPath {
  readonly id: number;
  readonly type: number;
  readonly name: string;
  readonly parent: number | null;
  readonly args: readonly Json[];
  /** Parallel to `args`: the path of a client object, 0 for a literal. */
  readonly references: readonly Json[];
}

export interface Query {
  readonly select: readonly string[];
  readonly expand: readonly string[];
  readonly top: number | null;
  readonly skip: number | null;
}

/** One step. Types: 1 open, 2 load, 3 call, 4 set, 5 marker, 7 load as JSON, 9 set several; 6 and 8 are refused. */
export interface Action {
  readonly id: number;
  readonly type: number;
  readonly name: string;
  readonly path: number;
  readonly args: readonly Json[];
  readonly references: readonly Json[];
  readonly query: Query | null;
  readonly state: JsonObject;
}

/** One batch: what the client queued since its last sync. */
export interface Batch {
  readonly keepReferences: boolean;
  readonly actions: readonly Action[];
  readonly paths: ReadonlyMap<number, ObjectPath>;
}

/** A message from the client with the id that its answer must carry. */
export interface Envelope {
  readonly id: number;
  readonly flags: number;
  readonly body: JsonObject;
  /** The last that the client says of itself when it has started. */
  readonly isStart: boolean;
}

/** Reads an envelope; throws GeneralException when it is none. */
export function parseEnvelope(text: string): Envelope {
  const outer = parseJson(text);
  if (!isObject(outer)) throw new HostError("GeneralException", "Kuvertet är inget objekt.");
  const message = objectAt(outer, "message");
  const body = message["body"];
  const parsed = typeof body === "string" ? parseJson(body) : body;
  return {
    id: numberAt(outer, "id") ?? -1,
    flags: numberAt(outer, "flags") ?? 0,
    body: isObject(parsed) ? parsed : {},
    isStart: isObject(parsed) && listAt(parsed, "Actions").some(saysStarted),
  };
}

function saysStarted(action: Json): boolean {
  return isObject(action) && action["Name"] === "NotifyActionHandlerReady";
}

/** Reads the body of a batch. */
export function parseBatch(body: JsonObject): Batch {
  return {
    keepReferences: body["AutoKeepReference"] === true,
    actions: listAt(body, "Actions").filter(isObject).map(parseAction),
    paths: new Map(
      Object.values(objectAt(body, "ObjectPaths"))
        .filter(isObject)
        .map(parsePath)
        .map((path) => [path.id, path]),
    ),
  };
}

function parsePath(path: JsonObject): ObjectPath {
  const info = objectAt(path, "ArgumentInfo");
  return {
    id: numberAt(path, "Id") ?? -1,
    type: numberAt(path, "ObjectPathType") ?? -1,
    name: textAt(path, "Name"),
    parent: numberAt(path, "ParentObjectPathId"),
    args: listAt(info, "Arguments"),
    references: listAt(info, "ReferencedObjectPathIds"),
  };
}

function parseAction(action: JsonObject): Action {
  const info = objectAt(action, "ArgumentInfo");
  const query = action["QueryInfo"];
  return {
    id: numberAt(action, "Id") ?? -1,
    type: numberAt(action, "ActionType") ?? -1,
    name: textAt(action, "Name"),
    path: numberAt(action, "ObjectPathId") ?? 0,
    args: listAt(info, "Arguments"),
    references: listAt(info, "ReferencedObjectPathIds"),
    query: isObject(query) ? parseQuery(query) : null,
    state: objectAt(action, "ObjectState"),
  };
}

function parseQuery(query: JsonObject): Query {
  const texts = (key: string): string[] => listAt(query, key).filter((each) => typeof each === "string");
  return {
    select: texts("Select"),
    expand: texts("Expand"),
    top: numberAt(query, "Top"),
    skip: numberAt(query, "Skip"),
  };
}
