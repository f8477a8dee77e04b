import { Component, type ReactNode } from "react";

interface Props {
  /** Drawn in place of what failed; `again` draws it anew. */
  readonly fallback: (again: () => void) => ReactNode;
  readonly children: ReactNode;
}

/** A part of the pane that cannot be drawn, or whose code did not come, is said and leaves the rest as it is. */
export class ErrorBoundary extends Component<Props, { readonly failed: boolean }> {
  override readonly state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    const { fallback, children } = this.props;
    if (!this.state.failed) return children;
    return fallback(() => {
      this.setState({ failed: false });
    });
  }
}
