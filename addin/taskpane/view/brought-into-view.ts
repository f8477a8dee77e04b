import { type RefObject, useEffect, useRef } from "react";

/**
 * Brings an element into sight when what it speaks of becomes another: the pane is low, and who selects a cell in the
 * sheet looks for what is said of it. The keyboard stays where it is.
 */
export function useBroughtIntoView<E extends HTMLElement = HTMLElement>(
  of: string | object | undefined,
): RefObject<E | null> {
  const element = useRef<E>(null);
  useEffect(() => {
    if (of !== undefined) element.current?.scrollIntoView({ block: "start" });
  }, [of]);
  return element;
}
