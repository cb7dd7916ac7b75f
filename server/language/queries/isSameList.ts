/** Whether two lists hold the same things in the same order: for queries whose answer is a list that is made anew. */
export function isSameList(a: readonly unknown[] | undefined, b: readonly unknown[] | undefined): boolean {
  return a?.length === b?.length && (a?.every((each, index) => each === b?.[index]) ?? true);
}
