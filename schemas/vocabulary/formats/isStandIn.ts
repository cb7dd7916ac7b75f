/** A text that somebody still has to replace: `<name>` or `***` of a manual, `$(NAME)` of Kustomize. Nothing is known of what comes. */
export function isStandIn(text: string): boolean {
  return (text.startsWith('<') && text.endsWith('>')) || text.includes('$(') || /^(?:\.{3,}|\*+)$/.test(text);
}
