import type { InputHTMLAttributes, JSX } from 'react';

type CodeFieldProps = Omit<
  InputHTMLAttributes<HTMLInputElement>,
  'id' | 'onChange'
> & {
  id: string;
  label: string;
  value: string;
  /** What is wrong with it; empty when nothing is. */
  problem: string;
  onValue: (value: string) => void;
};

/** A line of signs, not of words, with its label and with what is wrong with it. */
export function CodeField(props: CodeFieldProps): JSX.Element {
  const { id, label, problem, onValue, className, ...input } = props;
  return (
    <div className="jp-PaperLookup-field">
      <div className="jp-PaperLookup-fieldHead">
        <label htmlFor={id}>{label}</label>
      </div>
      <input
        id={id}
        className={`jp-mod-styled${className ? ` ${className}` : ''}`}
        type="text"
        dir="ltr"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        aria-invalid={problem !== ''}
        aria-describedby={`${id}-problem`}
        onChange={event => onValue(event.currentTarget.value)}
        {...input}
      />
      <div id={`${id}-problem`} role="status">
        {problem && <p className="jp-PaperLookup-problem">{problem}</p>}
      </div>
    </div>
  );
}
