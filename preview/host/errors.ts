const httpStatus = {
  AccessDenied: 403,
  ActivityLimitReached: 429,
  ApiNotFound: 404,
  GeneralException: 500,
  InvalidArgument: 400,
  InvalidObjectPath: 400,
  InvalidOperation: 400,
  InvalidOperationInCellEditMode: 400,
  InvalidReference: 400,
  InvalidSelection: 400,
  ItemAlreadyExists: 409,
  ItemNotFound: 404,
  NotImplemented: 501,
  RequestPayloadSizeLimitExceeded: 413,
  ResponsePayloadSizeLimitExceeded: 413,
} as const;

export type ErrorCode = keyof typeof httpStatus;

/** A refusal as the spreadsheet program gives it: a code that the client passes on, and a text. */
export class HostError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string) {
    super(message);
    this.name = "HostError";
    this.code = code;
  }

  /** The HTTP status that goes with the code in the answer. */
  get status(): number {
    return httpStatus[this.code];
  }
}

/** Refuses an argument: wrong type, unknown word, wrong shape. */
export function invalidArgument(what: string): HostError {
  return new HostError("InvalidArgument", `Argumentet är ogiltigt, saknas eller har fel format: ${what}.`);
}

/** Refuses a name or id that nothing answers to. */
export function notFound(what: string): HostError {
  return new HostError("ItemNotFound", `Den begärda resursen finns inte: ${what}.`);
}

/** Refuses an act that the state of the workbook does not allow. */
export function invalidOperation(why: string): HostError {
  return new HostError("InvalidOperation", `Åtgärden kan inte utföras: ${why}.`);
}

/** Refuses a change to a locked cell or a protected workbook. */
export function accessDenied(what: string): HostError {
  return new HostError("AccessDenied", `Du kan inte utföra den begärda åtgärden: ${what}.`);
}
