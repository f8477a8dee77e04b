import type { Json } from "../protocol/json.ts";
import type { Arg, ClassName, HostObject, Targets } from "./host-object.ts";
import type { Session } from "./session.ts";

type Answer = HostObject | Json | undefined;

/** A property with a plain value; without `write` it is read-only. `since` is the ExcelApi set it came with. */
export interface ValueMember<T> {
  readonly since?: string;
  readonly read: (target: T, session: Session) => Json | undefined;
  readonly write?: (target: T, value: Arg, session: Session) => void;
  /** Not part of an unqualified load. */
  readonly onlyWhenNamed?: true;
}

/** A property that is an object; null is a null object. */
export interface ObjectMember<T> {
  readonly since?: string;
  readonly open: (target: T, session: Session) => HostObject | null;
}

/** A method: answers an object, a value or nothing. */
export interface MethodMember<T> {
  readonly since?: string;
  readonly call: (target: T, args: readonly Arg[], session: Session) => Answer;
}

export type Member<T> = ValueMember<T> | ObjectMember<T> | MethodMember<T>;

/** A class of the client: its members under the names of the wire, and how its objects are addressed. */
export interface ClassTable<T> {
  readonly since?: string;
  readonly members: Readonly<Record<string, Member<T>>>;
  /** What the client uses to find the object again. */
  readonly id?: (target: T) => string | number;
  readonly referenceId?: (target: T) => string | null;
  readonly items?: (target: T, session: Session) => readonly HostObject[];
  /** The class of the items, so that a load of an unknown property fails even when there are none. */
  readonly itemClass?: ClassName;
  readonly item?: (target: T, key: Arg, session: Session) => HostObject | null;
}

/** A class with the type of its target put out of sight. */
export type AnyClass = ClassTable<unknown>;

/** Declares a class. The one place that says that an object's target fits its class name. */
export function defineClass<N extends ClassName>(_name: N, table: ClassTable<Targets[N]>): AnyClass {
  return table as unknown as AnyClass;
}

export function isValueMember<T>(member: Member<T>): member is ValueMember<T> {
  return "read" in member;
}

export function isMethod<T>(member: Member<T>): member is MethodMember<T> {
  return "call" in member;
}
