import { HostError, invalidArgument, notFound } from "../errors.ts";
import { Area } from "../workbook/sheet.ts";
import type { Book } from "../workbook/book.ts";
import type { Comment } from "../workbook/comment.ts";
import { sameRect } from "../workbook/rect.ts";
import type { Sheet } from "../workbook/sheet.ts";
import { boolean, integer, oneOf, place, text } from "./arguments.ts";
import { defineClass } from "./class.ts";
import { type Arg, type HostObject, objectOf } from "./host-object.ts";
import { listening, workbookTarget } from "./events.ts";
import type { Session } from "./session.ts";

const object = (comment: Comment<Area>): HostObject => objectOf("Comment", comment);

function commentsOf(sheet: Sheet | null, book: Book): readonly Comment<Area>[] {
  return sheet ? sheet.comments : book.sheets.flatMap((each) => each.comments);
}

/** The single cell an argument means; an address must name its sheet unless the collection has one. */
function cellOf(
  sheet: Sheet | null,
  given: Arg | undefined,
  book: Book,
): { readonly sheet: Sheet; readonly rect: Area["rect"] } {
  const found = place(given, "cellAddress");
  const owner =
    found instanceof Area ? found.sheet : found.sheet === null ? sheet : book.sheetNamed(found.sheet);
  if (!owner || found.rect.rows * found.rect.columns !== 1) throw invalidArgument("cellAddress");
  return { sheet: owner, rect: found.rect };
}

function add(sheet: Sheet | null, [cell, content, kind]: readonly Arg[], { book, now }: Session): HostObject {
  oneOf(["Plain", "Mention"])(kind ?? "Plain", "contentType");
  const where = cellOf(sheet, cell, book);
  if (where.sheet.comments.some(({ area }) => sameRect(area.rect, where.rect)))
    throw new HostError("InvalidOperation", "Cellen har redan en kommentar.");
  const comment: Comment<Area> = {
    id: book.newId(),
    area: where.sheet.track(where.rect),
    content: text(content, "content"),
    resolved: false,
    authorName: book.user.name,
    authorEmail: book.user.email,
    creationDate: now(),
    replies: [],
  };
  where.sheet.comments.push(comment);
  book.tell({ kind: "commentAdded", sheet: where.sheet, id: comment.id });
  return object(comment);
}

export const commentCollection = defineClass("CommentCollection", {
  since: "1.10",
  itemClass: "Comment",
  items: ({ sheet }, { book }) => commentsOf(sheet, book).map(object),
  item: ({ sheet }, key, { book }) => {
    const found = commentsOf(sheet, book).find(({ id }) => id === key);
    return found ? object(found) : null;
  },
  members: {
    Add: { call: ({ sheet }, args, session) => add(sheet, args, session) },
    GetCount: { call: ({ sheet }, _args, { book }) => commentsOf(sheet, book).length },
    GetItemAt: {
      call: ({ sheet }, [index], { book }) => {
        const found = commentsOf(sheet, book)[integer(index, "index")];
        if (!found) throw invalidArgument("index");
        return object(found);
      },
    },
    GetItemByCell: {
      call: ({ sheet }, [cell], { book }) => {
        const where = cellOf(sheet, cell, book);
        const found = where.sheet.comments.find(({ area }) => sameRect(area.rect, where.rect));
        if (!found) throw notFound("kommentaren");
        return object(found);
      },
    },
    GetItemOrNullObject: {
      since: "1.14",
      call: ({ sheet }, [key], { book }) => {
        const found = commentsOf(sheet, book).find(({ id }) => id === key);
        return found ? object(found) : null;
      },
    },
    ...listening<{ readonly sheet: Sheet | null }>(({ sheet }) => sheet?.id ?? workbookTarget, {
      Added: [250, "1.12"],
      Deleted: [251, "1.12"],
      Changed: [252, "1.12"],
    }),
  },
});

export const commentClass = defineClass("Comment", {
  since: "1.10",
  id: ({ id }) => id,
  members: {
    Id: { read: ({ id }) => id },
    Content: {
      read: ({ content }) => content,
      write: (comment, value, { book }) => {
        comment.content = text(value, "content");
        book.tell({ kind: "commentChanged", sheet: comment.area.sheet, id: comment.id });
      },
    },
    AuthorName: { read: ({ authorName }) => authorName },
    AuthorEmail: { read: ({ authorEmail }) => authorEmail },
    CreationDate: { read: ({ creationDate }) => creationDate },
    ContentType: { since: "1.12", read: () => "Plain" },
    Resolved: {
      since: "1.11",
      read: ({ resolved }) => resolved,
      write: (comment, value, { book }) => {
        comment.resolved = boolean(value, "resolved");
        book.tell({ kind: "commentChanged", sheet: comment.area.sheet, id: comment.id });
      },
    },
    Replies: { open: (comment) => objectOf("CommentReplyCollection", comment) },
    GetLocation: { call: ({ area }, _args, session) => session.range(area.sheet, area.rect) },
    Delete: {
      call: (comment, _args, { book }) => {
        const { sheet } = comment.area;
        sheet.comments.splice(sheet.comments.indexOf(comment), 1);
        book.tell({ kind: "commentDeleted", sheet, id: comment.id });
      },
    },
  },
});

export const commentReplyCollection = defineClass("CommentReplyCollection", {
  since: "1.10",
  itemClass: "CommentReply",
  items: ({ replies }) => replies.map((reply) => objectOf("CommentReply", reply)),
  item: ({ replies }, key) => {
    const found = replies.find(({ id }) => id === key);
    return found ? objectOf("CommentReply", found) : null;
  },
  members: {
    Add: {
      call: (parent, [content], { book }) => {
        const reply = { id: book.newId(), content: text(content, "content"), parent };
        parent.replies.push(reply);
        return objectOf("CommentReply", reply);
      },
    },
    GetCount: { call: ({ replies }) => replies.length },
  },
});

export const commentReply = defineClass("CommentReply", {
  since: "1.10",
  id: ({ id }) => id,
  members: {
    Id: { read: ({ id }) => id },
    Content: {
      read: ({ content }) => content,
      write: (reply, value) => {
        reply.content = text(value, "content");
      },
    },
    AuthorName: { read: (_reply, { book }) => book.user.name },
    GetParentComment: { call: ({ parent }) => object(parent) },
    Delete: {
      call: (reply) => void reply.parent.replies.splice(reply.parent.replies.indexOf(reply), 1),
    },
  },
});
