/** The same for texts that are the same, and as good as always another one for others: two sums that have nothing in common. */
export function contentId(text: string): string {
  let [first, second] = [0, 1];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    first = (Math.imul(first, 31) + unit) | 0;
    second = Math.imul(second ^ unit, 16777619);
  }
  return [text.length, first >>> 0, second >>> 0].map((part) => part.toString(36)).join('.');
}
