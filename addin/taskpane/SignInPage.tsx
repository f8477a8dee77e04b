import { Button, makeStyles, tokens } from "@fluentui/react-components";
import type { ReactElement } from "react";
import type { Session } from "./pane.ts";
import { usePane } from "./view/context.ts";
import { Empty } from "./view/Empty.tsx";
import { Icon } from "./view/Icon.tsx";
import { Loading } from "./view/Loading.tsx";
import { Notice } from "./view/Notice.tsx";
import { useStyles } from "./view/styles.ts";

const usePage = makeStyles({
  page: { flexGrow: 1, overflowY: "auto", padding: "40px 16px 16px" },
  person: { justifyContent: "flex-start", width: "100%" },
  people: {
    display: "flex",
    flexDirection: "column",
    gap: "6px",
    listStyleType: "none",
    margin: 0,
    padding: 0,
  },
  brand: { margin: 0, color: tokens.colorBrandForeground1, fontSize: tokens.fontSizeBase500 },
});

/** Before anybody has signed in: one button, or the list of sample persons. */
export function SignInPage({
  session,
}: {
  readonly session: Exclude<Session, { at: "signed-in" }>;
}): ReactElement {
  const page = usePage();
  return (
    <main className={page.page} data-session={session.at} aria-busy={session.at !== "signed-out"}>
      <h1 className={page.brand}>Fördela</h1>
      {session.at === "signed-out" ? <Choice session={session} /> : <Loading />}
    </main>
  );
}

function Choice({ session }: { readonly session: Extract<Session, { at: "signed-out" }> }): ReactElement {
  const { pane, texts } = usePane();
  const page = usePage();
  const styles = useStyles();
  const words = texts.signIn;
  const { people, failed } = session;
  return (
    <>
      {failed !== null && (
        <div role="alert">
          <Notice tone="bad">
            <p className={styles.text}>{failed === "" ? words.failed : failed}</p>
            {people?.length === 0 && (
              <div>
                <Button size="small" onClick={() => void pane.resume()}>
                  {texts.tryAgain}
                </Button>
              </div>
            )}
          </Notice>
        </div>
      )}
      {people === null ? (
        <Empty title={words.title} text={words.text} icon="person">
          <div>
            <Button appearance="primary" data-primary onClick={() => void pane.signIn()}>
              {words.button}
            </Button>
          </div>
        </Empty>
      ) : (
        <Empty title={words.personaTitle} text={words.personaText} icon="person">
          <ul className={page.people}>
            {people.map((person) => (
              <li key={person.id}>
                <Button
                  className={page.person}
                  icon={<Icon name="person" />}
                  data-person={person.id}
                  onClick={() => void pane.signIn(person)}
                >
                  {person.name}
                </Button>
              </li>
            ))}
          </ul>
        </Empty>
      )}
    </>
  );
}
