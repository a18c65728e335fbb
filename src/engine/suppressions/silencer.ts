import type { Silence } from '../../graph/suppression.js';
import type { Location } from '../../source/source.js';
import type { SuppressionForm } from '../finding.js';

/** What may be silenced: a finding, or a check that could not be decided. */
export interface Silenceable {
  readonly rule: string;
  readonly resource?: string;
  readonly at: Location;
  readonly related?: readonly { readonly at: Location }[];
}

/** What silences findings; written once, for one rule or for several, somewhere. */
export interface Silencer<Form extends SuppressionForm = SuppressionForm> extends Omit<Silence, 'form'> {
  readonly form: Form;
  readonly covers: (subject: Silenceable) => boolean;
}
