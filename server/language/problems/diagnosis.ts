import type { Draft, Finding, Said, Severity, Span } from '../../../schemas/contract/index.ts';
import type { Problem } from '../answers.ts';
import type { ManifestSlot } from '../workspace/manifestSlot.ts';
import type { TextEdit } from '../yaml/index.ts';

/** A finding with everything about it but its place in the file: true for as long as its document stays as it is. */
export interface Diagnosis {
  readonly code: string;
  readonly severity: Severity;
  readonly message: Said;
  /** What is said of kubectl is true of Helm, which reads the text. */
  readonly isForHelm?: boolean;
  readonly span: Span;
  readonly tags?: Problem['tags'];
  readonly related?: Finding['related'];
  /** The rule in the definition, where that is a file. */
  readonly rule?: { readonly slot: ManifestSlot; readonly span: Span };
  readonly fixes: readonly DiagnosisFix[];
}

export interface DiagnosisFix {
  readonly title: Said;
  readonly safe: boolean;
  readonly edits: () => readonly TextEdit[];
  /** The resource that the fix adds, if it does nothing else: then it may go into a file of its own as well. */
  readonly draft?: () => Draft | undefined;
}
