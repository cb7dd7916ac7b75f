/** The streams of the process, as far as a command needs them. */
export interface Streams {
  readonly stdin: AsyncIterable<Uint8Array>;
  /** Standard output. Settled once everything is written. */
  readonly write: (text: string) => Promise<void>;
  /** A sentence about what is wrong, for the person, who may have sent the output elsewhere. */
  readonly complain: (sentence: string) => void;
  /** A sentence about what was done, beside the output. */
  readonly remark: (sentence: string) => void;
  /** Shows a line beside the output in place of the one before, empty: none; absent: no terminal shows it. */
  readonly draw?: (line: string) => void;
  /** Settled when the person wants an end. Asked for, the first Ctrl+C no longer ends the process. */
  readonly untilInterrupted: () => Promise<void>;
  /** Whether a person reads the output. */
  readonly isTerminal: boolean;
  readonly inColour: boolean;
}
