import { Field } from "@fluentui/react-components";
import type { ReactElement } from "react";
import type { ImportPreview } from "../../commands/contract.ts";
import { usePane } from "../view/context.ts";
import { Select } from "../view/controls.tsx";
import { Disclosure } from "../view/Disclosure.tsx";
import { useStyles } from "../view/styles.ts";

/** Which column of the file is which; rows that are nothing that came in, and why. */
export function MappingForm({
  preview,
  map,
}: {
  readonly preview: ImportPreview;
  readonly map: (column: number, source: number) => void;
}): ReactElement {
  const { texts } = usePane();
  const styles = useStyles();
  const words = texts.requisitions;
  return (
    <section className={styles.card} aria-labelledby="mapping">
      <h2 id="mapping" className={styles.heading}>
        {words.mappingTitle(preview.source.name)}
      </h2>
      <p className={styles.text}>{words.mappingText(preview.rows, preview.leftOut.length)}</p>
      {preview.leftOut.length > 0 && (
        <Disclosure label={words.leftOut(preview.leftOut.length)}>
          {() => (
            <ul className={styles.plainList}>
              {preview.leftOut.map(({ row, why }) => (
                <li key={row}>
                  {words.leftOutRow(row)}: <span lang="sv">{why}</span>
                </li>
              ))}
            </ul>
          )}
        </Disclosure>
      )}
      {preview.columns.map(({ id, heading }, column) => (
        <Field key={id} label={<span lang="sv">{heading}</span>} size="small">
          <Select
            value={String(preview.mapping[column] ?? -1)}
            onChange={(value) => {
              map(column, Number(value));
            }}
          >
            <option value="-1">{words.noColumn}</option>
            {preview.headings.map((one, at) => (
              <option key={at} value={String(at)}>
                {one}
              </option>
            ))}
          </Select>
        </Field>
      ))}
    </section>
  );
}
