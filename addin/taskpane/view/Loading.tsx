import { makeStyles, tokens } from "@fluentui/react-components";
import type { ReactElement } from "react";
import { usePane } from "./context.ts";
import { useStyles } from "./styles.ts";

const useBones = makeStyles({
  bone: {
    height: "14px",
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralStencil1,
    "@media (forced-colors: active)": { border: "1px solid GrayText" },
  },
  wide: { height: "56px" },
});

/** The shape of what is coming, so that the page does not jump. */
export function Loading(): ReactElement {
  const bones = useBones();
  const styles = useStyles();
  const { texts } = usePane();
  return (
    <>
      <p className={styles.quiet}>{texts.loading}</p>
      <div className={styles.stack} aria-hidden="true">
        <div className={`${bones.bone} ${bones.wide}`} />
        <div className={bones.bone} />
        <div className={bones.bone} />
        <div className={`${bones.bone} ${bones.wide}`} />
      </div>
    </>
  );
}
