import type { LabIcon } from '@jupyterlab/ui-components';
import { Button } from '@jupyterlab/ui-components';
import type { JSX, MouseEvent } from 'react';

/** A button that says what will happen. */
export function TextButton(props: {
  label: string;
  onClick?: () => void;
  /** For screen readers, where the label alone does not say of what. */
  description?: string | undefined;
  isDisabled?: boolean;
  /** What one most likely wants. */
  isPrimary?: boolean;
  icon?: LabIcon;
  /** Whether it sends the form that it stands in. */
  submits?: boolean;
  /** The key that does the same; shown where the mouse rests. */
  shortcut?: string | undefined;
}): JSX.Element {
  const { label, onClick, description, isDisabled, isPrimary, icon } = props;
  return (
    <Button
      className={`jp-PaperLookup-button${isPrimary ? ' jp-mod-accept' : ''}`}
      type={props.submits ? 'submit' : 'button'}
      minimal
      small
      aria-label={description}
      aria-keyshortcuts={props.shortcut}
      title={props.shortcut ? `${label} (${props.shortcut})` : undefined}
      aria-disabled={isDisabled}
      onClick={isDisabled ? refuse : onClick}
    >
      {icon && <icon.react tag="span" className="jp-PaperLookup-buttonIcon" />}
      {label}
    </Button>
  );
}

/** A small button with an icon, named for all who see, hover or hear it. */
export function IconButton(props: {
  label: string;
  icon: LabIcon;
  onClick: (button: HTMLButtonElement) => void;
  hasMenu?: boolean;
  isDisabled?: boolean;
  /** Whether what it shows and hides is shown. */
  isExpanded?: boolean;
}): JSX.Element {
  const { label, icon, onClick, hasMenu, isDisabled, isExpanded } = props;
  return (
    <Button
      className="jp-PaperLookup-iconButton"
      minimal
      small
      title={label}
      aria-label={label}
      aria-haspopup={hasMenu ? 'menu' : undefined}
      aria-expanded={isExpanded}
      type="button"
      aria-disabled={isDisabled}
      onClick={isDisabled ? refuse : event => onClick(event.currentTarget)}
    >
      <icon.react tag="span" />
    </Button>
  );
}

/** A button that is disabled for the browser would lose the focus. */
function refuse(event: MouseEvent): void {
  event.preventDefault();
}
