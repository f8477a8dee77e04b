import type { ReactElement } from "react";

/** Drawn here: an icon font or package would be most of the pane. 16 x 16, in the colour of the text beside it. */
const paths = {
  check: "M3 8.5l3.2 3.2L13 5",
  cross: "M4 4l8 8M12 4l-8 8",
  warning: "M8 2.2L14.4 13.5H1.6zM8 6.4v3.4M8 11.6v.2",
  error: "M8 1.8a6.2 6.2 0 100 12.4A6.2 6.2 0 008 1.8zM8 4.8v4M8 10.9v.2",
  offline: "M2 6.5a8.6 8.6 0 0112 0M4.4 9a5.2 5.2 0 017.2 0M8 12v.2M3 2l10 12",
  lock: "M4 7.5h8v6H4zM5.6 7.5V5.2a2.4 2.4 0 014.8 0v2.3",
  down: "M4 6l4 4 4-4",
  right: "M6 4l4 4-4 4",
  dot: "M8 7.2a.8.8 0 100 1.6.8.8 0 000-1.6zM8 7v2M7 8h2",
  ring: "M8 3a5 5 0 100 10A5 5 0 008 3z",
  arrow: "M3 8h9M8.5 4.5L12 8l-3.5 3.5",
  undo: "M6 3.5L3 6.5l3 3M3 6.5h6a4 4 0 010 8H6.5",
  sheet: "M2.5 2.5h11v11h-11zM2.5 6h11M6.5 6v7.5",
  open: "M2 13V3h4l1.5 2H14v8z",
  refresh: "M13 8a5 5 0 11-1.5-3.6M13 2v3h-3",
  person: "M8 2.5a2.7 2.7 0 100 5.4 2.7 2.7 0 000-5.4zM2.8 14a5.2 5.2 0 0110.4 0",
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { readonly name: IconName }): ReactElement {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path
        d={paths[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
