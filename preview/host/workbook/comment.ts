import type { Block } from "./block.ts";

export interface CommentReply<B extends Block = Block> {
  readonly id: string;
  content: string;
  readonly parent: Comment<B>;
}

/** A threaded comment on one cell. */
export interface Comment<B extends Block = Block> {
  readonly id: string;
  readonly area: B;
  content: string;
  resolved: boolean;
  readonly authorName: string;
  readonly authorEmail: string;
  /** ISO date and time. */
  readonly creationDate: string;
  readonly replies: CommentReply<B>[];
}
