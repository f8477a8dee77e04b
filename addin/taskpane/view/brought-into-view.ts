import { type RefObject, useEffect, useRef } from "react";

/**
 * Brings an element into sight when what it speaks of becomes another: the pane is low, and who selects a cell in the
 * sheet looks for what is said of it. The keyboard stays where it is.
 */
export function useBroughtIntoView(of: string | undefined): RefObject<HTMLElement | null> {
  const element = useRef<HTMLElement>(null);
  useEffect(() => {
    if (of !== undefined) element.current?.scrollIntoView({ block: "start" });
  }, [of]);
  return element;
}
