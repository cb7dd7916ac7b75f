declare const kind: unique symbol;

/**
 * Text that an editor may render. No text is Markdown by itself, and no object literal is: what comes from a manifest or a cluster
 * becomes Markdown only by `vocabulary/markdown.ts`, which shows it and lets it do nothing.
 */
export interface Markdown {
  readonly markdown: string;
  readonly [kind]: true;
}
