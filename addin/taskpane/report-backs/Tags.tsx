import { Button } from "@fluentui/react-components";
import type { ReactElement } from "react";
import { mayDo } from "../may-do.ts";
import { ActForm } from "../view/ActForm.tsx";
import { usePane } from "../view/context.ts";
import { useStyles } from "../view/styles.ts";
import { formOf, setTags } from "./acts.ts";
import type { ReportBack } from "./report-backs.ts";
import { reportBackWords } from "./words.ts";

/** Our own tags on the report that is read: looked at by all, changed by those who work with cases. */
export function Tags({ report }: { readonly report: ReportBack }): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = reportBackWords(texts);
  const { tags } = report;
  const mayTag = mayDo(pane.parts.me(), "tagReportBack");
  return (
    <div className={styles.stack}>
      <h2 className={styles.heading}>{words.tags}</h2>
      {tags.length > 0 && (
        <ul className={styles.list}>
          {tags.map((tag) => (
            <li key={tag} className={styles.row}>
              <span className={styles.text} lang="sv">
                {tag}
              </span>
              {mayTag && (
                <Button
                  size="small"
                  className={styles.wrapped}
                  onClick={() =>
                    void setTags(
                      pane,
                      report,
                      tags.filter((other) => other !== tag),
                    )
                  }
                >
                  {words.removeTag(tag)}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <ActForm
        tab={pane.reportBacks}
        form={formOf("tagReportBack", report)}
        fields={[{ name: "tag", label: words.newTag }]}
        acts={[
          {
            route: "tagReportBack",
            label: words.addTag,
            send: ({ tag }) => setTags(pane, report, [...tags, ...tagsIn(tag)]),
          },
        ]}
      />
    </div>
  );
}

/** As in the sheet, a semicolon divides them. */
function tagsIn(text: string): readonly string[] {
  return text
    .split(";")
    .map((tag) => tag.trim())
    .filter((tag) => tag !== "");
}
