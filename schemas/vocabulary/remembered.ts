/**
 * The function, with its answers for the last texts.
 * @param limits how many texts are kept before all are forgotten; and how long one may be to be kept (UTF-16 code units), for strangers write them
 */
export function remembered<T>(
  compute: (text: string) => T,
  { most, longest = Infinity }: { readonly most: number; readonly longest?: number },
): (text: string) => T {
  const known = new Map<string, { readonly answer: T }>();
  return (text) => {
    const found = known.get(text);
    if (found) return found.answer;
    const answer = compute(text);
    if (known.size >= most) known.clear();
    if (text.length <= longest) known.set(text, { answer });
    return answer;
  };
}
