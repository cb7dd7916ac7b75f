declare const kind: unique symbol;

/** Something to read on a page: a text that does nothing, or Markdown of ours. */
export type Prose = string | Markdown;

/**
 * Text that an editor may render. No text is Markdown by itself, and no object literal is: what comes from a manifest or a cluster
 * becomes Markdown only by `vocabulary/markdown.ts`, which shows it and lets it do nothing.
 */
export interface Markdown {
  readonly markdown: string;
  readonly [kind]: true;
}
