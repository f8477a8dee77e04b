import { Button } from "@fluentui/react-components";
import { type ReactElement, useState } from "react";
import { mayDo } from "../may-do.ts";
import { ActForm, choice, type FormField } from "../view/ActForm.tsx";
import { usePane } from "../view/context.ts";
import { longest } from "../view/longest.ts";
import { quoting } from "../view/quoting.tsx";
import { useStyles } from "../view/styles.ts";
import { formOf, type WholeCase } from "./cases.ts";
import {
  fileWith,
  type PeopleList,
  type Person,
  type PersonField,
  personFields,
  personOf,
} from "./people.ts";
import { caseTexts } from "./texts.ts";

/** Those who speak or sign for the recipient in one way: to be looked at, changed, added to and taken away. */
export function People({ one, list }: { readonly one: WholeCase; readonly list: PeopleList }): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = caseTexts(texts);
  const [edited, setEdited] = useState<Person | null>(null);
  const people: readonly Person[] = one.file[list];
  const mayWrite = mayDo(pane.parts.me(), "writeRecipientFile");
  const write = async (next: readonly Person[]): Promise<void> => {
    await pane.cases.act("writeRecipientFile", fileWith(one, list, next));
  };
  const fields = personFields[list].map((name): FormField<PersonField> => {
    const label = words.person[name];
    if (name === "document")
      return { ...choice(name, label, documentsOf(one, words.noDocument)), optional: true };
    const as = name === "from" || name === "to" || name === "approved" ? "date" : "text";
    const most = longest("writeRecipientFile", list, name);
    return { name, label, as, most, optional: name !== "name" && name !== "from" };
  });
  return (
    <div className={styles.stack}>
      <ul className={styles.list}>
        {people.map((person) => (
          <li key={JSON.stringify(person)} className={styles.tight}>
            <span className={styles.text}>{said(person, words)}</span>
            {mayWrite && (
              <span className={styles.row}>
                <Button
                  size="small"
                  className={styles.wrapped}
                  onClick={() => {
                    setEdited(person);
                  }}
                >
                  {quoting(words.edit(person.name), person.name)}
                </Button>
                <Button
                  size="small"
                  className={styles.wrapped}
                  onClick={() => void write(people.filter((other) => other !== person))}
                >
                  {quoting(words.remove(person.name), person.name)}
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
      <ActForm
        tab={pane.cases}
        form={[formOf("writeRecipientFile", one), list, edited && JSON.stringify(edited)].join(" ")}
        fields={fields}
        begin={typedOf(edited)}
        acts={[
          {
            route: "writeRecipientFile",
            label: edited === null ? words.add : words.savePerson,
            send: (typed) => {
              const person = personOf(list, typed);
              return write(
                edited === null
                  ? [...people, person]
                  : people.map((other) => (other === edited ? person : other)),
              );
            },
          },
        ]}
      />
      {edited !== null && (
        <div>
          <Button
            size="small"
            onClick={() => {
              setEdited(null);
            }}
          >
            {words.leavePerson}
          </Button>
        </div>
      )}
    </div>
  );
}

function typedOf(person: Person | null): Partial<Record<PersonField, string>> {
  return Object.fromEntries(Object.entries(person ?? {}).map(([field, text]) => [field, text ?? ""]));
}

function said(person: Person, words: ReturnType<typeof caseTexts>): string {
  const { name, title, email, phone, from, to, approved } = person;
  const parts = [
    name,
    title,
    email,
    phone,
    from && words.valid(from, to ?? null),
    approved !== undefined && words.approved(approved),
  ];
  return parts.filter((part) => typeof part === "string" && part !== "").join(", ");
}

/** The documents of the case, to choose what shows a thing; none is a choice. */
export function documentsOf({ documents }: WholeCase, none: string): Parameters<typeof choice>[2] {
  return [
    { value: "", text: none },
    ...documents.map(({ id, name }) => ({ value: id, text: name, lang: "sv" as const })),
  ];
}
