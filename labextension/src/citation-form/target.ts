import type { CiteMessage } from '../api/types';
import type { Delivery } from '../citing/ordering';
import type { DialectName } from '../settings';
import type { InsertOutcome } from '../tokens';

/** Where the citation of the form goes: to a cursor, or in place of one that is there. */
export interface ICitationTarget {
  /** Whether a citation that is there is changed. */
  readonly isEdit: boolean;
  /** To be shown: `Cell 3 of paper.ipynb`. */
  readonly label: string;
  readonly dialect: DialectName;
  /**
   * The citation of some works as it would be written.
   *
   * @throws What `requestJSON` throws.
   */
  order(cites: readonly CiteMessage[]): Promise<Delivery>;
  /** How it would read among the other citations of the notebook, safe HTML; empty if unknown. */
  read(delivery: Delivery, signal: AbortSignal): Promise<string>;
  /** Writes it. Errors become an outcome, nothing is thrown. */
  save(cites: readonly CiteMessage[]): Promise<InsertOutcome>;
  /** Puts the focus back to where the person wrote. */
  leave(): Promise<void>;
  dispose(): void;
}
