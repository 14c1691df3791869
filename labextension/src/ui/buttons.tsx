import type { LabIcon } from '@jupyterlab/ui-components';
import { Button } from '@jupyterlab/ui-components';
import type { JSX } from 'react';

/** A button that says what will happen. */
export function TextButton(props: {
  label: string;
  onClick: () => void;
  /** For screen readers, where the label alone does not say of what. */
  description?: string;
  isDisabled?: boolean;
}): JSX.Element {
  const { label, onClick, description, isDisabled } = props;
  return (
    <Button
      className="jp-PaperLookup-button"
      minimal
      small
      aria-label={description}
      disabled={isDisabled}
      onClick={onClick}
    >
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
}): JSX.Element {
  const { label, icon, onClick, hasMenu, isDisabled } = props;
  return (
    <Button
      className="jp-PaperLookup-iconButton"
      minimal
      small
      title={label}
      aria-label={label}
      aria-haspopup={hasMenu ? 'menu' : undefined}
      disabled={isDisabled}
      onClick={event => onClick(event.currentTarget)}
    >
      <icon.react tag="span" />
    </Button>
  );
}
