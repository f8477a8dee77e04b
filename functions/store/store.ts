/** The typed repository on DynamoDB. */
export interface Store {
  /** The answer already given under this idempotency id, or null. */
  answerTo(idempotencyId: string): Promise<{ readonly requestHash: string; readonly answer: unknown } | null>;
}
